// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

@testable import TrialReporting

@Suite struct ExplanationTextTests {
  private func explained(
    _ trial: ConductTrial,
    _ request: Conduct.Request,
    _ language: Language = .english
  ) -> String {
    ExplanationText(trial.conduct, trial.state, language: language, hidesArms: false)
      .rendered(request, trial.outcome(request))
  }

  private func candidate() throws -> ConductTrial {
    var trial = try ConductTrial()
    try trial.screen("C-001", age: "45", creatinine: "80")
    return trial
  }

  @Test("what would be recorded is told with the permission behind it")
  func granted() throws {
    let trial = try candidate()
    let request = trial.request(
      .consent(subject: "C-001", version: "2.1", on: ConductTrial.date("2025-03-09"))
    )
    #expect(
      explained(trial, request) == """
        Nothing was recorded. This would be (1):
          li (investigator)  recorded consent 2.1 of C-001, given on 2025-03-09

        li may record consent (consent) as investigator.

        """
    )
  }

  @Test("an allocation is explained by every rule, and its arm is told to nobody")
  func concealment() throws {
    var trial = try candidate()
    try trial.act(.confirmEligibility(subject: "C-001"))
    let request = trial.request(.randomize(subject: "C-001"))
    #expect(
      explained(trial, request) == """
        Nothing was recorded. This would be (1):
          li (investigator)  randomized C-001 on 2025-03-10, allocation 1; the arm is not shown here
          The arm is drawn only when it is asked for in earnest: nobody learns it beforehand.

        li may ask for an allocation (randomize) as investigator.

        C-001 · eligible on 2025-03-10
        ──────────────────────────────
          Inclusion: every rule has to be met
            ✓ met      I1  Age 18 years or older
                           → Age 45 years ≥ 18 years
          Exclusion: no rule may be met
            ✓ not met  E1  Creatinine above 150 µmol/L
                           → Creatinine 80 µmol/L ≤ 150 µmol/L

        """
    )
    #expect(!explained(trial, request, .simplifiedChinese).contains("VERUM"))
  }

  @Test("a refusal is told with its remedy, in Chinese too")
  func refused() throws {
    let trial = try candidate()
    let request = trial.request(.consent(subject: "C-001", version: "2", on: ConductTrial.date("2025-03-09")))
    #expect(
      explained(trial, request) == """
        Nothing was recorded. It would be refused:
          The protocol has no consent version "2".
            Known: 2.1, 3.0.

        """
    )
    #expect(
      explained(trial, request, .simplifiedChinese) == """
        尚未记录任何内容。若执行，将被拒绝：
          方案中没有知情同意书版本“2”。
            可用：2.1、3.0。

        """
    )
  }

  @Test("who may not ask is told nothing of the subject's findings")
  func stranger() throws {
    let trial = try candidate()
    for user in ["chen", "wu", "nobody"] {
      let text = explained(trial, trial.request(.randomize(subject: "C-001"), by: user))
      #expect(text.hasPrefix("Nothing was recorded. It would be refused:\n"))
      #expect(!text.contains("45") && !text.contains("eligible"), "\(text)")
    }
  }
}
