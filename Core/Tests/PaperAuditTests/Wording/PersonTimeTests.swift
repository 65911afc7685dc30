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
    "In 30 patients followed for 412 person-years the rate of infection was 4.4 per 100 person-years.",
    "From 2010 to 2015, over 412 person-years, the incidence was 4.4 per 100 person-years.",
    "Of 1,614 women, 4 were infected (0.20 per 100 person-years; 1953 person-years).",
    "Among 30 patients with rates per 100 person-years that varied widely, 412 person-years were observed.",
    "Thirty-six patients had an event in 412 person-years (8.7 per 100 person-years).",
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
    "Thirty-six patients had an event in 412 person-years (6.7 per 100 person-years).",
    "The annualised relapse rate was 0.42 (44 relapses in 200 patient-years).",
    "The incidence of falls was 2.1 per 1000 patient-days with the intervention (63 falls in 21,000 patient-days).",
    "Exacerbation rates were 0.84 and 1.12 per patient-year (84 exacerbations over 100 patient-years and 132 over 100 patient-years).",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
