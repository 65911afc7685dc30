// SPDX-License-Identifier: Apache-2.0

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
