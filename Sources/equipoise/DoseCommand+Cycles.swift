// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import TrialConduct
import TrialDesign
import TrialReporting

/// From what was typed, and the record where a subject was named, to the calendars of the cycles asked for.
extension DoseCommand {
  /// The cycles asked for.
  private func asked() throws -> ClosedRange<Int> {
    guard let cycles else {
      let cycle = cycle ?? 1
      return cycle...cycle
    }
    guard cycle == nil else {
      throw DoseFailure.option("--cycles", "\(cycles)", remedy: "Write --cycle or --cycles, not both.")
    }
    guard (1...99).contains(cycles) else {
      throw DoseFailure.option("--cycles", "\(cycles)", remedy: "Write how many cycles, for example 2.")
    }
    guard given == nil else {
      throw DoseFailure.option("--given", given ?? "", remedy: "Compare one cycle: write --cycle N.")
    }
    return 1...cycles
  }

  func series() throws -> CalendarSeries {
    let asked = try asked()
    let of = try ofSubject()
    guard let source = try of?.regimen ?? regimen.map({ try DoseRegimen($0, study: study) }) else {
      throw DoseFailure.incomplete("the regimen", remedy: "Name one, or write --study STUDY --subject ID.")
    }
    let start = try start.map { try SubjectArguments.date($0, "--start") }
    guard
      let plan = of?.plan(from: start, ofCycle: asked.lowerBound)
        ?? start.map({ CyclePlan(from: $0, ofCycle: asked.lowerBound, length: source.regimen.cycle) })
    else {
      throw DoseFailure.incomplete("day 1", remedy: "Add --start, the day of the first cytotoxic dose.")
    }
    var template = try template(for: source)
    var calendars: [CalendarInput] = []
    var notPlaced: [(cycle: Int, absence: DosingAbsence)] = []
    for cycle in asked {
      do {
        let input = try input(
          template,
          cycle,
          plan,
          source,
          of,
          comparesWeight: cycle == asked.lowerBound || measures.weight == nil
        )
        template.prior = input.calendar.added(to: template.prior)
        calendars.append(input)
      } catch let absence as DosingAbsence {
        notPlaced.append((cycle, of?.reason(absence) ?? absence))
      }
    }
    if calendars.isEmpty, let (cycle, absence) = notPlaced.first {
      let words = SourceWords(of?.study, language: .english)
      throw DoseFailure.notPlaced(cycle: cycle, because: words.words(absence))
    }
    let words = SourceWords(of?.study, language: language)
    return CalendarSeries(
      calendars,
      notPlaced: notPlaced.map { ($0.cycle, words.words($0.absence)) },
      language: language
    )
  }

  private func ofSubject() throws -> DoseOfSubject? {
    guard let subject else { return nil }
    guard let study else {
      throw DoseFailure.incomplete("the study of \(subject)", remedy: "Add --study STUDY.")
    }
    return try DoseOfSubject(subject, in: study, regimen: regimen, looking: looking)
  }

  /// What was typed, without the days of a cycle.
  private func template(for source: DoseRegimen) throws -> DosingRequest {
    var rules = source.rules
    if let formula { rules.namedFormula = formula }
    rules.areaCap = try SubjectArguments.measure(cap, "--cap", in: "m2", example: "2.2") ?? rules.areaCap
    if let at {
      guard let minutes = DosingRules.minutes(ofClock: at) else {
        throw DoseFailure.option("--at", at, remedy: "Write a time of the day, for example 08:00.")
      }
      rules.firstHour = minutes
    }
    return DosingRequest(
      regimen: source.regimen,
      rules: rules,
      start: CivilDate(day: 0),
      subject: try measures.subject(),
      coMedications: try with.filter { $0 != "none" }.map { try DoseWords.coMedication($0) },
      prior: try DoseWords.prior(prior),
      isConfirmed: confirm
    )
  }

  /// One cycle's calendar.
  ///
  /// - Throws: `DosingAbsence` where it has no day 1, `DoseFailure` for the rest.
  private func input(
    _ template: DosingRequest,
    _ cycle: Int,
    _ plan: CyclePlan,
    _ source: DoseRegimen,
    _ of: DoseOfSubject?,
    comparesWeight: Bool
  ) throws -> CalendarInput {
    let recorded = try of.map {
      try RecordedRequest(
        template,
        setsAside: with.contains("none"),
        comparesWeight: comparesWeight,
        cycle: cycle,
        plan: plan,
        record: $0.record
      )
    }
    var request = recorded?.request ?? template
    if recorded == nil {
      request.cycle = cycle
      request.start = try plan.start(of: cycle).day
    }
    let calendar: DoseCalendar
    do {
      calendar = try DoseCalendar.plan(request)
    } catch {
      guard let of, let recorded else { throw DoseFailure.refused(error.refusals) }
      throw of.refusals(error.refusals, of: recorded)
    }
    try checkFindings(of: calendar)
    let proposals = request.subject.findings.isEmpty ? [] : Self.proposals(for: calendar)
    return CalendarInput(
      calendar: calendar,
      assumptions: source.assumptions,
      study: source.study?.text(in: language),
      subject: recorded.flatMap { of?.shown($0) },
      proposals: proposals,
      exposure: try given.map { try exposure($0, calendar, proposals) },
      language: language
    )
  }
}
