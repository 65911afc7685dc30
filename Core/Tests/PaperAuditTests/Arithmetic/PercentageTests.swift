// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import PaperAudit
import Testing

@Suite struct PercentageTests {
  @Test(
    "finds sound percentages sound, and says how they were rounded",
    arguments: [
      (28, 55, "50.9", PrintedNumber.Rounding.nearest), (27, 55, "49.1", .nearest),
      (16, 30, "53.3", .nearest),
      (8, 25, "32.0", .nearest), (13, 30, "43.3", .nearest), (19, 55, "34.5", .nearest),
      (1, 30, "3", .nearest),
      (10, 15, "66.7", .nearest), (10, 15, "66.6", .truncated), (0, 12, "0", .nearest),
      (12, 12, "100", .nearest),
      (1, 8, "12", .nearest), (1, 8, "13", .nearest),
    ]
  )
  func sound(count: Int, total: Int, text: String, rounding: PrintedNumber.Rounding) {
    let check = PercentageCheck(count: count, of: total, printed: number(text))
    #expect(check.finding == .reproduced(rounding))
    #expect(check.consistency == .consistent)
  }

  /// By hand: 10/55 is 18.2 %; 22 % are 12/55 (21.8), 10/45 (22.2) and 10/46 (21.7); 10/44 is 22.7, cut off 22.
  @Test("says what could be instead of 10 (22 %) of 55")
  func impossible() {
    let check = PercentageCheck(count: 10, of: 55, printed: number("22"))
    #expect(check.finding == .contradicted)
    #expect(check.expected == number("18"))
    #expect(check.countsFitting == 12...12)
    #expect(countsFitting(number("22"), of: 55, cutting: false) == 12...12)
    #expect(totalsFitting(number("22"), count: 10, cutting: false) == 45...46)
    #expect(check.totalsFitting == 44...46)
    #expect(totalCount([(number("43.3"), 30), (number("20"), 25)]) == 18...18)
  }

  @Test("names what is no percentage")
  func degenerate() {
    func finding(_ k: Int, _ n: Int, _ text: String) -> PercentageCheck.Finding {
      PercentageCheck(count: k, of: n, printed: number(text)).finding
    }
    #expect(finding(0, 0, "0") == .noSubjects)
    #expect(finding(3, 2, "150") == .countBeyondTotal)
    #expect(finding(-1, 2, "0") == .countBeyondTotal)
    #expect(finding(1, -2, "0") == .countBeyondTotal)
    #expect(finding(1, 2_000_000_000_000, "0") == .tooLarge)
    #expect(finding(2, 2, "120") == .contradicted)
    #expect(finding(.max, .max, "100") == .tooLarge)
  }

  /// Every count of every total up to 130, against the definition.
  @Test(
    "agrees with trying every count and total",
    arguments: ["0", "7", "12.5", "33.3", "50", "66.66", "99.9", "100"]
  )
  func bruteForce(text: String) {
    let printed = number(text)
    func fits(_ k: Int, _ n: Int, _ cutting: Bool) -> Bool {
      switch printed.rounding(of: 100 * Double(k) / Double(n)) {
      case .nearest: true
      case .truncated: cutting
      case nil: false
      }
    }
    for cutting in [true, false] {
      for n in 1...130 {
        let all = (0...n).filter { fits($0, n, cutting) }
        #expect(countsFitting(printed, of: n, cutting: cutting).map(Array.init) ?? [] == all)
      }
      for k in 0...130 {
        let all = (max(1, k)...3000).filter { fits(k, $0, cutting) }
        #expect(
          totalsFitting(printed, count: k, within: 1...3000, cutting: cutting).map(Array.init) ?? [] == all
        )
      }
      let allowing = totalsAllowing(printed, within: 1...130, cutting: cutting).map(\.total)
      #expect(allowing == (1...130).filter { n in (0...n).contains { fits($0, n, cutting) } })
    }
  }

  @Test("the nearest percentages of a total lie beside the printed one")
  func nearest() {
    #expect(nearestPercentages(to: number("22.5"), of: 55) == [number("21.8"), number("23.6")])
    #expect(nearestPercentages(to: number("140"), of: 3) == [number("100")])
    #expect(nearestPercentages(to: number("5"), of: 0).isEmpty)
  }

  @Test("accuses no sound percentage, however it was rounded")
  func property() {
    var stream = RandomStream(seed: 61, position: 1)
    var accused = 0
    var missed = 0
    for i in 0..<100_000 {
      let n = i % 4 == 0 ? stream.integer(in: 1...1_000_000_000) : stream.integer(in: 1...400)
      let k = stream.integer(in: 0...n)
      let whole = stream.pick([100.0, 1, 1000])
      let printed = stream.printed(whole * Double(k) / Double(n), decimals: 0...4)
      let check = PercentageCheck(count: k, of: n, printed: printed, whole: whole)
      let holds =
        check.consistency == .consistent && check.countsFitting?.contains(k) == true
        && totalsFitting(printed, count: k, within: 1...Int.max, whole: whole)?.contains(n) == true
      if !holds { accused += 1 }
      // Two units off is an error that nobody's rounding explains.
      let wrong = PrintedNumber(printed.value + 2 * printed.unit, decimals: printed.decimals)
      if PercentageCheck(count: k, of: n, printed: wrong, whole: whole).consistency != .inconsistent {
        missed += 1
      }
    }
    #expect(accused == 0)
    #expect(missed == 0)
  }
}
