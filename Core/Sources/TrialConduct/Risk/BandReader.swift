// SPDX-License-Identifier: Apache-2.0

/// Reads the bands in parentheses: `q22;q22.1`, `p13q22`, `q22~24`, `p?22`, `p10`.
enum BandReader {
  /// - Parameters:
  ///   - list: What stands between the parentheses.
  ///   - count: How many chromosomes stand before them.
  /// - Returns: For each chromosome its breaks; nil where the bands cannot be read or do not fit the chromosomes.
  static func read(_ list: ArraySlice<UInt8>, for count: Int) -> [[Breakpoint]]? {
    var groups: [[Breakpoint]] = []
    for part in list.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      guard let group = group(part) else { return nil }
      groups.append(group)
    }
    // inv(16)(p13;q22) for inv(16)(p13q22) is a common slip and can mean nothing else.
    if count == 1 { return [groups.flatMap { $0 }] }
    return groups.count == count ? groups : nil
  }

  private static func group(_ bytes: ArraySlice<UInt8>) -> [Breakpoint]? {
    if bytes.elementsEqual("?".utf8) { return [Breakpoint(arm: nil, bands: nil, isUncertain: true)] }
    var scanner = ByteScanner(bytes)
    var points: [Breakpoint] = []
    while !scanner.isAtEnd {
      guard let point = point(&scanner) else { return nil }
      points.append(point)
    }
    return points.isEmpty ? nil : points
  }

  private static func point(_ scanner: inout ByteScanner) -> Breakpoint? {
    var isUncertain = scanner.skip("?")
    guard let arm = arm(&scanner) else { return nil }
    if scanner.skip("t") {
      return scanner.skip("e") && scanner.skip("r") ? Breakpoint(arm: arm, bands: nil) : nil
    }
    isUncertain = scanner.skip("?") || isUncertain
    guard let first = band(&scanner, &isUncertain) else {
      // `q?`: the arm is known, the band is not.
      return isUncertain ? Breakpoint(arm: arm, bands: nil, isUncertain: true) : nil
    }
    guard scanner.skip("~") || scanner.skip("-") else {
      return Breakpoint(arm: arm, bands: first, isUncertain: isUncertain)
    }
    let start = scanner
    let second = self.arm(&scanner)
    if second == nil { scanner = start }
    guard let last = band(&scanner, &isUncertain) else { return nil }
    guard second == nil || second == arm else { return Breakpoint(arm: nil, bands: nil, isUncertain: true) }
    let ends = [first.lowerBound, first.upperBound, last.lowerBound, last.upperBound].sorted()
    return Breakpoint(arm: arm, bands: ends[0]...ends[3], isUncertain: isUncertain)
  }

  private static func arm(_ scanner: inout ByteScanner) -> Breakpoint.Arm? {
    scanner.skip("p") ? .short : scanner.skip("q") ? .long : nil
  }

  /// A band without its sub-band.
  ///
  /// One digit is a region: all its bands are possible.
  private static func band(_ scanner: inout ByteScanner, _ isUncertain: inout Bool) -> ClosedRange<Int>? {
    guard let number = scanner.integer(), number < 60 else { return nil }
    if scanner.skip(".") {
      guard scanner.integer() != nil else { return nil }
    }
    if scanner.skip("?") {
      // `q2?7`: the region is known, the band a guess.
      isUncertain = true
      guard number < 10, let digit = scanner.integer(), digit < 10 else { return nil }
      if scanner.skip("."), scanner.integer() == nil { return nil }
      return (number * 10 + digit)...(number * 10 + digit)
    }
    return number < 10 ? (number * 10)...(number * 10 + 9) : number...number
  }
}
