// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Numbers that are parts of dates, of limits and of thousands.
@Suite struct NumberWordingTests {
  private func numbers(_ text: String) -> [Double] {
    Document(text).tokens.compactMap { $0.numeral?.value }
  }

  @Test("joins thousands over a blank, and no neighbours")
  func thousands() {
    #expect(numbers("14 884 adults and 20 915 catheter-days (of 21 480)") == [14884, 20915, 21480])
    #expect(numbers("5 000 women") == [5000])
    #expect(numbers("on day 1 100 patients and in group 2 120 patients") == [1, 100, 2, 120])
    #expect(numbers("Deaths 12 130 0.03") == [12, 130, 0.03])
    #expect(numbers("1,204 women in 18 234 households") == [1204, 18, 234])
  }

  @Test("reads a month and a year, and no fraction")
  func dates() {
    #expect(numbers("between 06/2018 and 02/2020") == [2018, 2020])
    #expect(numbers("from 01/06/2018 to 31/12/2019").isEmpty)
    #expect(numbers("12/2010 patients (0.6%)") == [12, 2010, 0.6])
    #expect(accusations(in: "Enrolment ran from 06/2018 to 02/2020 (34 months).") != [])
    #expect(accusations(in: "Enrolment ran from 06/2018 to 02/2020 (20 months).") == [])
  }

  @Test(
    "takes no limit for a share",
    arguments: [
      "We randomized 2082 patients with an ejection fraction of 40% or less to A (n = 1043) or B (n = 1039).",
      "红细胞压积30%以下或体重下降10%及以上者除外，100例随机分为A组50例和B组50例。",
    ]
  )
  func limits(text: String) { #expect(accusations(in: text) == []) }
}
