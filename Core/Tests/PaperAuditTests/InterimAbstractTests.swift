// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PaperAudit

/// An interim abstract in sentences of our own with the figures of a published one, whose faults were found by hand: shares by
/// `k / n`, p-values by R 4.2 (`chisq.test` without correction 0.1122 and 0.0329, `fisher.test` 0.1722 and 0.0504).
@Suite struct InterimAbstract {
  static let text = """
    Background:
    Salvage treatment with XYZ leads to remission in 30%–50% of patients and two-year survival of 27%.
    Methods:
    We report an interim analysis of a multicentre trial that is still open. Subjects were assigned 1:1 to PQR (drug one 5 mg/m2/day, \
    drug two 20mg q12h) or XYZ (drug three 8mg/m2 d1-5). The primary endpoint was the overall response rate (ORR); secondary endpoints \
    were adverse events (AEs), overall survival (OS) and event free survival (EFS).
    Results:
    Between October 2022 and July 2025 a total of 55 patients were randomly assigned, 30 to the PQR group and 25 to the XYZ group. \
    Baseline data were relatively balanced. Of 55 patients, 28 (50.9%) were male and 27 (49.1%) were female. Median age was 49.5 years \
    (range 15-66) in the PQR group and 51 years (range 30-68) in the XYZ group. Overall, 10 (22%) of patients had high-risk disease, \
    including 43.3% in the PQR group and 20% in the XYZ group. The ORR was 53.3% (16/30) with PQR and 32.0% (8/25) with XYZ (P=0.11). CR \
    was seen in 30% and 4%, respectively. In the naive subgroup PQR reached a significantly better ORR of 66.7% (10/15) versus 32% (8/25) \
    with XYZ (P=0.03). The 1-year overall survival rate was 67.1% with XYZ, while it was not yet reached with PQR. Later, 34.5% (19/55) \
    of patients were transplanted. Seven patients died of progression and four patients died of infection. Pneumonia (10% vs 20%) and \
    sepsis (3% vs 28%) were the commonest severe events in the PQR and XYZ groups.
    Conclusion:
    PQR is an effective treatment with better response rates than XYZ.
    """

  let claims = auditPaper(text).claims

  @Test("finds the one impossible count and nothing else")
  func findsImpossibleCount() {
    let wrong = claims.filter { $0.verdict == .inconsistent }
    #expect(wrong.count == 1)
    guard case .armsContradictTotal(let arms, let sizes, let total, let expected)? = wrong.first?.because
    else {
      Issue.record("the arms were not held against the total")
      return
    }
    #expect(arms == [13...13, 5...5])
    #expect(sizes == [30, 25])
    #expect(total == 10)
    // 18 of 55 are 32.7 %, which is 33 % without decimals.
    #expect(expected == PrintedNumber(33, decimals: 0))
  }

  @Test("says for which totals ten are 22 percent")
  func namesTotals() {
    let share = claims.first { $0.text == "10 (22%)" && $0.kind == .proportion }
    #expect(share?.verdict == .undetermined)
    // 10/45 = 22.2, 10/46 = 21.7; 10/44 = 22.7 cut off.
    #expect(
      share?.because
        == .denominatorContradicted(55, .total, expected: PrintedNumber(18, decimals: 0), totals: 44...46)
    )
  }

  @Test("traces both p-values to Pearson and the likelihood ratio", arguments: ["P=0.11", "P=0.03"])
  func tracesP(text: String) {
    let claim = claims.first { $0.text == text }
    #expect(claim?.verdict == .consistent)
    guard case .testsReproduce(let matches, let tables, let significance)? = claim?.because else {
      Issue.record("no test reproduces \(text)")
      return
    }
    let nearest = matches.filter { $0.rounding == .nearest && $0.test.usage == .conventional }.map(\.test)
    #expect(nearest == [.pearson, .likelihoodRatio])
    #expect(!matches.contains { $0.test == .fisher })
    #expect(
      tables
        == (text == "P=0.11"
          ? [.init(events: 16, total: 30), .init(events: 8, total: 25)]
          : [.init(events: 10, total: 15), .init(events: 8, total: 25)])
    )
    // Fisher's 0.0504 lies on the other side of 5 %.
    #expect((significance != nil) == (text == "P=0.03"))
  }

  @Test("warns of design and language")
  func warns() {
    let reasons = claims.filter { $0.verdict == .warning }.map(\.because)
    #expect(reasons.contains(.interimWithoutBoundary))
    #expect(reasons.contains(.subgroupAgainstWholeArm(part: 15, arm: 30, other: 25)))
    #expect(reasons.contains(.rateNotReached))
    #expect(reasons.contains(.endpointWithoutResult("EFS")))
    #expect(reasons.contains(.significantWithoutMultiplicity(isSubgroup: true)))
    #expect(reasons.contains { if case .significanceDependsOnTest = $0 { true } else { false } })
    #expect(
      reasons.contains {
        if case .imbalance(let percentages, let sizes, _, let distance) = $0 {
          percentages.map(\.value) == [43.3, 20] && sizes == [30, 25] && abs(distance - 0.518) < 0.001
        } else {
          false
        }
      }
    )
    #expect(reasons.count == 7)
  }

  @Test("confirms at least twelve figures")
  func confirms() {
    #expect(claims.count { $0.verdict == .consistent } >= 20)
  }
}
