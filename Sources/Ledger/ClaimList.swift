// SPDX-License-Identifier: Apache-2.0

/// The claims of an entry as the stores keep them in one field: names in order, a line feed between two.
///
/// No name is empty or holds a line feed, so the text says exactly which names there are.
package enum ClaimList {
  package static func text(_ claims: [String]) -> String { claims.joined(separator: "\n") }

  package static func names(in text: UnsafeRawBufferPointer) -> [String] {
    guard !text.isEmpty else { return [] }
    return text.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
