// SPDX-License-Identifier: Apache-2.0

/// Arms that are only listed with their sizes: "714 pts: 357 drug, 238 placebo, 119 reference", "120 patients (drug A 61, placebo 59)".
///
/// So short a list is one of arms if its sizes add up to the number of subjects right before it.
struct ListedArms {
  private let document: Document
  private let look: PhraseLook

  init(_ document: Document, _ sentence: Range<Int>) {
    self.document = document
    look = PhraseLook(document, sentence)
  }

  func arms(_ number: Int) -> [Arm] {
    for index in look.sentence where [.colonSign, .open].contains(look.sense(index)) {
      guard let total = total(before: index) else { continue }
      for isSizeFirst in [true, false] {
        let arms = list(from: index + 1, isSizeFirst: isSizeFirst, number)
        if arms.count >= 2, isSum(arms.compactMap(\.size).reduce(0, +), total, arms),
          Set(arms.map(\.name)).count == arms.count
        {
          return arms
        }
      }
    }
    return []
  }

  /// Whether the sizes make the total, or nearly so where an arm is called as arms are.
  private func isSum(_ sum: Int, _ total: Int, _ arms: [Arm]) -> Bool {
    if sum == total { return true }
    let isNamed = arms.contains { arm in
      arm.name.contains {
        $0 > 0 && ["control", "placebo", "usual", "standard", "sham"].contains(document.words[$0])
      }
    }
    return isNamed && abs(sum - total) * 10 <= total
  }

  /// A number of subjects within the words right before.
  private func total(before index: Int) -> Int? {
    var place = index - 1
    while place > index - 8, look.isWord(place), !document.tokens[place].isNumber { place -= 1 }
    guard let total = look.whole(place),
      (place + 1..<index).contains(where: { [.subject, .male, .female].contains(look.sense($0)) })
    else {
      return nil
    }
    return total
  }

  private func list(from start: Int, isSizeFirst: Bool, _ number: Int) -> [Arm] {
    var arms: [Arm] = []
    var place = start
    while arms.count < 6 {
      while [.article, .and].contains(look.sense(place)) { place += 1 }
      guard let arm = isSizeFirst ? sizeFirst(place) : nameFirst(place) else { return arms }
      arms.append(Arm(name: arm.name, sizes: [arm.size], tokens: place..<arm.end, sentence: number))
      place = arm.end
      guard [.comma, .semicolon, .and].contains(look.sense(place)) else { return arms }
      place += 1
    }
    return arms
  }

  private func sizeFirst(_ place: Int) -> (name: [Int], size: Int, end: Int)? {
    guard let size = look.whole(place), let name = look.name(from: place + 1),
      name.words.allSatisfy({ $0 > 0 })
    else { return nil }
    return (name.words, size, name.tokens.upperBound)
  }

  /// "Drug A 61", "drug A, 61", "drug A: 61".
  private func nameFirst(_ place: Int) -> (name: [Int], size: Int, end: Int)? {
    var end = place
    while look.isName(end), !document.tokens[end].isNumber, end - place < 6 { end += 1 }
    guard end > place, let name = look.name(before: end - 1), name.tokens.lowerBound == place else {
      return nil
    }
    let number = [.comma, .colonSign, .equals].contains(look.sense(end)) ? end + 1 : end
    guard let size = look.whole(number) else { return nil }
    return (name.words, size, number + 1)
  }
}
