// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// How factors, levels and arms of the allocation are called.
struct AllocationLabels {
  let study: StudyProtocol
  let texts: Texts

  func arm(_ id: String) -> String { study.arm(id).map { texts[$0.title] } ?? id }

  func factor(_ id: String) -> String { factors.first { $0.id == id }.map { texts[$0.title] } ?? id }

  /// `Sex female, Site 01`, in the order of the protocol; `All` for no level.
  func line(_ levels: [String: String]) -> String {
    guard !levels.isEmpty else { return texts[SummaryMessage.total] }
    let order = factors.map(\.id)
    let sorted = levels.sorted { first, second in
      (order.firstIndex(of: first.key) ?? .max, first.key) < (
        order.firstIndex(of: second.key) ?? .max, second.key
      )
    }
    return texts.list(
      sorted.map { id, code in
        let (title, level) = (factor(id), level(code, of: id))
        // "Site 1" needs no "Site" before it.
        let saysSo = level.lowercased().hasPrefix(title.lowercased())
        return saysSo ? level : texts(AllocationMessage.armAndValue, title, level)
      }
    )
  }

  /// The factors whose levels are the sites.
  var siteFactors: Set<String> {
    Set(factors.filter { $0.item == study.record.site || study.item($0.item)?.kind == .site }.map(\.id))
  }

  private func level(_ code: String, of id: String) -> String {
    guard let factor = factors.first(where: { $0.id == id }), let item = study.item(factor.item),
      let index = study.codes(of: item).firstIndex(of: code)
    else { return code }
    let title = texts[study.title(of: index, of: item)]
    return title.isEmpty ? code : title
  }

  /// Of the first rules and of every amendment.
  private var factors: [AllocationRules.Factor] {
    ([study.allocation.rules] + study.allocation.amendments.map(\.rules)).flatMap(\.factors)
  }
}
