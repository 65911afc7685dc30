// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What the protocol's rules propose for one drug of one cycle, from what is on file alone: the calculated dose, and what
/// graded toxicity does to it.
///
/// Day 1 is the one on file; a cycle that has not begun is calculated for the day of the decision. Of a drug whose dose rises
/// within the cycle the largest administration counts.
public struct ProposedDose: Sendable {
  public enum Amount: Hashable, Sendable {
    /// One administration.
    case dose(Quantity)
    case hold
    /// The cycle begins later.
    case delay
    case discontinue
    /// Something is missing that would settle it, or somebody has to decide.
    case open

    /// As it stands in a ledger.
    public var text: String {
      switch self {
      case .dose(let quantity): quantity.description
      case .hold: "hold"
      case .delay: "delay"
      case .discontinue: "discontinue"
      case .open: "open"
      }
    }
  }

  public let drug: String
  public let cycle: Int
  public let day: CivilDate
  /// Of all amounts of the drug: mg or ug.
  public let unit: Unit
  /// One administration before toxicity is looked at, in `unit`; nil where somebody has to decide.
  public let calculated: Double?
  public let amount: Amount
  /// The id of the rule of dose modification that decided; empty where none did.
  public let rule: String
  /// Findings that are missing and would leave fewer proposals.
  public let settledBy: [Finding]
  /// What it was calculated from, one line each: what a decision's hash is taken over.
  public let inputs: [String]

  /// Calculates a proposal.
  ///
  /// - Parameters:
  ///   - drug: Its key in the calendar.
  ///   - cycle: Counted from 1.
  ///   - today: The day of the decision.
  ///   - recorded: The subject's record.
  ///   - regimen: That of the subject's arm.
  ///   - study: The protocol that the subject is bound to.
  ///   - confirms: Whether measures outside what is usual were looked at twice.
  /// - Throws: Why there is no calendar.
  init(
    of drug: String,
    inCycle cycle: Int,
    on today: CivilDate,
    _ recorded: RecordedDosing,
    _ regimen: Regimen,
    _ study: StudyProtocol,
    confirms: Bool
  ) throws(DoseObstacle) {
    let findings = recorded.findings(by: today)
    let starts = recorded.starts(of: regimen)
    let plan =
      starts[cycle] == nil
      ? CyclePlan(from: today, ofCycle: cycle, length: regimen.cycle)
      : CyclePlan(onFile: starts, length: regimen.cycle)
    let template = DosingRequest(
      regimen: regimen,
      rules: study.dosing,
      start: today,
      subject: DosingSubject(findings: findings.mapValues(\.text)),
      isConfirmed: confirms
    )
    let request: RecordedRequest
    do {
      request = try RecordedRequest(template, cycle: cycle, plan: plan, record: recorded)
    } catch {
      throw .absent(error)
    }
    let calendar: DoseCalendar
    do {
      calendar = try DoseCalendar.plan(request.request)
    } catch {
      throw .refused(error.refusals)
    }
    guard let planned = calendar.drugs.first(where: { $0.key == drug }) else {
      throw .unknownDrug(drug, known: calendar.drugs.map(\.key))
    }
    self.drug = drug
    self.cycle = cycle
    day = calendar.start
    unit = planned.unit
    inputs =
      ["regimen \(regimen.id)", "drug \(drug.onOneLine)", "cycle \(cycle)"]
      + request.evidence.map(\.line)
      + findings.sorted { $0.key < $1.key }.map { "finding \($0.key) \($0.value.line)" }
      + (confirms ? ["confirmed"] : [])
    let largest = planned.days.max { ($0.dose?.exact ?? 0) < ($1.dose?.exact ?? 0) }
    let isDecided = planned.days.allSatisfy { $0.given != nil }
    calculated = isDecided ? planned.days.compactMap(\.given).max() : nil
    let asked = planned.drug.modifications.flatMap { rules in
      // Rules of which the record can answer nothing are not asked, as where nobody named a finding.
      rules.list.inputs.contains { study.dosing.items?.findings[$0.id] != nil }
        ? DoseProposal(rules, drug: drug, for: request.request.subject) : nil
    }
    settledBy = asked?.settledBy ?? []
    rule = asked?.proposal?.id ?? ""
    amount = Self.amount(calculated, largest?.dose?.exact, planned, asked, study.dosing)
  }

  private static func amount(
    _ calculated: Double?,
    _ exact: Double?,
    _ planned: DrugCalendar,
    _ asked: DoseProposal?,
    _ rules: DosingRules
  ) -> Amount {
    if let asked {
      guard let proposal = asked.proposal else { return .open }
      switch proposal.action {
      case .proceed: break
      case .hold: return .hold
      case .delay: return .delay
      case .discontinue: return .discontinue
      case .reduce:
        guard calculated != nil, let exact, let share = proposal.share else { return .open }
        let rounded = RoundedDose(
          exact * share,
          planned.unit,
          steps: planned.drug.roundingSteps,
          rules: rules
        )
        return rounded.rounded.map { .dose(Quantity($0, planned.unit)) } ?? .open
      }
    }
    guard let calculated else { return .open }
    return calculated > 0 ? .dose(Quantity(calculated, planned.unit)) : .hold
  }

  /// How far an amount lies from what was proposed, as a share of it; from what was calculated where the proposal is open.
  ///
  /// - Parameter amount: One administration in `unit`; 0 for none.
  /// - Returns: nil where there is nothing to compare with; infinite for a dose where none was proposed.
  func departure(of amount: Double) -> Double? {
    let reference: Double? =
      switch self.amount {
      case .dose(let quantity): quantity.value
      case .hold, .delay, .discontinue: 0
      case .open: calculated
      }
    guard let reference else { return nil }
    guard reference > 0 else { return amount > 0 ? .infinity : 0 }
    return (amount - reference).magnitude / reference
  }
}

/// Why no dose can be proposed.
public enum DoseObstacle: Error, Hashable, Sendable {
  /// The study counts days from randomization: its record has no dates for a calendar.
  case noCalendar
  /// The subject's arm has no regimen, or the protocol has none.
  case noRegimen
  case unknownDrug(String, known: [String])
  case absent(DosingAbsence)
  case refused([DosingRefusal])
}

// MARK: - What is hashed

extension DosingEvidence {
  /// `weight 70 kg size.weight 2025-01-06`: the fact, what is used, and where it comes from.
  fileprivate var line: String {
    let value = used.map(\.line) ?? "-"
    switch origin {
    case .record(let file):
      return "\(fact.rawValue) \(value) \(file.item) \(file.day.map { "\($0)" } ?? "-")"
    case .option: return "\(fact.rawValue) \(value)"
    case .planned(let cycle, let day, let length):
      return "\(fact.rawValue) \(value) after \(cycle) on \(day) length \(length)"
    case .absent: return "\(fact.rawValue) -"
    }
  }
}

extension DosingEvidence.Value {
  fileprivate var line: String {
    switch self {
    case .quantity(let quantity): quantity.description
    case .day(let day): "\(day)"
    case .word(let word): word.onOneLine
    }
  }
}

extension RecordedDosing.Answer {
  fileprivate var line: String { "\(text.onOneLine) \(item) \(day.map { "\($0)" } ?? "-")" }
}
