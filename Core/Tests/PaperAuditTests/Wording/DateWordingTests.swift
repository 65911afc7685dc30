// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on dates and durations, in several wordings, sound and unsound.
@Suite struct DateWordingTests {
  /// Sentences that can be true.
  static let sound = [
    "Between March 2019 and March 2021, a period of two years, 120 patients were enrolled.",
    "Recruitment lasted 36 months (January 2019 to December 2021).",
  ]

  /// Sentences of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "Between March 2019 and March 2021, a period of three years, 120 patients were enrolled.",
    "患者于2019年3月至2018年5月入组。",
    "Recruitment took place from 12 June 2019 to 3 February 2018.",
    "The first patient was enrolled on June 31, 2020.",
    "从2018年1月至2019年12月（共36个月）纳入患者。",
    "The study ran from May 2021 to November 2019.",
    "Patients were recruited between 15 March 2018 and 30 February 2020.",
    "Recruitment lasted 18 months (January 2019 to December 2021).",
    "From January 2015 through December 2016, over a period of 36 months, 80 patients were treated.",
    "2020年13月开始入组。",
    "2018年6月31日至2020年5月30日收治的患者。",
    "2019年1月至2020年12月（为期3年）收治的患者。",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
