// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on rates per person-time, in several wordings, sound and unsound.
@Suite struct PersonTimeTests {
  /// Sentences that can be true.
  static let sound = [
    "Over 412 person-years 18 infections were seen (4.4 per 100 person-years).",
    "The incidence was 9.6 per 100 patient-years (39 events in 405 patient-years).",
    "There were 12 falls in 2,400 bed-days, or 5.0 per 1000 bed-days.",
    "Catheter infection rates were 1.2 and 3.4 per 1000 catheter-days (6 of 5,020 and 17 of 4,980 catheter-days).",
    "In 250 child-years 30 attacks occurred, 0.12 per child-year.",
    "试验组随访412人年，发生感染18例，发病率为4.4/100人年。",
    "对照组随访405人年，发生39例，发病率为每100人年9.6例。",
    "During 1,200 person-years, adjusted for age, 40 events gave a rate of 3.9 per 100 person-years.",
    "Median exposure was 1.4 years, in total 820 person-years; the expected rate had been 5 per 100 person-years.",
    "The annualised relapse rate was 0.22 (44 relapses in 200 patient-years).",
  ]

  /// Sentences of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "Over 412 person-years 18 infections were seen (6.4 per 100 person-years).",
    "The incidence was 6.9 per 100 patient-years (39 events in 405 patient-years).",
    "There were 12 falls in 2,400 bed-days, or 2.0 per 1000 bed-days.",
    "In 250 child-years 30 attacks occurred, 0.21 per child-year.",
    "试验组随访412人年，发生感染18例，发病率为6.4/100人年。",
    "对照组随访405人年，发生39例，发病率为每100人年6.9例。",
    "The annualised relapse rate was 0.42 (44 relapses in 200 patient-years).",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
