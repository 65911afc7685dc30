// SPDX-License-Identifier: Apache-2.0

/// What a text's numbers say, held against each other.
public struct AuditedPaper: Hashable, Sendable {
  /// In the order of the text.
  public let claims: [Claim]

  /// Whether at least one claim cannot be true as it is printed.
  public var hasInconsistency: Bool { claims.contains { $0.verdict == .inconsistent } }
}

/// Reads a text and holds its numbers against each other.
///
/// Every figure is taken as people print it (``PrintedNumber``), every sentence in the most charitable of its
/// readings. The work grows with the length of the text: windows are bounded, and so are searches for exact tests.
///
/// - Parameter text: Plain text in English or Chinese, or a mixture; headings, lists and table lines as they come.
/// - Returns: What could be judged, in the order of the text.
public func auditPaper(_ text: String) -> AuditedPaper {
  var audit = Audit(PaperReading(text))
  audit.run()
  return AuditedPaper(claims: audit.claims)
}
