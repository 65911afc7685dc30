// SPDX-License-Identifier: Apache-2.0

extension Karyotype {
  /// Reads a karyotype; whatever cannot be read becomes a remark with its place.
  ///
  /// A clone that refers to another (`idem`, `sl`, `sdl`) is written out: it holds the items it inherits and its own.
  ///
  /// - Parameter text: The short form of ISCN, such as `45,XX,-7[20]`.
  public init(_ text: String) {
    var reader = KaryotypeReader(text)
    reader.read()
    clones = reader.clones
    hasDonor = reader.hasDonor
    remarks = reader.remarks
  }
}

private struct KaryotypeReader {
  private let text: KaryotypeText
  private(set) var clones: [Clone] = []
  private(set) var hasDonor = false
  private(set) var remarks: [KaryotypeRemark] = []
  /// Rearrangements that were written with their bands: later mentions may leave them out (ISCN 2020, 4.1).
  private var spelledOut: [Abnormality] = []

  init(_ text: String) {
    self.text = KaryotypeText(text)
  }

  mutating func read() {
    let bytes = text.bytes
    var range = bytes.indices
    // What follows a point is in situ hybridization or an array: another language.
    if let point = bytes[range].ranges(of: [UInt8(ascii: "."), UInt8(ascii: "i")]).first
      ?? bytes[range].ranges(of: [UInt8(ascii: "."), UInt8(ascii: "n")]).first
    {
      unread(point.lowerBound..<range.upperBound)
      range = range.lowerBound..<point.lowerBound
    }
    for part in text.split(range, at: UInt8(ascii: "/"), evenInParentheses: true) {
      if part.isEmpty {
        // An empty stretch lies between the two slashes before a donor's clones, or before the first slash.
        if part.lowerBound > range.lowerBound || bytes.starts(with: "//".utf8) { hasDonor = true }
        if !hasDonor { unread(part) }
      } else if !hasDonor {
        clone(part)
      }
    }
    if hasDonor && clones.isEmpty { remarks.append(.onlyDonor) }
  }

  private mutating func unread(_ range: Range<Int>) {
    let (original, column) = text.original(range)
    remarks.append(.unread(original, column: column))
  }

  // MARK: - Clones

  private mutating func clone(_ whole: Range<Int>) {
    var range = whole
    var cells: (number: Int, isComposite: Bool)?
    if text.bytes[whole].last == UInt8(ascii: "]"),
      let bracket = text.bytes[whole].lastIndex(of: UInt8(ascii: "["))
    {
      cells = self.cells(text.bytes[(bracket + 1)..<(whole.upperBound - 1)])
      if cells == nil { unread(bracket..<whole.upperBound) }
      range = whole.lowerBound..<bracket
    }
    let fields = text.split(range, at: UInt8(ascii: ","), evenInParentheses: false)
    var scanner = ByteScanner(text.bytes[fields[0]])
    guard let chromosomes = scanner.range(), (20...400).contains(chromosomes.lowerBound),
      scanner.isAtEnd || ploidy(&scanner)
    else {
      unread(whole)
      return
    }
    var draft = Draft()
    for field in fields.dropFirst() { self.field(field, into: &draft, isFirst: field == fields[1]) }
    let clone = Clone(
      chromosomes: chromosomes,
      sex: draft.sex,
      items: draft.items,
      cells: cells?.number,
      isComposite: cells?.isComposite ?? false
    )
    if fields.count == 1 { unread(whole) }
    if draft.isWhole { checkCount(of: clone, draft) }
    clones.append(clone)
  }

  private func cells(_ bytes: ArraySlice<UInt8>) -> (number: Int, isComposite: Bool)? {
    var scanner = ByteScanner(bytes)
    let isComposite = scanner.skip("c") && scanner.skip("p")
    guard let number = scanner.integer(), scanner.isAtEnd else { return nil }
    return (number, isComposite)
  }

  /// `46<2n>`: the ploidy may stand behind the number.
  private func ploidy(_ scanner: inout ByteScanner) -> Bool {
    scanner.skip("<") && scanner.integer() != nil && scanner.skip("n") && (scanner.skip("+") || true)
      && (scanner.skip("-") || true) && scanner.skip(">") && scanner.isAtEnd
  }

  /// A clone while its fields are read.
  private struct Draft {
    var sex = ""
    var items: [Clone.Item] = []
    /// Whether all of it was read and none of it is uncertain, so that its chromosomes can be counted.
    var isWhole = true
  }

  private mutating func field(_ range: Range<Int>, into draft: inout Draft, isFirst: Bool) {
    guard !range.isEmpty else {
      draft.isWhole = false
      unread(range)
      return
    }
    var scanner = ByteScanner(text.bytes[range])
    if isFirst, let sex = sexField(&scanner) {
      draft.sex = sex
    } else if let index = ancestor(&scanner) {
      guard clones.indices.contains(index) else {
        draft.isWhole = false
        unread(range)
        return
      }
      if draft.sex.isEmpty { draft.sex = clones[index].sex }
      draft.items = clones[index].items.map {
        Clone.Item(abnormality: $0.abnormality, text: $0.text, cells: nil)
      }
    } else {
      item(range, into: &draft)
      return
    }
    // `47,XX+8`: a forgotten comma can mean nothing else here.
    if !scanner.isAtEnd { item(scanner.position..<range.upperBound, into: &draft) }
  }

  private func sexField(_ scanner: inout ByteScanner) -> String? {
    var sex = ""
    while true {
      if scanner.skip("X") || scanner.skip("x") { sex += "X" } else if scanner.skip("Y") || scanner.skip("y") {
        sex += "Y"
      } else {
        break
      }
    }
    _ = !sex.isEmpty && scanner.skip("c")
    let mayEnd = scanner.isAtEnd || scanner.next == UInt8(ascii: "+") || scanner.next == UInt8(ascii: "-")
    return sex.isEmpty || !mayEnd ? nil : sex
  }

  /// The index of the clone that `idem`, `sl` (the stemline), `sdl` or `sdl2` (a sideline) stands for, which may not
  /// be there; nil where the field is something else.
  private func ancestor(_ scanner: inout ByteScanner) -> Int? {
    let start = scanner
    let word = scanner.word()
    let number = scanner.integer()
    switch (word, number) {
    case ("idem", nil), ("sl", nil): return 0
    case ("sdl", nil): return clones.count > 1 ? clones.count - 1 : clones.count
    case ("sdl", let number?): return number
    default:
      scanner = start
      return nil
    }
  }

  // MARK: - Items

  private mutating func item(_ whole: Range<Int>, into draft: inout Draft) {
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

  // MARK: - Count

  /// Remarks where the items do not make the number that is stated. The sex chromosomes are stated as they are after a loss.
  private mutating func checkCount(of clone: Clone, _ draft: Draft) {
    guard !clone.isComposite, clone.chromosomes.count == 1, !clone.isPolyploid, !clone.sex.isEmpty else { return }
    let items = clone.items.map(\.abnormality).reduce(44 + clone.sex.count) { $0 + $1.chromosomesAdded }
    if !clone.chromosomes.contains(items) {
      remarks.append(.wrongCount(clone: clones.count + 1, stated: clone.chromosomes, items: items))
    }
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

  /// How many chromosomes more the cell has because of it.
  fileprivate var chromosomesAdded: Int {
    let copies = copies.lowerBound
    switch (kind, sign) {
    case (.doubleMinute, _), (.acentric, _), (.minute, _), (.homogeneouslyStaining, _), (.heteromorphism, _): return 0
    case (.numerical, .lost): return chromosomes.first??.isAutosome == true ? -copies : 0
    case (_, .gained): return copies
    case (_, .lost): return -copies
    // Two or three chromosomes became one.
    case (.dicentric, nil), (.pseudodicentric, nil), (.tricentric, nil), (.robertsonian, nil), (.derivative, nil),
      (.isodicentric, nil):
      return 1 - chromosomes.count
    default: return 0
    }
  }
}
