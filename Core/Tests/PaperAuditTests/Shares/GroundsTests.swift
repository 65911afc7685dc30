// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// What joins figures from different clauses accuses only where the text itself says that they belong together.
@Suite struct Grounds {
  @Test(
    "leaves eyes, other analysis sets and subsets in peace",
    arguments: [
      // Other units than subjects.
      "We randomised 120 patients (168 teeth) to sealant (n=60) or fluoride (n=60). Caries was seen in 9 teeth (10.6%) in the sealant group and 14 (16.9%) in the fluoride group.",
      "Sixty patients were randomly allocated to gel (n=30, 41 ulcers) or placebo (n=30, 39 ulcers). Healing was complete in 33 ulcers (80.5%) with gel and 21 (53.8%) with placebo.",
      "Sixty patients got one test and one control implant each, so that 112 implants of 56 patients were examined after one year.",
      "120例（150膝）患者随机分为试验组60例（74膝）和对照组60例（76膝）。试验组优良68膝（91.9%），对照组优良61膝（80.3%）。",
      "共纳入106例（131只眼），A组52例（65只眼），B组54例（66只眼）。术后A组视力提高者57眼（87.7%），B组50眼（75.8%）。",
      // Other populations.
      "将120例患者随机分为A组和B组各60例，A组脱落3例，B组脱落2例，最终A组57例、B组58例纳入分析。A组有效44例（77.2%），B组有效35例（60.3%）。",
      "A total of 310 participants were randomized to exercise (n = 155) or advice (n = 155). Among the 140 and 143 who returned the questionnaire, 56 (40.0%) and 40 (28.0%) reported improvement.",
      "Of 96 patients infused (not infused: progression, n=5; death, n=2), 72 responded (75.0%). Cytokine release was seen in 80 of 96 (83.3%).",
      "A total of 300 patients were assigned to drug (n=150) or placebo (n=150). At week 52, data were missing for 12 and 17 patients; remission was present in 61 (44.2%) and 45 (33.8%).",
      // Two groups, two occasions, children of the subjects.
      "Nineteen patients of the exercise group and 20 of the control group were analysed. The exercise patients were 11 women (57.9%) and 8 men, and the controls 12 women (60.0%) and 8 men.",
      "随机分为A组60例和B组60例。A组术前Ⅱ级24例、Ⅲ级36例，术后Ⅰ级30例、Ⅱ级30例；B组相似。",
      "Women were randomised to A (n=100) or B (n=100). In group A, 52 boys and 51 girls were born alive to the 100 women randomised.",
      "Of 96 randomised children (48 per arm), 44 and 45 had a usable EEG; seizures stopped in 25 (56.8%) and 16 (35.6%). Among the 41 in whom they stopped, 9 (22.0%) relapsed: 4 (16.0%) and 5 (31.3%).",
      "试验组58例患者中32例（55.2%）有高血压，26例（44.8%）有糖尿病；对照组59例患者中分别为30例（50.8%）和28例（47.5%）。",
      "Of 60 patients allocated to each arm, 55 in arm A and 57 in arm B were evaluable. Response was recorded in 33 (60.0%) and 24 (42.1%).",
      // Lists that end, or begin, elsewhere.
      "In total 15 patients discontinued because of adverse events (n=6), lack of efficacy (n=5), or other reasons (n=4).",
      "In arm A 20 patients had stage II, 31 stage III and 9 stage IV disease.",
      "患者80例，男50例，女30例，其中吸烟者35例（男33例，女2例）。",
      "随机分为试验组66例和对照组66例，治疗中试验组退出3例，对照组退出5例。",
      "The 90 patients had 96 fractures: 60 of the radius and 36 of the ulna; 6 had both.",
      // A rate with figures of its own, a limit with a size.
      "试验组60例，完全缓解47例（78.3%）、部分缓解8例，总缓解率为91.7%（55/60）；对照组60例，完全缓解37例（61.7%）、部分缓解11例，总缓解率为80.0%（48/60）。",
      "Patients with an ejection fraction of 35% or less to the device (n = 210) or medical therapy (n = 205) were randomised. Death occurred in 21 (10.0%) and 32 (15.6%).",
      "By the cutoff 140 deaths were recorded, 62 in the intervention group and 70 in the control group; 8 others had never been randomised.",
    ]
  )
  func leavesSoundAlone(text: String) {
    #expect(accusations(in: text).isEmpty)
  }

  @Test(
    "tells a contradiction without grounds, and leaves it open",
    arguments: ["术后A组（52例）视力提高者57眼（62.7%），B组（54例）50眼（75.8%）。"]
  )
  func leavesOpen(text: String) {
    #expect(auditPaper(text).claims.contains { $0.kind == .proportion && $0.verdict == .undetermined })
  }

  @Test(
    "accuses where sizes are allocated or explain other shares",
    arguments: [
      "将120例患者随机分为A组和B组，各60例。A组男33例、女29例；B组男31例、女29例。",
      "Patients were randomised to A (n = 80) or B (n = 80). In group A, 43 were men and 39 were women.",
      "A total of 160 patients were randomised to A (n = 80) or B (n = 80). In arm A 42 patients had stage I, 30 stage II, and 12 stage III disease; in arm B 40, 28 and 12.",
      "120例患者随机分为试验组和对照组，各60例。试验组Ⅰ期21例、Ⅱ期25例、Ⅲ期24例；对照组Ⅰ期19例、Ⅱ期18例、Ⅲ期23例。",
      "Randomised were 519 patients (261 to A, 258 to B). By the cutoff 133 events had occurred, 58 in arm A and 79 in arm B.",
      "The scores of 0, 1, 2, 3 and 4 were given to 20, 31, 40, 25 and 9 patients of the 120 in the active group.",
      "We randomised 120 patients to sealant (n=60) or fluoride (n=60). Nausea was seen in 9 (15.0%) and 14 (23.3%), vomiting in 6 (10.0%) and 12 patients (26.7%).",
      "In total 120 patients were randomised to A (n=60) or B (n=60). All-grade rash was seen in 12 patients (20.0%) of arm A and grade 3 or higher rash in 15 patients (25.0%).",
    ]
  )
  func findsFaults(text: String) {
    #expect(!accusations(in: text).isEmpty)
  }
}
