// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// Lists of kinds of which everybody is of one, against the whole that stands in, before or behind their clause.
@Suite struct KindTests {
  @Test(arguments: [
    "Of the 120 women, 71 were nulliparous and 59 were parous.",
    "In all, 96 patients were enrolled. Cytogenetic risk was favourable (n = 20), intermediate (n = 51) or adverse (n = 35).",
    "There were 80 participants: 44 lived in urban and 46 in rural areas.",
    "Infection developed in 30 patients, each counted once by its depth: 18 superficial, 9 deep and 6 organ-space.",
    "Anastomotic leak occurred in 24 patients. Each leak was classified once, by its worst grade: grade A in 10, grade B in 9 and grade C in 8.",
    "Twenty-two patients withdrew, with one reason recorded for each: toxicity in 9, progression in 8, and other reasons in 8.",
    "Forty participants discontinued treatment; a single main reason was recorded for each: adverse events in 15, lack of efficacy in 14, and another reason in 8.",
    "Infection was seen in 23 patients in group A and 48 in group B. Infections were 8 deep and 15 superficial in group A, and 17 deep and 34 superficial in group B.",
    "Stage II disease was present in 21 patients, stage III in 30 and stage IV in 12 of the 60 patients enrolled.",
    "Histology was adenocarcinoma in 40, squamous in 25 and other in 10 of the 70 patients.",
    "The 48 deaths were cardiovascular (n=26), cancer-related (n=14) and of other cause (n=10).",
    "纳入患者120例，其中城市72例，农村58例。",
    "共纳入90例患者，低危28例、中危40例、高危32例。",
    "试验组死亡20例，每例仅计1种死因：心血管疾病9例、感染7例、肿瘤6例。",
    "治疗组痊愈20例、显效15例、有效8例、无效5例，共50例，总有效率86.0%。",
  ])
  func findsSumsThatAreNoNumberNear(_ text: String) { #expect(!accusations(in: text).isEmpty) }

  @Test(arguments: [
    "Of the 120 women, 71 were nulliparous and 49 were parous.",
    "In all, 96 patients were enrolled. Cytogenetic risk was favourable (n = 20), intermediate (n = 41) or adverse (n = 25), and unknown in 10.",
    "Adverse events occurred in 30 patients: mild in 20, moderate in 15 and severe in 5; several patients had more than one.",
    "The most common reasons for withdrawal of 60 patients were toxicity in 20 and progression in 15.",
    "Anaemia of grade 1 in 30, grade 2 in 25 and grade 3 in 12 was seen; 40 patients had an adverse event of any kind.",
    "Of 90 women, 10 were nulliparous; twin pregnancy was present in 12 and singleton pregnancy in 78.",
    "There were 20 minor and 12 major complications in 25 patients.",
    "Grade 3 anaemia occurred in 21, grade 4 neutropenia in 18 and grade 5 sepsis in 2 of the 35 patients.",
    "Among 50 mothers, 28 infants were boys and 24 were girls.",
    "The main reason was recorded once for each of the 40 who withdrew: side effects in 15, lack of effect in 14, and another reason in 8; in 3 it was not recorded.",
    "In total 162 patients were randomised. Among the women, 31 were premenopausal and 40 postmenopausal.",
    "The trial included 120 couples: 120 men and 120 women.",
    "观察组发生不良反应18例次，轻度9例、中度7例、重度4例。",
    "共纳入120例，男70例，女50例；其中城市65例，农村50例，其余5例为流动人口。",
    "治疗组50例，痊愈20例、显效15例、有效8例、无效7例，总有效率86.0%。",
  ])
  func leavesOthersAlone(_ text: String) { #expect(accusations(in: text).isEmpty) }
}
