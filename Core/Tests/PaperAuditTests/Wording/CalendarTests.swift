// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The dates of a trial's course, and the times of follow-up between them.
@Suite struct CalendarTests {
  /// Texts that can be true.
  static let sound = [
    "The first patient was enrolled on 12 June 2017 and the last visit of the last patient took place on 30 September 2019; every patient was followed up for 24 months.",
    "Enrollment began on 14 September 2020 and was completed on 30 June 2021 at 58 sites.",
    "The trial was registered in May 2021. Recruitment began in March 2020 and ended in December 2020.",
    "Recruitment began in March 2020 after the pilot had been completed in December 2019.",
    "First patient was enrolled in Mar 2021, last in Feb 2022. At data cutoff (1 Oct 2022) median follow-up was 14.5 months.",
    "Patients were enrolled between May 2016 and June 2018. With a data cutoff of January 2020, median follow-up was 31 months.",
    "The study was approved in June 2019; it started in July 2019 and ended in June 2020.",
    "研究于2019年3月启动，2020年12月结束。",
    "Recruitment started in March 2019 and was stopped in March 2020; an earlier cohort was completed in 2018.",
    "The database was locked on 3 May 2021. Enrolment started in January 2018 and the median follow-up was 29 months.",
    "Data were collected from May 2018 to June 2019. The trial was stopped early in March 2019 and follow-up ended in March 2020.",
    "The trial ran from January 2018 to December 2020; the last patient was followed until June 2021. Median follow-up was 28 months.",
    "Recruitment began on 3 March 2020, was paused on 20 March 2020 and was completed on 4 May 2022.",
    "Between June 2015 and May 2017, 200 patients were randomised. After a median follow-up of 6.1 years (data cutoff, March 2023), 41 had died.",
    "The first patient was enrolled on 4 May 2015 and the last patient on 3 March 2017. The 5-year results are reported; data cutoff was 1 April 2022; median follow-up 69 months.",
    "Enrolment began in May 2020. The vaccine was approved in December 2020 and the study was completed in June 2021.",
    "The parent trial was completed in 2016. Recruitment to this extension started in May 2017 and ended in May 2018.",
    "Follow-up was completed in June 2020. Patients had been recruited between May 2016 and May 2018.",
    "Treatment started on 4 May 2020 and ended on 3 May 2021 in the median patient.",
    "The first dose was given on 4 May 2021 and the second on 1 June 2021.",
    "2018年3月至2020年5月收治的患者120例，随访至2021年12月，中位随访24个月。",
    "All patients completed the 12-month visit; the last visit was in June 2021. Enrolment ended in June 2020.",
    "The trial began in May 2018. Between 2010 and 2016 an earlier trial had been completed in June 2017.",
    "Recruitment began in March 2019. A protocol amendment was completed in January 2019.",
    "The first patient was randomised on 3 May 2019; the last follow-up visit of the run-in was completed on 3 April 2019.",
    "Enrolment started in January 2018 and ended in December 2019; the last patient completed the 12-month visit in December 2020. Median follow-up was 23.4 months.",
    "The study was done between 3 May 2018 and 2 June 2020. All patients were followed for 24 months.",
    "All patients were to be followed for 24 months; enrolment ran from May 2018 to May 2019, and the trial was stopped in December 2019.",
  ]

  /// Texts of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "Enrollment began on 14 September 2021 and was completed on 30 June 2021 at 58 sites.",
    "Recruitment opened in March 2020 and closed in January 2019.",
    "The trial started on 3 May 2019. It was completed on 12 April 2018.",
    "The first patient was enrolled on 4 May 2020, the last on 3 March 2019.",
    "研究于2020年3月启动，2019年12月结束。",
    "First patient was enrolled in Mar 2021, last in Feb 2022. At data cut (1 Oct 2022) median follow-up was 23.5 months.",
    "The first patient was enrolled on 12 June 2017 and the last visit of the last patient took place on 30 September 2018; every patient was followed up for 24 months.",
    "Patients were enrolled between May 2019 and June 2020. The database was locked in March 2021. Patients were followed for a median of 28 months.",
    "Enrolment began in January 2019; data were censored on 30 June 2020. The median duration of follow-up was 26.4 months.",
    "首例患者于2020年3月入组，数据截止至2021年9月。中位随访时间为24.6个月。",
    "Between March 2018 and May 2019, 90 patients were randomised. The last follow-up visit was on 2 December 2019. All patients completed the 12-month visit.",
    "Accrual was completed in June 2018. The study opened to accrual in August 2019.",
    "The trial ran from January 2018 to December 2020; data cutoff was in June 2021. Median follow-up was 58 months.",
    "Recruitment was completed on 4 May 2018; it had started on 3 March 2019.",
    "2018年3月至2019年5月入组120例。数据截止日期为2020年12月31日，中位随访42.5个月。",
    "Enrolment started in May 2018 and ended in May 2019. The last follow-up visit took place in October 2019. All participants were followed for 12 months.",
    "The study opened in June 2019 and was closed in April 2018 after slow accrual.",
    "Enrolment was from May 2018 to June 2017.",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
