// SPDX-License-Identifier: Apache-2.0

/// Result cells that the published figures fix, so that they may be shown as numbers.
public struct DeterminedCells: Sendable {
  /// Addresses (`<result id>/<cell path>`), where `*` stands for any run of characters.
  public let patterns: [String]
  /// `published` or `implied`.
  public let provenance: Provenance
  /// Which figures fix them, and how.
  public let because: LocalizedText

  init(_ block: inout BlockReader) {
    enum Kind: String, CaseIterable { case published, implied }
    patterns = block.list("cells") { $0.text() }
    provenance = block.required("as", else: .implied) { reader in
      reader.choice(Kind.self).map { $0 == .published ? .published : .implied }
    }
    because = block.localized("because")
    if patterns.isEmpty {
      block.report("no cells are named", remedy: "Add cells: [ \"orr.primary/arms/*\" ].")
    }
  }

  public func covers(_ address: String) -> Bool {
    patterns.contains { Self.matches(Array(address.utf8)[...], Array($0.utf8)[...]) }
  }

  /// Whether `text` has the form of `pattern`; on a mismatch the last star takes one character more.
  private static func matches(_ text: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    let star = UInt8(ascii: "*")
    var (at, asked) = (text.startIndex, pattern.startIndex)
    var retry: (text: Int, pattern: Int)?
    while at < text.endIndex {
      if asked < pattern.endIndex, pattern[asked] == star {
        retry = (at, asked + 1)
        asked += 1
      } else if asked < pattern.endIndex, pattern[asked] == text[at] {
        (at, asked) = (at + 1, asked + 1)
      } else if let last = retry {
        retry = (last.text + 1, last.pattern)
        (at, asked) = (last.text + 1, last.pattern)
      } else {
        return false
      }
    }
    return pattern[asked...].allSatisfy { $0 == star }
  }
}
