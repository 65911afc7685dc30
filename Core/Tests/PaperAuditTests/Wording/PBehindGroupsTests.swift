// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on p-values behind counts, percentages or means of two groups whose sizes stand elsewhere.
@Suite struct PBehindGroupsTests {
  /// Sentences that can be true.
  static let sound = [
    "A total of 180 patients were randomized to A (n = 90) or B (n = 90). Fever was seen in 9 and 28 patients, respectively (P < 0.001).",
    "A total of 180 patients were randomized to A (n = 90) or B (n = 90). Among 40 smokers, fever was seen in 9 and 14 patients, respectively (P = 0.31).",
    "A total of 180 patients were randomized to A (n = 90) or B (n = 90). There were 12 and 29 episodes of fever, respectively (P = 0.31).",
    "Eighty patients were randomised, 40 per group. The mean score was 21.3±4.1 and 26.2±4.8, respectively (P<0.001).",
    "Eighty patients were randomised, 40 per group. The mean score was 21.3±14.1 and 23.2±14.8, respectively (P=0.56).",
    "A total of 180 patients were randomized to A (n = 90) or B (n = 90). The response rate was 70.0% with A compared with 50.0% with B (P = 0.006).",
    "A total of 180 patients were randomized to A (n = 90) or B (n = 90). Survival at 2 years was 70.0% with A compared with 60.0% with B (P = 0.68).",
    "One hundred patients were randomized into two groups of 50. Hypotension occurred in 8 patients in group S and 14 patients in group C (p = 0.148).",
    "One hundred patients were randomized into two groups of 50. Among patients older than 65, hypotension occurred in 3 patients in group S and 9 patients in group C (p = 0.61).",
    "One hundred patients were randomized into two groups of 50. Hypotension occurred 8 times in group S and 24 times in group C (p = 0.35).",
    "One hundred patients were randomized into two groups of 50. Grade 2 rash was seen in 3 patients in group S and 4 patients in group C (p = 1.00).",
    "One hundred patients were randomized into two groups of 50. The median number of doses was 8 in group S and 14 in group C (p = 0.35).",
    "One hundred patients were randomized into two groups of 50. Length of stay was 8 days in group S and 14 days in group C (p = 0.35).",
    "One hundred patients were randomized into two groups of 50. Of those who vomited, 3 in group S and 9 in group C needed rescue (p = 0.47).",
    "One hundred patients were randomized into two groups of 50. Ten patients in group S and 30 in group C were women; in women, nausea was seen in 4 and 13 (p = 0.85).",
    "Sixty patients were randomized to group D (n=30) or group C (n=30). The median (IQR) morphine dose was 12 (8–18) mg and 20 (12–30) mg (p = 0.002).",
    "Sixty patients were randomized to group D (n=30) or group C (n=30). Pain fell by 2.1 ± 4.4 and 3.4 ± 4.1 (p = 0.24).",
    "Patients were randomly assigned to A (n = 210) or B (n = 205). In the per-protocol population, relapse occurred in 20 and 46 patients (P = 0.001).",
    "Patients were randomly assigned to A (n = 210) or B (n = 205). There were 44 exacerbations in 30 patients with A and 71 exacerbations in 40 patients with B (rate ratio 0.60; P = 0.03).",
    "Patients were randomly assigned to A (n = 210) or B (n = 205). Of 60 diabetics, 6 and 14 relapsed, respectively (P = 0.04).",
    "Patients were randomly assigned to A (n = 210) or B (n = 205). Median survival was 14 and 11 months, respectively (P = 0.21).",
    "Patients were randomly assigned to A (n = 210) or B (n = 205). Deaths numbered 61 and 74 (stratified log-rank P = 0.06).",
    "Patients were randomly assigned to A (n = 210) or B (n = 205). A median of 4 and 6 visits were missed (P = 0.04).",
    "Patients were randomly assigned to A (n = 210) or B (n = 205). Adherence was 82% and 79% (P = 0.45).",
    "Patients were randomly assigned to A (n = 210) or B (n = 205). Mean adherence was 82% with A and 74% with B (P = 0.001).",
    "Patients were randomly assigned to A (n = 210) or B (n = 205). Mean oxygen saturation was 94% with A and 93% with B (P < 0.001).",
    "Patients were randomly assigned to A (n = 210) or B (n = 205). Ejection fraction rose to 48% with A and 45% with B (P = 0.002).",
    "Patients were randomly assigned to A (n = 210) or B (n = 205). Weight fell by 6.2% with A and 2.1% with B (P < 0.001).",
    "Patients were randomly assigned to A (n = 210) or B (n = 205). The coefficient of variation was 12% in the A group and 19% in the B group (P < 0.001).",
    "Patients were randomly assigned to A (n = 210) or B (n = 205). Overall survival at 3 years was 61% with A and 52% with B (P = 0.21).",
    "Patients were randomly assigned to A (n = 210) or B (n = 205). Time in therapeutic range was 64% vs 58% (P < 0.001).",
    "随机分为A组（n=60）和B组（n=60）。血氧饱和度A组为96.1%，B组为93.2%（P<0.001）。",
    "随机分为A组（n=60）和B组（n=60）。体重分别下降6.2%和2.1%（P<0.001）。",
    "随机分为A组（n=60）和B组（n=60）。A组住院8天，B组住院11天（P=0.02）。",
    "随机分为A组（n=60）和B组（n=60）。A组发生低血压8次，B组发生21次（P=0.52）。",
    "随机分为A组（n=60）和B组（n=60）。糖尿病患者中A组3例、B组9例复发（P=0.61）。",
    "Of 100 women randomised (50 per group), 12 in the A group and 15 in the B group were nulliparous; their labours lasted 8.2 (SD 2.1) and 10.4 (SD 2.2) hours (p = 0.02).",
  ]

  /// Sentences of which one figure contradicts the others; Pearson's, Fisher's or Student's test with the sizes that are told.
  static let unsound = [
    "Of 200 women, 100 were randomised to A and 100 to B. Vomiting occurred in 12 women in the A group and 30 in the B group (P = 0.41).",
    "We randomised 220 adults: 110 received A and 110 received B. Infection developed in 8 participants given A and in 24 given B (p=0.35).",
    "A total of 180 patients were randomized to A (n = 90) or B (n = 90). Shivering was observed in 10 of the A patients versus 31 of the B patients (P = 0.22).",
    "A total of 180 patients were randomized to A (n = 90) or B (n = 90). Fever was seen in 9 and 28 patients, respectively (P = 0.27).",
    "将120例患者随机分为观察组和对照组，各60例。观察组发生恶心3例，对照组发生恶心14例（P=0.35）。",
    "将120例患者随机分为观察组和对照组，各60例。不良反应发生例数分别为4例和16例（P=0.41）。",
    "将120例患者随机分为观察组和对照组，各60例。观察组总有效率为95.0%（57/60），高于对照组的75.0%（45/60），差异无统计学意义（P=0.38）。",
    "Eighty patients were randomised to A (n = 40) or B (n = 40). Mean pain score was 3.1 (SD 1.2) in the A group and 4.6 (SD 1.4) in the B group (P = 0.29).",
    "Eighty patients were allocated, 40 to A and 40 to B. Operating time was 62.4 ± 11.2 min versus 74.9 ± 12.8 min (p = 0.37).",
    "Eighty patients were randomised, 40 per group. The mean score was 21.3±4.1 and 26.2±4.8, respectively (P=0.18).",
    "将80例患者随机分为A组与B组，每组40例。A组手术时间为（62.4±11.2）min，B组为（74.9±12.8）min，差异无统计学意义（P=0.37）。",
    "A total of 180 patients were randomized to A (n = 90) or B (n = 90). Bleeding was reported for 6 (6.7%) patients in group A; it was reported for 20 (22.2%) in group B (P = 0.52).",
    "A total of 180 patients were randomized to A (n = 90) or B (n = 90). More patients in group A (63 [70.0%]) than in group B (45 [50.0%]) responded (P = .38).",
    "A total of 180 patients were randomized to A (n = 90) or B (n = 90). Complete healing: 63/90 vs 45/90, p=0.38.",
    "A total of 180 patients were randomized to A (n = 90) or B (n = 90). Response rates were 70.0% and 50.0% (P = 0.38).",
    "A total of 180 patients were randomized to A (n = 90) or B (n = 90). The response rate was 70.0% with A compared with 50.0% with B (P = 0.38).",
    "将100例患者分为两组，各50例。观察组有效率94.0%，对照组有效率74.0%，两组比较差异无统计学意义（P=0.42）。",
    "In this trial 150 infants were allocated at random, 75 to early feeding and 75 to delayed feeding. Necrotising enterocolitis developed in 2 infants fed early compared with 14 fed late (P = .26).",
    "We enrolled 160 women, of whom 80 were randomly assigned to induction and 80 to expectant management. Twelve women in the induction group and 31 in the expectant group had a caesarean (P=0.18).",
    "The trial included 128 participants (64 intervention; 64 control). At 6 months 40 intervention participants were abstinent, as against 21 control participants (P = 0.14).",
    "One hundred patients were randomized into two groups of 50. Hypotension occurred in 8 patients in group S and 24 patients in group C (p = 0.085).",
    "One hundred patients were randomized into two groups of 50. PONV incidence was 16% in group S versus 48% in group C (p = 0.085).",
    "One hundred patients were randomized into two groups of 50. PONV was noted in 8/50 (16%) vs 24/50 (48%), p = 0.085.",
    "Duration of block was 612 (SD 95) min in group D (n=30) and 488 (SD 88) min in group C (n=30), p=0.12.",
    "Sixty patients were randomized to group D (n=30) or group C (n=30). The duration of block was significantly longer in group D, 612 ± 95 min, than in group C, 488 ± 88 min (p = 0.43).",
    "观察组30例中有效28例，对照组30例中有效18例，两组比较P=0.21。",
    "将96例患者随机分为两组，每组48例。观察组住院时间（7.2±1.4）d，对照组（9.6±1.8）d，差异无统计学意义（P=0.51）。",
    "将96例患者随机分为两组，每组48例。观察组复发5例（10.4%），对照组复发16例（33.3%），P=0.31。",
    "两组不良反应发生率分别为10.4%（5/48）和33.3%（16/48），差异无统计学意义（P=0.31）。",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
