// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Observed ages and other values against those that were eligible.
@Suite struct EligibilityTests {
  /// Texts that can be true.
  static let sound = [
    "Healthy children aged 4 to 7 years with two carious molars took part in this trial. Results: At inclusion their mean age was 5.8 years (SD 1.1).",
    "Children aged 1 to 5 years were randomised. Results: the median age was 28 months (range 13 to 59 months).",
    "Infants aged 6 to 35 months were enrolled. Results: their mean age was 1.8 years.",
    "Children aged 4 to 7 years received 5 mg and those aged 8 to 12 years 10 mg. Results: mean age was 8.2 years.",
    "选择择期手术的患者160例，年龄18～65岁，ASA Ⅰ或Ⅱ级。入选患者实际年龄范围为22～61岁。",
    "观察组50例，年龄20～65岁，接受新方案；对照组50例，年龄22～71岁。",
    "We studied 300 adults aged 18 to 65 years. At 20-year follow-up their mean age was 71.2 years.",
    "Children aged 4 to 7 years and their parents took part. The mean age of the parents was 34.1 years.",
    "Screening is offered to women aged 50 to 69 years. We randomised 400 women; their mean age was 71.4 years.",
    "Eligible patients had a BMI of 30 or more. At baseline mean BMI was 34.1 (range 30.0 to 48.2).",
    "Eligible patients had a BMI of 30 or more. After one year mean BMI was 28.4.",
    "Patients with a HAMD score of at least 17 were eligible. At week 8 the mean HAMD score was 8.2.",
    "Inclusion criteria were LVEF ≤40%. Mean LVEF at baseline was 31.2%.",
    "Adults aged 18 years or more were eligible. The median age at first symptoms was 14 years (range 6 to 40).",
    "Patients aged 18 to 65 years were enrolled in stage 1; stage 2 had no upper limit. The median age was 71 years.",
    "Boys aged 10 to 14 years were randomised. Bone age was 9.1 years (range 7.2 to 11).",
    "Pregnant women aged 18 to 45 years were randomised. Median gestational age was 39 weeks (range 36 to 42).",
    "From 2016 through 2018 we enrolled 120 children aged 6 to 17 years; the mean age was 11.4 years, and mothers were 38.1 years old on average.",
    "Eligible patients were 40 years of age or older. Age, 38.9±4.1 years in the excluded, was 61.2±8.1 years in the randomized.",
    "纳入标准：年龄18～75岁。排除标准：年龄>75岁。患者平均年龄（62.1±8.2）岁。",
    "纳入标准：BMI≥28 kg/m2。治疗后平均BMI为（25.4±2.1）kg/m2。",
    "Patients with a systolic pressure of 140 to 180 mm Hg were eligible. At baseline mean systolic pressure was 152 mm Hg, and at week 12 it was 131 mm Hg.",
    "Inclusion criteria were a PHQ-9 score of 10 or more. Baseline PHQ-9 scores were 15.2 (SD 3.1); at 12 weeks they were 8.1.",
    "Infants born at 24 to 28 weeks of gestation were eligible. Mean gestational age at birth was 26.1 weeks, mean age at first dose 3.2 days.",
  ]

  /// Texts of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "Healthy children aged 4 to 7 years with two carious molars took part in this trial. Results: At inclusion their mean age was 8.2 years (SD 1.1).",
    "选择择期行腹腔镜手术的患者160例，年龄18～65岁，ASA Ⅰ或Ⅱ级。入选患者实际年龄范围为22～71岁。",
    "Participants were adults between the ages of 18 and 65. Results: mean age 71.3 (SD 4.2) years.",
    "We randomised 120 boys and girls (8–12 years) to two programmes. Their ages ranged from 6 to 12 years.",
    "Eligible were 18- to 65-year-old patients with migraine. The median age was 43 years (range 16–64).",
    "Women aged 50–69 years were invited to the trial. Mean age was 47.1 years.",
    "纳入60～80岁髋部骨折患者。两组平均年龄分别为（72.4±5.1）岁和（84.3±4.9）岁。",
    "Forty-two men, 20 to 40 years old, participated. Their age ranged from 20 to 46 years.",
    "选取2型糖尿病患者120例，年龄40～70岁。结果：患者平均年龄为（38.2±6.1）岁。",
    "Eligible patients had a BMI of 30 or more. At baseline mean BMI was 34.1 (range 27.2 to 48.2).",
    "Eligible were adults with a BMI of 25 to 35 kg/m2. Baseline mean BMI was 36.4 kg/m2 (SD 2.1).",
    "Patients with a HAMD score of at least 17 were eligible. At baseline the mean HAMD score was 15.2 (SD 3.1).",
    "纳入标准：BMI 18～28 kg/m2。入组时平均BMI为（29.4±2.1）kg/m2。",
    "Inclusion criteria were a body weight of 50 to 90 kg. The baseline body weight ranged from 44 to 88 kg.",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
