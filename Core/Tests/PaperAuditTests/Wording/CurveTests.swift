// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// The audit on rates and medians of survival curves, in several wordings, sound and unsound.
@Suite struct CurveTests {
  /// Sentences that can be true.
  static let sound = [
    "Patients were assigned to drug A (n = 90) or drug B (n = 90). Two-year overall survival was 61.0% with drug A and 48.0% with drug B, and at 3 years it was 56.0% and 40.0%.",
    "Patients were assigned to drug A (n = 90) or drug B (n = 90). The 1-year and 2-year survival rates were 71.0% and 65.0% in the drug A group and 66.0% and 62.0% in the drug B group.",
    "Overall survival at 1, 2, and 5 years was 90%, 85% and 78%.",
    "Survival was analysed. In all, 52.3% of patients were alive at 12 months and 45.1% at 24 months.",
    "Median overall survival was 16.2 months (95% CI, 12.8 to 19.9) in all patients, and 18-month OS was 42%.",
    "全组1年、3年、5年总生存率分别为90.1%、75.3%、68.8%。",
    "全组中位无进展生存期为6.9个月，6个月无进展生存率为54.8%，12个月总生存率为70.1%。",
    "The cumulative incidence of relapse was 12.0% at 1 year and 18.0% at 2 years; survival was not studied.",
    "Two-year overall survival was 86.9%; event-free survival at 2 years was 100% for one subtype and 61.5% for another.",
    "Graft survival was 81% at 1 year and patient survival was 92% at 2 years.",
    "Overall survival at 5 years was 60%, compared with 40% at 2 years in historical controls.",
    "Overall survival was 60% at 2 years with regimen A and 70% at 3 years with regimen B.",
    "The 1-year survival was 70% in stage IV disease; the 5-year survival was 90% in stage I disease.",
    "The cumulative incidence of relapse was 18% at 1 year, and that of death 12% at 2 years; survival was good.",
    "中位PFS为7.4个月，中位OS为12.8个月。",
    "5-year disease-free survival was 61.2% and 3-year disease-free survival 74.0%.",
  ]

  /// Sentences of which one figure contradicts the others, by hand computation.
  static let unsound = [
    "Patients were assigned to drug A (n = 90) or drug B (n = 90). Two-year overall survival was 61.0% with drug A and 48.0% with drug B, and at 3 years it was 66.0% and 40.0%.",
    "Patients were assigned to drug A (n = 90) or drug B (n = 90). The 1-year and 2-year survival rates were 71.0% and 65.0% in the drug A group and 60.0% and 62.0% in the drug B group.",
    "Overall survival at 1, 2, and 5 years was 90%, 85% and 88%.",
    "Survival was analysed. In all, 45.1% of patients were alive at 12 months and 52.3% at 24 months.",
    "Median overall survival was 16.2 months (95% CI, 12.8 to 19.9) in all patients, and 18-month OS was 58%.",
    "全组1年、3年、5年总生存率分别为90.1%、75.3%、78.8%。",
    "全组中位无进展生存期为6.9个月，6个月无进展生存率为44.8%。",
    "The cumulative incidence of relapse was 18.0% at 1 year and 12.0% at 2 years; survival was not studied.",
    "In all patients, 2-year overall survival was 71.0% and 2-year progression-free survival was 78.0%.",
    "Patients were assigned to drug A (n = 90) or drug B (n = 90). Median overall survival was 14.2 months with drug A and 18.9 months with drug B, and the proportion alive at 12 months was 44.0% with drug A and 67.2% with drug B.",
    "Progression-free survival rates at 6, 12, and 24 months were 81%, 62%, and 66%, respectively.",
    "The Kaplan–Meier estimate of survival was 72% at 1 year and 79% at 3 years.",
    "5-year disease-free survival was 71.2% and 3-year disease-free survival 64.0%.",
    "中位总生存期为20.5个月，2年总生存率为58.3%。",
    "1年无病生存率80.2%，2年无病生存率84.6%。",
    "Median PFS was 9.4 months and median OS was 7.8 months.",
    "中位PFS为9.4个月，中位OS为7.8个月。",
  ]

  @Test("leaves sound wordings in peace", arguments: sound)
  func leaves(text: String) { #expect(accusations(in: text) == []) }

  @Test("finds the contradiction", arguments: unsound)
  func finds(text: String) { #expect(!accusations(in: text).isEmpty) }
}
