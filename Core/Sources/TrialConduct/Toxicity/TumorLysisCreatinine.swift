// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The creatinine of a subject that speaks most for clinical tumor lysis.
///
/// One value that reaches the criteria is enough, so each is tried alone, as a rise from baseline and against its limit of
/// normal; one that reaches them wins over one that may, and that over one that does not.
struct TumorLysisCreatinine {
  /// The row it stands in, as index; nil where no value is known.
  let row: Int?
  /// What is missing of those that may reach the criteria.
  let gaps: [TumorLysisGap]
  private let facts: [(input: Int, value: Double)]

  private struct Candidate {
    var row: Int?
    var facts: [(input: Int, value: Double)] = []
    var gaps: [TumorLysisGap]
    /// The first and the last of the outcomes that it leaves open, were laboratory tumor lysis met.
    var least = 0
    var most = 0
    var isOpen: Bool { least != most }
  }

  /// - Parameters:
  ///   - rows: The subject's.
  ///   - start: When therapy began.
  ///   - assessor: The criteria.
  init(_ rows: [TumorLysisTable.Row], _ start: TumorLysis.Time, _ assessor: TumorLysisAssessor) {
    let maker = assessor.maker
    // Alone: a seizure, or not knowing of one, must not hide what creatinine says.
    var given = maker.emptyCase
    for column in assessor.criteria.findingColumns {
      if let input = maker.list.index(of: column) { given[input] = assessor.code(false, of: input) }
    }
    if let input = maker.list.index(of: "laboratory_tls") { given[input] = assessor.code(true, of: input) }
    func ranked(_ candidate: Candidate) -> Candidate {
      var (candidate, alone) = (candidate, given)
      for fact in candidate.facts { alone[fact.input] = fact.value }
      let possible = maker.decide(alone).possible
      (candidate.least, candidate.most) = (possible.first ?? 0, possible.last ?? 0)
      return candidate
    }
    var candidates: [Candidate] = []
    for index in rows.indices {
      let row = rows[index]
      let counts = assessor.criteria.counts(row.when, from: start)
      guard row.isCreatinine, counts != .notMet else { continue }
      let candidate = ranked(Self.candidate(index, rows, assessor))
      guard counts == .unknown else {
        candidates.append(candidate)
        continue
      }
      // Of an unknown day only what could make a difference.
      guard candidate.isOpen || candidate.least == maker.list.outcomes.count - 1 else { continue }
      var gaps: [TumorLysisGap] = start.days?.count == 1 ? [] : [.therapyStart]
      if row.date?.date == nil { gaps.append(.date(index)) }
      candidates.append(ranked(Candidate(gaps: candidate.gaps + gaps)))
    }
    if candidates.isEmpty { candidates = [ranked(Candidate(gaps: [.creatinine]))] }
    // The first of the worst.
    let worst = candidates.reduce(candidates[0]) { ($1.least, $1.most) > ($0.least, $0.most) ? $1 : $0 }
    row = worst.row
    facts = worst.facts
    gaps = worst.isOpen ? Array(Set(candidates.filter(\.isOpen).flatMap(\.gaps))).sorted() : []
  }

  /// A case with what is known of creatinine put in.
  func values(in values: [Double]) -> [Double] {
    var values = values
    for fact in facts { values[fact.input] = fact.value }
    return values
  }

  private static func candidate(_ index: Int, _ rows: [TumorLysisTable.Row], _ assessor: TumorLysisAssessor)
    -> Candidate
  {
    let (row, list) = (rows[index], assessor.maker.list)
    guard let quantity = row.quantity, let input = list.index(of: "creatinine"),
      let unit = list.inputs[input].item.unit,
      let scale = assessor.scale(from: quantity.unit, to: unit, of: row)
    else { return Candidate(gaps: [.amount(index)]) }
    let value = scale(quantity.value)
    var facts = [(input: input, value: value)]
    var gaps: [TumorLysisGap] = []
    if let baseline = assessor.baseline(of: row, among: rows) {
      if let rise = list.index(of: "creatinine_rise") {
        // Without the digits that the subtraction made up: 106.3 − 79.8 is 26.5.
        facts.append((rise, ((value - scale(baseline)) * 1e9).rounded() / 1e9))
      }
    } else {
      gaps.append(.baseline(index))
    }
    if let limit = list.index(of: "creatinine_uln"), !row.result.uln.isNaN {
      facts.append((limit, scale(row.result.uln)))
    } else {
      gaps.append(.upperLimit(index))
    }
    return Candidate(row: index, facts: facts, gaps: gaps)
  }
}

extension TumorLysisTable.Row {
  /// Whether it tells creatinine, or may have been about it.
  fileprivate var isCreatinine: Bool { measured == .creatinine || measured == .unreadable }
}
