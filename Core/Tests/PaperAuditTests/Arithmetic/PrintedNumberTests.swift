// SPDX-License-Identifier: Apache-2.0

import PaperAudit
import Testing

@Suite struct PrintedNumberTests {
  @Test("a tie may go either way, a cut is noted, anything else contradicts")
  func roundings() {
    let printed = PrintedNumber(32.5, decimals: 1)
    #expect(printed.rounding(of: 32.45) == .nearest)
    #expect(printed.rounding(of: 32.55) == .nearest)
    #expect(printed.rounding(of: 32.59) == .truncated)
    #expect(printed.rounding(of: 32.6) == nil)
    #expect(printed.rounding(of: 32.44) == nil)
    #expect(PrintedNumber(0.29, decimals: 2).rounding(of: 0.285) == .nearest)
    #expect(PrintedNumber(0.28, decimals: 2).rounding(of: 0.285) == .nearest)
    #expect(PrintedNumber(-1.2, decimals: 1).rounding(of: -1.29) == .truncated)
    #expect(PrintedNumber(-1.2, decimals: 1).rounding(of: -1.11) == nil)
    #expect(PrintedNumber(22, decimals: 0).rounding(of: 100 * 10.0 / 55) == nil)
  }
}
