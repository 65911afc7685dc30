// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Values that are 0 or 1.
///
/// With 8 ones among 20 the mean is 0.40 and s = √(20/19 · 0.4 · 0.6) = 0.503; with 11 among 25 the mean is
/// 0.44 and s = √(25/24 · 0.44 · 0.56) = 0.507.
@Suite struct BinaryTests {
  @Test(
    "a standard deviation that the mean does not give is accused",
    arguments: [
      "The binary item had a mean of 0.40 (SD 0.31) in 20 pupils (n = 20).",
      "In the control group (n = 25), the dichotomous outcome had a mean (SD) of 0.44 (0.36).",
      "Answers were coded 0 or 1; in the control group (n = 25) the mean was 0.44 (SD 0.61).",
    ]
  )
  func impossible(_ text: String) {
    #expect(!accusations(in: text).isEmpty)
  }

  @Test(
    "the standard deviation that the mean gives is confirmed, and other values are left alone",
    arguments: [
      "In the control group (n = 25), the dichotomous outcome had a mean (SD) of 0.44 (0.51).",
      "In the control group (n = 25), the dichotomous outcome had a mean (SD) of 0.44 (0.50).",
      "In the control group (n = 25), the proportion of days had a mean (SD) of 0.44 (0.36).",
      "In the control group (n = 25), the score from 0 to 1 had a mean (SD) of 0.44 (0.36).",
    ]
  )
  func possible(_ text: String) {
    #expect(accusations(in: text) == [])
  }

  @Test("says how many ones there are")
  func counts() {
    let text = "In the control group (n = 25), the dichotomous outcome had a mean (SD) of 0.44 (0.51)."
    #expect(auditPaper(text).claims.contains { $0.because == .binaryPossible(11...11) })
  }
}
