// SPDX-License-Identifier: Apache-2.0

/// Figures whose arm is not named beside them.
extension Attachment {
  /// Runs without any arm of their own take the order in which the arms were last named.
  mutating func attachCarried(_ runs: [[Int]]) {
    for run in runs where run.count >= 2 {
      let attached = run.filter(isAttached)
      let here = order
      if attached.count == run.count, Set(run.compactMap(arm)).count == run.count { continue }
      if hasOwnMention(run) || attached.count > 1 && Set(attached.compactMap(arm)).count > 1 { continue }
      let last = lastOrder.count == run.count || armCount != run.count ? lastOrder : Array(0..<armCount)
      let order = here.count == run.count ? here : here.isEmpty ? last : completed(here)
      guard order.count == run.count else { continue }
      for (figure, arm) in zip(run, order) {
        set(figure, arm, isSure: here.count == run.count || isOrdered(run) && armCount == 2)
      }
    }
  }

  /// "At 60 mg nausea (19 patients, 6.5%) and constipation (12 patients, 4.1%)": the one arm of a sentence goes on.
  mutating func attachInherited() {
    guard order.count == 1, armCount >= 2 else { return }
    for (last, next) in zip(phrases.indices, phrases.indices.dropFirst())
    where isAttachable(next) && !isAttached(next) {
      guard let arm = arm(last) else { continue }
      let gap =
        phrases[last].tokens
        .upperBound..<max(phrases[last].tokens.upperBound, phrases[next].tokens.lowerBound)
      let isListed = (1...6).contains(gap.count) && gap.contains { [.and, .comma].contains(look.sense($0)) }
      guard isListed, gap.contains(where: { look.isWord($0) && ![.and, .or].contains(look.sense($0)) }),
        !gap.contains(where: {
          [.versus, .semicolon, .than, .compared, .arm, .that, .of].contains(look.sense($0))
        })
      else { continue }
      set(next, arm, isSure: false)
    }
  }

  /// Whether "versus" or "respectively" puts the figures of a run in the order of the arms.
  private func isOrdered(_ run: [Int]) -> Bool {
    let tokens = phrases[run[0]].tokens.lowerBound..<phrases[run[run.count - 1]].tokens.upperBound
    return tokens.contains { look.sense($0) == .versus }
      || look.sentence.contains { look.sense($0) == .respectively }
  }

  /// One arm named of two: it comes first.
  private func completed(_ order: [Int]) -> [Int] {
    order + lastOrder.filter { !order.contains($0) }
  }
}
