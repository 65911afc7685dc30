// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// The verdict on an assessment in words, the deciding line first.
public struct ResponseWords {
  private let scheme: ResponseScheme
  private let decisions: DecisionWords
  private let texts: Texts

  public init(_ scheme: ResponseScheme, language: Language) {
    self.scheme = scheme
    decisions = DecisionWords(scheme.decisions, language: language)
    texts = Texts(language: language)
  }

  /// The verdict's lines.
  ///
  /// - Parameters:
  ///   - verdict: A verdict by these criteria.
  ///   - facts: What it was about.
  ///   - sample: Residual disease measured with it; nil where none was.
  /// - Returns: Why not evaluable is reported, where that is not what a rule says; what the rules say; what the dates
  ///   gave to know; what residual disease adds.
  public func because(
    _ verdict: AssessmentVerdict,
    _ facts: AssessmentFacts,
    _ sample: ResidualDiseaseSample? = nil
  ) -> [String] {
    let decision = verdict.decision
    var lines =
      verdict.category != nil && verdict.possible.only == nil ? [texts[unseen(verdict, facts)]] : []
    lines.append(decisions.verdict(decision))
    lines += refusals(verdict)
    if !decision.settledBy.isEmpty { lines.append(decisions.settledBy(decision)) }
    lines += decision.notes.map { texts[scheme.decisions.notes[$0].text] }
    lines += verdict.flags.map { words(for: $0) }
    return lines + (sample.map { [words(for: $0, verdict.possible)] } ?? [])
  }

  /// The verdict's lines without what the dates and other samples add: for one of many marrows of a subject.
  public func because(_ verdict: AssessmentVerdict) -> [String] {
    let decision = verdict.decision
    let open = decision.settledBy.isEmpty ? [] : [decisions.settledBy(decision)]
    let isUnusable = verdict.category == .notEvaluable && verdict.possible.only == nil
    return (isUnusable ? [texts[ResponseMessage.notUsable]] : []) + [decisions.verdict(decision)]
      + refusals(verdict) + open
      + verdict.flags.map { words(for: $0) }
  }

  /// What speaks against better responses that the marrow left open: against a PR only where blasts are many.
  private func refusals(_ verdict: AssessmentVerdict) -> [String] {
    let list = scheme.decisions
    guard let best = verdict.possible.best else { return [] }
    var told: Set<ResponseCategory> = []
    return verdict.decision.refused.compactMap { refusal in
      guard let category = ResponseCategory(rawValue: list.outcomes[list.rules[refusal.rule].outcome].id),
        category.rank < best.rank,
        category.rank < ResponseCategory.partialRemission.rank
          || (category == .partialRemission && best == .noResponse),
        told.insert(category).inserted
      else { return nil }
      let parts = refusal.parts.filter { $0.input < list.findingCount }
      return texts(DecisionMessage.notBecause, category.rawValue, decisions.parts(parts))
    }
  }

  /// Where the rule that decides is published; nil where none does.
  public func source(of verdict: AssessmentVerdict) -> String? {
    guard let index = verdict.decision.rule else { return nil }
    let list = scheme.decisions
    let rule = index < list.rules.count ? list.rules[index] : list.otherwise
    return texts[rule.source ?? list.source]
  }

  /// Something wrong in a row.
  public func words(for problem: FindingTable.Problem) -> String {
    texts(ResponseMessage.refused, problem.column, problem.problem, problem.remedy)
  }

  /// A flag as a sentence.
  public func words(for flag: ResponseFlag) -> String {
    let rules = scheme.parameters
    let numbers: [Int32] =
      switch flag {
      case .neutrophilsUnpaired, .plateletsUnpaired: [rules.pairedBefore, rules.pairedAfter]
      case .growthFactor: [rules.growthFactor]
      case .transfused: [rules.transfusion]
      case .repeatMarrow: [rules.repeatFrom, rules.repeatUntil]
      default: []
      }
    return texts(flag.message, arguments: numbers.map { "\($0)" })
  }

  /// Why an assessment is reported as not evaluable although the rules leave several categories open.
  private func unseen(_ verdict: AssessmentVerdict, _ facts: AssessmentFacts) -> ResponseMessage {
    if !facts.hasMarrow || facts.isAdequate == .no { return .notUsable }
    if facts.circulatingBlasts == .notRecorded { return .notSeenInBlood }
    return facts.extramedullary == .notAssessed && facts.priorExtramedullary == .notRecorded
      ? .notSeenElsewhere : .notUndocumented
  }

  private func words(for sample: ResidualDiseaseSample, _ possible: ResponseCategories) -> String {
    guard possible.membership(in: .compositeRemission) != .notMet else {
      return texts[ResponseMessage.residualDiseaseNoRemission]
    }
    guard sample.canDecide else { return texts[ResponseMessage.residualDiseaseMethod] }
    return switch sample.isBelow {
    case .met: texts(ResponseMessage.residualDiseaseBelow, "\(scheme.parameters.residualDiseaseConfirmed)")
    case .notMet: texts[ResponseMessage.residualDiseaseNotBelow]
    case .unknown: texts[ResponseMessage.residualDiseaseUnknown]
    }
  }
}
