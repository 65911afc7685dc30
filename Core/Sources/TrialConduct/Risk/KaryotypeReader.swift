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

/// Reads clones and what they refer to; items are read in `KaryotypeReader+Items.swift`.
struct KaryotypeReader {
  let text: KaryotypeText
  private(set) var clones: [Clone] = []
  private(set) var hasDonor = false
  var remarks: [KaryotypeRemark] = []
  /// Rearrangements that were written with their bands: later mentions may leave them out (ISCN 2020, 4.1).
  var spelledOut: [Abnormality] = []

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

  mutating func unread(_ range: Range<Int>) {
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
    // An inherited clone may have parts that were not read.
    if draft.isWhole, remarks.isEmpty { checkCount(of: clone, draft) }
    clones.append(clone)
  }

  func cells(_ bytes: ArraySlice<UInt8>) -> (number: Int, isComposite: Bool)? {
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
  struct Draft {
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
      if scanner.skip("X") || scanner.skip("x") {
        sex += "X"
      } else if scanner.skip("Y") || scanner.skip("y") {
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
}
