// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Quartiles, medians, ranges and durations beside each other.
@Suite struct QuartileTests {
  /// Texts that can be true.
  static let sound = [
    "Median age was 61 years (IQR 54-69; range 31-85).",
    "Median duration of stay was 6 days (IQR, 4 to 9; range, 1 to 31).",
    "Mean age was 45.2 (SD 11.3) years, range 19 to 71.",
    "The score ranges from 0 to 27; the mean score was 14.2 (SD 4.4).",
    "两组患者年龄22～71岁，中位年龄46岁。",
    "Age ranged from 22 to 71 years with a median of 46.",
    "Follow-up ranged from 3 to 31 months (median 18 months).",
    "Median follow-up was 31.0 months (range, 0.3 to 45.2).",
    "Between March 2019 and February 2021 (24 months) we enrolled 120 patients.",
    "During an 18-month period (January 2019 to June 2020) 90 patients were seen.",
    "The 12-week treatment was given between January 2019 and June 2020.",
    "From 1 January 2019 to 31 December 2020, 240 patients were enrolled at a rate of 10 per month.",
  ]

  /// Texts of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "Median age was 61 years (IQR 54-69; range 56-85).",
    "Median duration of stay was 6 days (IQR, 7 to 9).",
    "Median duration of stay was 6 days (IQR, 4 to 9; range, 5 to 31).",
    "Mean age was 45.2 (SD 11.3) years, range 49 to 71.",
    "两组患者年龄22～71岁，中位年龄76岁。",
    "Age ranged from 22 to 71 years with a median of 76.",
    "Follow-up ranged from 3 to 31 months (median 38 months).",
    "Median follow-up was 31.0 months (range, 0.3 to 25.2).",
    "The median number of relapses was 2 (interquartile range 3 to 5).",
    "The median age of the 60 patients was 34 years (range 39 to 71 years).",
    "中位随访时间为18个月（范围20～36个月）。",
    "The median time to healing was 24 days (IQR 28–41) with A and 31 days (IQR 25–40) with B.",
    "On the scale from 0 to 10, mean pain was 11.2 at baseline.",
    "The questionnaire is scored from 0 to 27. The mean score at baseline was 29.4 (SD 3.1).",
    "采用VAS评分（0～10分）评估疼痛，术后VAS评分为（12.3±1.1）分。",
    "During an 18-month period (January 2019 to December 2021) 90 patients were seen.",
    "Over 3 years, from May 2016 to April 2018, we recruited 120 women.",
    "Enrolment took 14 months, from May 2016 to October 2018.",
    "2018年1月至2019年6月，历时24个月，共纳入120例。",
    "In the 24 months between June 2018 and June 2021, 80 patients were enrolled.",
    "Patients were recruited for two years (June 2018 to May 2022).",
    "From 31 April 2018 to 2 May 2019 we enrolled 30 patients.",
    "Recruitment was between 29 February 2019 and May 2020.",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
