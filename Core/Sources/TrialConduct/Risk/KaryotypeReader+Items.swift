// SPDX-License-Identifier: Apache-2.0

extension KaryotypeReader {
  mutating func item(_ whole: Range<Int>, into draft: inout Draft) {
    var range = whole
    var cells: Int?
    if text.bytes[whole].last == UInt8(ascii: "]"),
      let bracket = text.bytes[whole].lastIndex(of: UInt8(ascii: "[")),
      let number = self.cells(text.bytes[(bracket + 1)..<(whole.upperBound - 1)])
    {
      cells = number.number
      range = whole.lowerBound..<bracket
    }
    if text.bytes[range].elementsEqual("inc".utf8) {
      draft.isWhole = false
      remarks.append(.incomplete)
      return
    }
    guard var abnormality = AbnormalityReader.read(text.bytes[range]) else {
      draft.isWhole = false
      unread(whole)
      return
    }
    spellOut(&abnormality)
    if abnormality.isUncertain || abnormality.copies.count > 1 { draft.isWhole = false }
    let item = Clone.Item(abnormality: abnormality, text: text.original(range).text, cells: cells)
    if !replaces(item, in: &draft) { draft.items.append(item) }
  }

  /// Gives a rearrangement the bands it was written with before.
  private mutating func spellOut(_ abnormality: inout Abnormality) {
    for index in abnormality.inner.indices { spellOut(&abnormality.inner[index]) }
    guard abnormality.kind != .numerical, !abnormality.chromosomes.isEmpty else { return }
    if !abnormality.breakpoints.isEmpty {
      spelledOut.append(abnormality)
    } else if abnormality.inner.isEmpty, !abnormality.chromosomes.contains(nil),
      let known = spelledOut.last(where: {
        $0.kind == abnormality.kind && $0.chromosomes == abnormality.chromosomes
      })
    {
      abnormality.breakpoints = known.breakpoints
    }
  }

  /// Takes `-17` away again where `+i(17)(q10)` stands for the same chromosome, and a derivative that is lost from the
  /// inherited items.
  private mutating func replaces(_ item: Clone.Item, in draft: inout Draft) -> Bool {
    let abnormality = item.abnormality
    if abnormality.sign == .gained, abnormality.isStructural, abnormality.chromosomes.count == 1,
      let index = draft.items.lastIndex(where: {
        $0.abnormality.kind == .numerical && $0.abnormality.sign == .lost
          && $0.abnormality.chromosomes == abnormality.chromosomes
      })
    {
      remarks.append(.replaced(draft.items[index].text, by: item.text))
      draft.items[index] = Clone.Item(abnormality: abnormality.unsigned, text: item.text, cells: item.cells)
      return true
    }
    if abnormality.sign == .lost, abnormality.isStructural,
      let index = draft.items.lastIndex(where: {
        $0.abnormality.kind == abnormality.kind && $0.abnormality.chromosomes == abnormality.chromosomes
          && $0.abnormality.sign != .lost
      })
    {
      draft.items.remove(at: index)
    }
    return false
  }
}

extension Abnormality {
  /// The same, as a change of a chromosome that is there instead of an extra one.
  fileprivate var unsigned: Abnormality {
    Abnormality(
      kind,
      chromosomes,
      breakpoints: breakpoints,
      inner: inner,
      isUncertain: isUncertain,
      isConstitutional: isConstitutional,
      copies: copies
    )
  }
}
