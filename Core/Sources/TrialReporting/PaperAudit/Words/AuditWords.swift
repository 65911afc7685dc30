// SPDX-License-Identifier: Apache-2.0

import PaperAudit
import TrialDesign

/// A number that an audited text prints, and what it stands for; here a `Figure` is a drawing.
typealias PrintedFigure = PaperAudit.Figure

/// Says in sentences why claims were judged so: what was printed, what arithmetic gives, what would be possible.
///
/// No sentence speaks of a person, and none says more than the arithmetic behind it.
struct AuditWords: Sendable {
  let texts: Texts

  init(_ language: Language) { texts = Texts(language: language) }

  /// The sentence of a claim, and how it was read where that is not sure and the sentence does not say it.
  func sentences(_ claim: Claim) -> String {
    let because = sentence(claim)
    switch claim.reading {
    case .sure: return because
    case .likely where claim.because.namesPlace: return because
    case .likely: return joined([because, texts[AuditMessage.likely]])
    case .oneOfSeveral: return joined([because, texts[AuditMessage.oneOfSeveral]])
    }
  }

  /// The sentence of a claim.
  func sentence(_ claim: Claim) -> String {
    switch claim.because {
    case .reproduced(let rounding): reproduced(rounding, claim)
    case .percentageContradicted(_, let counts, let totals): contradicted(counts, totals, claim)
    case .countBeyondTotal(let count, let total): beyond(count, total, claim)
    case .countsFit(let counts, let total, let place):
      texts(ShareMessage.countsFit, printed(.percent, claim), range(counts), "\(total)", words(place))
    case .noCountFits(let total, let place, let nearest): noCountFits(total, place, nearest, claim)
    case .denominatorFound(let total, let place, let rounding): found(total, place, rounding, claim)
    case .denominatorContradicted(let total, let place, let expected, let totals):
      contradicted(total, place, expected, totals, claim)
    case .noTotalFits(let most):
      texts(ShareMessage.noTotalFits, printed(.events, claim), printed(.percent, claim), "\(most)")
    case .denominatorUnknown(let totals): unknown(totals, claim)
    case .notFromCounts: texts[ShareMessage.notFromCounts]
    case .percentageBeyondWhole: texts(ShareMessage.beyondWhole, printed(.percent, claim))
    case .armSizeContradicted(let arm, let size, let printed):
      texts(ShareMessage.armSizeContradicted, arm, "\(size)", "\(printed)")
    case .armSizeAgrees(let arm, let size): texts(ShareMessage.armSizeAgrees, arm, "\(size)")

    case .partsMakeTotal(let parts, let total): texts(ShareMessage.partsMakeTotal, sum(parts), "\(total)")
    case .partsContradictTotal(let parts, let total): contradicted(parts, total)
    case .partsFallShort(let parts, let total): short(parts, total)
    case .partBeyondWhole(let part, let whole): texts(ShareMessage.partBeyondWhole, "\(part)", "\(whole)")
    case .percentagesMakeWhole(let parts): whole(.percentagesMakeWhole, parts)
    case .percentagesContradictWhole(let parts): whole(.percentagesContradictWhole, parts)
    case .armsMakeTotal(let arms, let total): texts(ShareMessage.armsMakeTotal, sum(arms), "\(total)")
    case .armsContradictTotal(let arms, let sizes, let total, _): contradicted(arms, sizes, total, claim)
    case .difference(let values): difference(values, claim)
    case .rateOfTime:
      texts(
        claim.verdict == .inconsistent ? ShareMessage.rateContradicted : .rateReproduced,
        printed(.rate, claim)
      )

    case .testsReproduce(let matches, let tables, let significance):
      reproduced(matches, tables, significance)
    case .onlyOneSided(let matches, _): texts(ProbabilityMessage.onlyOneSided, list(matches))
    case .noTestReproduces(let range, let tables): noTest(range, tables, claim)
    case .needsModel(let range, let tables): needsModel(range, tables)
    case .figuresMissing: texts[ProbabilityMessage.figuresMissing]
    case .noProbability: texts[ProbabilityMessage.noProbability]

    case .interval(let finding, let implied): interval(finding, implied, claim)
    case .intervalAgainstP(let finding, let implied): against(finding, implied)
    case .intervalMethods(let matches):
      texts(ProbabilityMessage.intervalMethods, list(matches.map { texts($0.method.name) }))
    case .limitsFarFromCounts(let lower, let upper): limits(lower, upper, claim)
    case .effectFromCounts(let values, let tables): effect(values, tables, claim)
    case .effectContradictsCounts(let values, let tables): effectContradicted(values, tables, claim)
    case .statistic(let matches): texts(ProbabilityMessage.statistic, list(matches))
    case .statisticContradicted(let range): statistic(range, claim)
    case .degreesMissing: texts[ProbabilityMessage.degreesMissing]

    case .medianPossible: texts[QuantityMessage.medianPossible]
    case .medianFaults(let faults): joined(faults.map { fault($0, claim) })
    case .meanPossible(let finding): mean(finding, claim)
    case .meanImpossible(let n, let nearest): meanImpossible(n, nearest, claim)
    case .binaryPossible(let counts): texts(QuantityMessage.binaryPossible, range(counts))
    case .binaryImpossible(let n, let expected):
      texts(
        QuantityMessage.binaryImpossible,
        "\(n)",
        printed(.mean, claim),
        either(expected.map { printed($0) }),
        printed(.deviation, claim)
      )
    case .deviationImpossible(let n):
      texts(QuantityMessage.deviationImpossible, "\(n)", printed(.mean, claim), printed(.deviation, claim))
    case .spreadImpossible(let finding): spread(finding, claim)
    case .limitsReversed: reversed(claim)
    case .limitsOrdered:
      texts[claim.verdict == .undetermined ? QuantityMessage.limitsOrderedOpen : .limitsOrdered]
    case .beyondEligibility(let lower, let upper): eligibility(.beyondEligibility, lower, upper, claim)
    case .withinEligibility(let lower, let upper): eligibility(.withinEligibility, lower, upper, claim)

    case .months(let months): duration(months, .monthsAndDuration, claim)
    case .dateReversed: texts[QuantityMessage.dateReversed]
    case .impossibleDate: texts[QuantityMessage.impossibleDate]
    case .durationContradicted(let months): duration(months, .durationContradicted, claim)
    case .sampleSize(let finding): size(finding, claim)
    case .followsFromSurvival(let relation): follows(relation, claim)
    case .survivalUnordered: texts[QuantityMessage.unordered]
    case .needsFollowUp: needsFollowUp(claim)

    case .subgroupAgainstWholeArm(let part, let arm, let other):
      texts(PitfallMessage.subgroupAgainstWholeArm, "\(part)", "\(arm)", "\(other)")
    case .significanceDependsOnTest(let tests):
      dependence(PitfallMessage.significanceDependsOnTest, tests)
    case .significantWithoutP(let p):
      texts[p == nil ? PitfallMessage.significantWithoutP : .significantAboveLevel]
    case .significantWithoutMultiplicity(let isSubgroup):
      texts[isSubgroup ? PitfallMessage.subgroupWithoutMultiplicity : .oneOfManyWithoutMultiplicity]
    case .rateNotReached: texts[PitfallMessage.rateNotReached]
    case .interimWithoutBoundary: texts[PitfallMessage.interimWithoutBoundary]
    case .imbalance(let percentages, let sizes, let p, let distance):
      imbalance(percentages, sizes, p, distance)
    case .endpointWithoutResult(let name): texts(PitfallMessage.endpointWithoutResult, name)
    case .primaryEndpointNotConcluded(let name): texts(PitfallMessage.primaryEndpointNotConcluded, name)
    case .causalWording: texts[PitfallMessage.causalWording]
    case .allocation(let finding): allocation(finding, claim)
    }
  }
}

extension Because {
  /// Whether its sentence names the total that was taken.
  fileprivate var namesPlace: Bool {
    switch self {
    case .countsFit, .noCountFits, .denominatorFound, .denominatorContradicted: true
    default: false
    }
  }
}

extension Texts {
  /// A name that has no key.
  func callAsFunction(_ message: Message) -> String { message.pattern(in: language) }
}
