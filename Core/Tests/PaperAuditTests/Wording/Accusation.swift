// SPDX-License-Identifier: Apache-2.0

@testable import PaperAudit

/// What the audit calls inconsistent in a text, to be compared with nothing or something.
func accusations(in text: String) -> [String] {
  auditPaper(text).claims.filter { $0.verdict == .inconsistent }.map { "«\($0.text)» \($0.because)" }
}
