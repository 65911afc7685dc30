// SPDX-License-Identifier: Apache-2.0

/// Reads one item of a karyotype.
///
///     item         = sign? "?"? ( numerical | rearrangement ) "c"? copies?
///     numerical    = chromosome                                     +8, -7, -Y
///     rearrangement = name "(" chromosomes ")" ( "(" bands ")" )?    t(8;21)(q22;q22.1)
///     derivative   = "der" "(" chromosomes ")" rearrangement+        der(5)t(5;17)(q13;q21)
enum AbnormalityReader {
  /// - Returns: nil where the bytes are no item that is known.
  static func read(_ bytes: ArraySlice<UInt8>) -> Abnormality? {
    var (body, copies, isConstitutional) = trimmed(bytes)
    var sign: Abnormality.Sign?
    if body.first == UInt8(ascii: "+") {
      sign = .gained
    } else if body.first == UInt8(ascii: "-") {
      sign = .lost
    }
    if sign != nil { body = body.dropFirst() }
    var scanner = ByteScanner(body)
    guard let found = item(&scanner, sign), scanner.isAtEnd else { return nil }
    let count = copies ?? found.copies
    return Abnormality(
      found.kind,
      found.chromosomes,
      breakpoints: found.breakpoints,
      sign: sign,
      inner: found.inner,
      isUncertain: found.isUncertain,
      isConstitutional: isConstitutional,
      copies: count
    )
  }

  /// Takes `x2` and the `c` of a constitutional change off the end.
  private static func trimmed(_ bytes: ArraySlice<UInt8>)
    -> (body: ArraySlice<UInt8>, copies: ClosedRange<Int>?, isConstitutional: Bool)
  {
    var body = bytes
    var copies: ClosedRange<Int>?
    if let mark = body.lastIndex(of: UInt8(ascii: "x")), mark > body.startIndex {
      var scanner = ByteScanner(body[(mark + 1)...])
      if let range = scanner.range(), scanner.isAtEnd, range.lowerBound > 0 {
        copies = range
        body = body[..<mark]
      }
    }
    guard body.last == UInt8(ascii: "c"), let before = body.dropLast().last,
      !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(before)
    else { return (body, copies, false) }
    return (body.dropLast(), copies, true)
  }

  private static func item(_ scanner: inout ByteScanner, _ sign: Abnormality.Sign?) -> Abnormality? {
    let isUncertain = scanner.skip("?")
    let start = scanner
    if let chromosome = chromosome(&scanner) {
      if scanner.isAtEnd {
        return sign == nil ? nil : Abnormality(.numerical, [chromosome], isUncertain: isUncertain)
      }
      if let change = shorthand(&scanner, chromosome, isUncertain) { return change }
    }
    scanner = start
    // `+2mar`, `1~50dmin`: the number stands before the name.
    let copies = scanner.range()
    guard let found = rearrangement(&scanner, isUncertain: isUncertain) else { return nil }
    guard let copies else { return found }
    guard found.chromosomes.isEmpty, copies.lowerBound > 0 else { return nil }
    return Abnormality(found.kind, isUncertain: isUncertain, copies: copies)
  }

  /// `5q-`, `14q+`, `9qh+`, `15pstk-`: an arm and what is less or more of it.
  private static func shorthand(
    _ scanner: inout ByteScanner,
    _ chromosome: Chromosome,
    _ isUncertain: Bool
  ) -> Abnormality? {
    guard let arm = arm(&scanner) else { return nil }
    let variant = scanner.word()
    let isLess = scanner.skip("-")
    guard isLess || scanner.skip("+") else { return nil }
    switch variant {
    case "":
      let point = Breakpoint(arm: arm, bands: nil)
      return Abnormality(
        isLess ? .deletion : .addition,
        [chromosome],
        breakpoints: [[point]],
        isUncertain: isUncertain
      )
    case "h", "s", "stk", "cenh": return Abnormality(.heteromorphism, [chromosome])
    default: return nil
    }
  }

  private static func rearrangement(_ scanner: inout ByteScanner, isUncertain: Bool) -> Abnormality? {
    let word = scanner.word()
    guard let kind = Abnormality.Kind(rawValue: spellings[word] ?? word), kind != .numerical else {
      return nil
    }
    let isUncertain = scanner.skip("?") || isUncertain
    guard let list = scanner.parenthesis() else { return unplaced(kind, &scanner, isUncertain) }
    guard let (chromosomes, arms) = chromosomes(list) else { return nil }
    var breakpoints = arms
    if scanner.next == UInt8(ascii: "("), let list = scanner.parenthesis() {
      guard arms.isEmpty, let bands = BandReader.read(list, for: chromosomes.count) else { return nil }
      breakpoints = bands
    }
    var inner: [Abnormality] = []
    if [.derivative, .isoderivative, .recombinant, .dicentric, .ring].contains(kind) {
      while !scanner.isAtEnd {
        // A derivative within one is a forgotten comma.
        guard let part = rearrangement(&scanner, isUncertain: scanner.skip("?")), part.kind != .derivative
        else {
          return nil
        }
        inner.append(part)
      }
    }
    let found = Abnormality(
      kind,
      chromosomes,
      breakpoints: breakpoints,
      inner: inner,
      isUncertain: isUncertain || chromosomes.contains(nil)
    )
    return found.isKnownVariant ? Abnormality(.heteromorphism, chromosomes) : found
  }

  /// `+mar`, `+mar1`, `+r`, `dmin`: pieces whose origin is not known.
  private static func unplaced(
    _ kind: Abnormality.Kind,
    _ scanner: inout ByteScanner,
    _ isUncertain: Bool
  ) -> Abnormality? {
    switch kind {
    case .marker, .ring:
      // The number only tells markers of one report apart.
      _ = scanner.integer()
      return Abnormality(kind, isUncertain: isUncertain)
    case .acentric, .minute, .doubleMinute, .homogeneouslyStaining:
      return Abnormality(kind, isUncertain: isUncertain)
    default: return nil
    }
  }

  /// The chromosomes in parentheses, and their arms where the report writes them there (`del(5q)`, `i(17q)`).
  private static func chromosomes(_ list: ArraySlice<UInt8>) -> ([Chromosome?], [[Breakpoint]])? {
    var chromosomes: [Chromosome?] = []
    var breakpoints: [[Breakpoint]] = []
    for part in list.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      var scanner = ByteScanner(part)
      let isUncertain = scanner.skip("?")
      let found = chromosome(&scanner)
      guard found != nil || isUncertain else { return nil }
      chromosomes.append(isUncertain ? nil : found)
      if let arm = arm(&scanner) { breakpoints.append([Breakpoint(arm: arm, bands: nil)]) }
      guard scanner.isAtEnd else { return nil }
    }
    guard breakpoints.isEmpty || breakpoints.count == chromosomes.count else { return nil }
    return (chromosomes, breakpoints)
  }

  private static func chromosome(_ scanner: inout ByteScanner) -> Chromosome? {
    if scanner.skip("X") { return Chromosome(number: 23) }
    if scanner.skip("Y") { return Chromosome(number: 24) }
    let start = scanner
    guard let number = scanner.integer(), number <= 22, let found = Chromosome(number: number) else {
      scanner = start
      return nil
    }
    return found
  }

  private static func arm(_ scanner: inout ByteScanner) -> Breakpoint.Arm? {
    scanner.skip("p") ? .short : scanner.skip("q") ? .long : nil
  }

  private static let spellings = ["iso": "i", "psuidic": "idic", "isodic": "idic", "mars": "mar"]
}

extension Abnormality {
  /// Inversions around the centromere that healthy people carry: inv(9)(p12q13), inv(2)(p11.2q13) (ISCN 2020, 7.1).
  fileprivate var isKnownVariant: Bool {
    guard kind == .inversion, let points = breakpoints.first, points.count == 2 else { return false }
    let bands = points.compactMap(\.bands)
    guard Set(points.map(\.arm)) == [.short, .long], bands.count == 2 else { return false }
    let near = bands.allSatisfy { $0.upperBound <= 13 }
    return near && (chromosomes.first??.number == 9 || chromosomes.first??.number == 2)
  }
}
