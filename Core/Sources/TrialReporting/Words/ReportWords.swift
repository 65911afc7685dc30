// SPDX-License-Identifier: Apache-2.0

import TrialAnalysis
import TrialDesign

/// Gives words to what results name by keys: labels, endpoints, sets, items, states, notes.
struct ReportWords: Sendable {
  let input: ReportInput
  let texts: Texts
  /// How many subjects each arm has, by its id.
  let armSizes: [String: Int]

  var study: StudyProtocol { input.study }
  var results: TrialResults { input.results }

  init(_ input: ReportInput) {
    self.input = input
    texts = Texts(language: input.language)
    var counts = [Int](repeating: 0, count: input.study.arms.count)
    for arm in input.results.arms where arm >= 0 { counts[Int(arm)] += 1 }
    armSizes = Dictionary(zip(input.study.arms.map(\.id), counts)) { first, _ in first }
  }

  // MARK: Labels

  /// The head of a row or column.
  func text(_ label: Label) -> String {
    switch label {
    case .statistic(let statistic): texts[statistic.wording.name]
    case .arm(let id): id
    case .total: texts[ResultMessage.total]
    case .comparison(let arm, let reference): texts(ResultMessage.comparison, arm, reference)
    case .item(let path): title(of: path)
    case .category(let path, let code): category(code, of: path)
    case .missing: texts[ResultMessage.missing]
    case .set(let id): set(id)
    case .site(let index):
      study.sites.indices.contains(index) ? texts[study.sites[index].title] : texts[ResultMessage.unnamedSite]
    case .month(let year, let month): "\(year)-\(month < 10 ? "0" : "")\(month)"
    case .landmark(let days): landmark(days)
    case .literal(let word): word
    case .grade(let grade): texts(ResultMessage.grade, String(grade))
    case .allSubjects: texts[ResultMessage.allSubjects]
    }
  }

  /// An item's title with its unit.
  func title(of path: ItemPath) -> String {
    guard let item = study.item(path) else { return path.description }
    return item.unit.map { "\(texts[item.title]), \($0.code == "a" ? texts[ResultMessage.years] : $0.code)" }
      ?? texts[item.title]
  }

  func category(_ code: Int, of path: ItemPath) -> String {
    guard let item = study.item(path), study.codes(of: item).indices.contains(code) else { return "–" }
    return texts[study.title(of: code, of: item)]
  }

  func set(_ id: String) -> String { study.analysisSet(id).map { texts[$0.title] } ?? id }

  func endpoint(_ id: String) -> String { study.endpoint(id).map { texts[$0.shortTitle] } ?? id }

  /// "Rate at 12 months" where the days are whole months, else "Rate at day 100".
  private func landmark(_ days: Int) -> String {
    let months = Double(days) / EntryText.daysPerMonth
    guard months >= 0.9, abs(months - months.rounded()) < 0.06 else {
      return texts(ResultMessage.rateAtDay, String(days))
    }
    return texts(ResultMessage.rateAtMonths, String(Int(months.rounded())))
  }

  /// The confidence level, such as "95 %".
  var level: String {
    texts(ResultMessage.confidence, Ticks.label(study.analyses.level * 100))
  }

  // MARK: Where a report comes from

  /// "study · cut · hash", as every figure and page carries it.
  var footer: String {
    [texts[study.study.shortTitle], cut, String(input.fingerprints.data.prefix(12))].joined(separator: " · ")
  }

  /// The cut in words; for relative time, why there is none.
  var cut: String {
    guard let cut = results.cut else {
      return study.study.time == .relative ? texts[ReportMessage.relativeShort] : texts[ReportMessage.noCut]
    }
    return texts(ReportMessage.cut, cut.description)
  }

  /// The sentence that every page, file and figure of data that are no trial's own has to carry.
  var statement: String? { study.data.statement.map { texts[$0] } }

  // MARK: Columns and states of listings

  func title(_ title: Listing.Title) -> String {
    switch title {
    case .item(let path): self.title(of: path)
    case .arm: texts[ResultMessage.arm]
    case .site: texts[ResultMessage.site]
    case .randomized: texts[ResultMessage.randomized]
    case .set(let id): set(id)
    case .statistic(let statistic): texts[statistic.wording.name]
    case .endpoint(let id): endpoint(id)
    case .time: texts[ResultMessage.time]
    case .ended: texts[ResultMessage.ended]
    case .settled: texts[ResultMessage.settled]
    }
  }

  func text(_ status: SubjectStatus) -> String {
    switch status {
    case .responder: texts[ResultMessage.responder]
    case .nonResponder: texts[ResultMessage.nonResponder]
    case .pending: texts[ResultMessage.pending]
    case .unknown: texts[ResultMessage.unknown]
    case .event: texts[ResultMessage.event]
    case .censored: texts[ResultMessage.censored]
    case .censoredAtCut: texts[ResultMessage.censoredAtCut]
    case .failureAtStart: texts[ResultMessage.failureAtStart]
    case .notAnalysed: texts[ResultMessage.notAnalysed]
    }
  }

  func text(_ standing: PlannedAnalysis.Standing) -> String {
    switch standing {
    case .prespecified: texts[ReportMessage.prespecified]
    case .postHoc: texts[ReportMessage.postHoc]
    case .asPublished: texts[ReportMessage.asPublished]
    }
  }

  func text(_ provenance: Provenance) -> String {
    switch provenance {
    case .entered: texts[ResultMessage.entered]
    case .derived: texts[ResultMessage.derived]
    case .imputed: texts[ResultMessage.imputed]
    case .published: texts[ResultMessage.published]
    case .implied: texts[ResultMessage.implied]
    case .undetermined: texts(ResultMessage.undeterminedRange, String(results.cohorts ?? 0))
    }
  }

  func text(_ topic: AnalysisResult.Topic) -> String {
    switch topic {
    case .flow: texts[ReportMessage.flow]
    case .accrual: texts[ReportMessage.accrual]
    case .sets: texts[ReportMessage.sets]
    case .baseline: texts[ReportMessage.baseline]
    case .treatment: texts[ReportMessage.treatmentGiven]
    case .response: texts[ReportMessage.response]
    case .subgroups: texts[ReportMessage.subgroups]
    case .survival: texts[ReportMessage.survival]
    case .safety: texts[ReportMessage.safety]
    }
  }

  func text(_ note: ResultNote) -> String {
    switch note {
    case .smallExpectedCount(let smallest):
      texts(ResultMessage.smallExpectedCount, DecimalText.fixed(smallest, decimals: 1))
    case .selectionOnOneSide(let selected, let whole):
      texts(ResultMessage.selectionOnOneSide, selected, whole)
    case .exactTestsLeftOut(let limit): texts(ResultMessage.exactTestsLeftOut, String(limit))
    case .monotoneLikelihood: texts[ResultMessage.monotoneLikelihood]
    case .eventsAtTimeZero(let count): texts(ResultMessage.eventsAtTimeZero, String(count))
    case .nonProportionalHazards(let p):
      texts(ResultMessage.nonProportionalHazards, EntryText(texts: texts, inMonths: false).text(p, .pValue))
    case .fewEvents(let count): texts(ResultMessage.fewEvents, String(count))
    case .multiplicityNotControlled: texts[ResultMessage.multiplicityNotControlled]
    case .assessedApart(let days): texts(ResultMessage.assessedApart, String(days))
    case .findingsDrawnForCategory: texts[ResultMessage.findingsDrawnForCategory]
    case .doesNotSum(let box): texts(ResultMessage.doesNotSum, box)
    }
  }

  /// How numbers of a result are written.
  func numbers(of result: AnalysisResult) -> EntryText {
    EntryText(texts: texts, inMonths: result.topic == .survival)
  }

  /// Whether provenance is shown beside numbers: only where some are published and others are not known.
  var marksProvenance: Bool { study.data.kind == .reconstructed }
}

extension Texts {
  /// A text of the method catalogue.
  subscript(_ message: Message) -> String { message.pattern(in: language) }
}
