// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What every cell was over many reconstructed cohorts that all meet the published figures.
public struct CohortRanges: Sendable {
  /// What one cell has been so far.
  private struct Seen {
    var lower = Double.infinity
    var upper = -Double.infinity
    var numbers = 0
    var notReached = 0
    var absent = 0

    var count: Int { numbers + notReached + absent }

    mutating func add(_ value: CellValue) {
      switch value {
      case .number(let number):
        lower = min(lower, number)
        upper = max(upper, number)
        numbers += 1
      case .notReached: notReached += 1
      case .notEstimable, .range: absent += 1
      }
    }

    mutating func add(_ other: Seen) {
      lower = min(lower, other.lower)
      upper = max(upper, other.upper)
      numbers += other.numbers
      notReached += other.notReached
      absent += other.absent
    }
  }

  /// What the cells of one result have been so far.
  ///
  /// Cohorts have nearly the same cells in the same order, so that the next cell mostly stands in the next
  /// place, and its address is only compared there; it is looked up where a cohort has others.
  private struct SeenCells {
    private var paths: [String] = []
    private var seen: [Seen] = []
    private var places: [String: Int] = [:]

    subscript(path: String) -> Seen? { places[path].map { seen[$0] } }

    mutating func add(_ result: AnalysisResult) {
      var next = 0
      for table in result.tables {
        for row in table.rows {
          for case let entry? in row.entries {
            for cell in entry.cells {
              let place = place(of: cell.path, expectedAt: next)
              seen[place].add(cell.value)
              next = place + 1
            }
          }
        }
      }
    }

    mutating func add(_ other: SeenCells) {
      for (number, path) in other.paths.enumerated() {
        seen[place(of: path, expectedAt: number)].add(other.seen[number])
      }
    }

    private mutating func place(of path: String, expectedAt next: Int) -> Int {
      if next < paths.count, paths[next] == path { return next }
      if let place = places[path] { return place }
      places[path] = paths.count
      paths.append(path)
      seen.append(Seen())
      return paths.count - 1
    }
  }

  /// The extremes of one arm's curves on each day of the grid.
  private struct Band {
    var lowest: [Double]
    var highest: [Double]
    var atRisk: [ClosedRange<Int>?]
    var events: [ClosedRange<Int>?]

    init(days: Int) {
      lowest = [Double](repeating: .infinity, count: days)
      highest = [Double](repeating: -.infinity, count: days)
      atRisk = [ClosedRange<Int>?](repeating: nil, count: days)
      events = atRisk
    }

    mutating func add(survival: ClosedRange<Double>, on day: Int) {
      lowest[day] = min(lowest[day], survival.lowerBound)
      highest[day] = max(highest[day], survival.upperBound)
    }

    mutating func add(_ other: Band) {
      for day in lowest.indices {
        lowest[day] = min(lowest[day], other.lowest[day])
        highest[day] = max(highest[day], other.highest[day])
        atRisk[day] = Self.hull(atRisk[day], other.atRisk[day])
        events[day] = Self.hull(events[day], other.events[day])
      }
    }

    static func hull(_ a: ClosedRange<Int>?, _ b: ClosedRange<Int>?) -> ClosedRange<Int>? {
      guard let a, let b else { return a ?? b }
      return min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
    }
  }

  public private(set) var cohorts = 0
  /// By result.
  private var cells: [String: SeenCells] = [:]
  private var bands: [String: Band] = [:]
  /// The notes that every cohort so far has had, by result.
  private var notes: [String: Set<ResultNote>] = [:]
  /// The days on which curves are compared.
  private let grid: [Double]

  /// - Parameter days: The longest possible time of a subject, in days; curves are compared on 240 days in it.
  public init(days: Int) {
    grid = (0...240).map { (Double(days) * Double($0) / 240).rounded() }
  }

  public mutating func add(_ results: TrialResults) {
    cohorts += 1
    for result in results.results {
      cells[result.id, default: SeenCells()].add(result)
      for curve in result.curves?.curves ?? [] { add(curve, of: result.id) }
      let found = Set(result.notes)
      notes[result.id] = notes[result.id]?.intersection(found) ?? found
    }
  }

  /// Joins what was found over other cohorts; both have to compare curves on the same days.
  public mutating func add(_ other: CohortRanges) {
    cohorts += other.cohorts
    cells.merge(other.cells) { first, second in
      var sum = first
      sum.add(second)
      return sum
    }
    bands.merge(other.bands) { first, second in
      var hull = first
      hull.add(second)
      return hull
    }
    notes.merge(other.notes) { $0.intersection($1) }
  }

  private mutating func add(_ curve: SurvivalCurves.Curve, of result: String) {
    var band = bands["\(result)/\(curve.arm)"] ?? Band(days: grid.count)
    var step = -1
    var events = 0
    for (index, day) in grid.enumerated() {
      // The next step is the first that is not yet over: whoever leaves at it is at risk until then.
      var atRisk = step + 1 < curve.time.count ? curve.atRisk[step + 1] : 0
      while step + 1 < curve.time.count, curve.time[step + 1] <= day {
        step += 1
        events += curve.events[step]
        if curve.time[step] < day { atRisk = step + 1 < curve.time.count ? curve.atRisk[step + 1] : 0 }
      }
      band.atRisk[index] = Band.hull(band.atRisk[index], atRisk...atRisk)
      band.events[index] = Band.hull(band.events[index], events...events)
      // Beyond a cohort's last observation its curve says nothing.
      if let last = curve.time.last, day <= last {
        let survival = step < 0 ? 1 : curve.survival[step]
        band.add(survival: survival...survival, on: index)
      }
    }
    bands["\(result)/\(curve.arm)"] = band
  }

  // MARK: What may be shown

  /// The results with every cell that the published figures do not fix turned into its range.
  ///
  /// A cell is a number only where the protocol declares it determined *and* it was the same in all
  /// cohorts. Declared cells that were not are listed in `contradictedDeclarations`. Notes that not
  /// every cohort shares are left out, and so are the lists of subjects behind ranges.
  public func applied(to results: TrialResults, declared plan: Reconstruction) -> TrialResults {
    var applied = results
    var contradicted: [String] = []
    applied.results = results.results.map { result in
      var shown = AnalysisResult(
        id: result.id,
        topic: result.topic,
        endpoint: result.endpoint,
        set: result.set,
        standing: result.standing,
        access: result.access,
        methods: result.methods,
        primaryTest: result.primaryTest,
        tables: result.tables,
        curves: result.curves.map { curves(for: result.id, arms: $0.curves.map(\.arm)) },
        notes: result.notes.filter { notes[result.id]?.contains($0) ?? false },
        plan: result.plan
      )
      for table in shown.tables.indices {
        for row in shown.tables[table].rows.indices {
          shown.tables[table].rows[row].entries = shown.tables[table].rows[row].entries.map { entry in
            entry.map { self.shown($0, of: result.id, plan: plan, contradicted: &contradicted) }
          }
        }
      }
      return shown
    }
    applied.cohorts = cohorts
    applied.contradictedDeclarations = contradicted
    return applied
  }

  private func shown(
    _ entry: ResultTable.Entry,
    of result: String,
    plan: Reconstruction,
    contradicted: inout [String]
  ) -> ResultTable.Entry {
    let cells = entry.cells.map { cell in
      let address = "\(result)/\(cell.path)"
      let declared = plan.provenance(ofCell: address)
      let seen = self.cells[result]?[cell.path]
      if declared != .undetermined {
        if seen.map({ isSame($0) }) ?? true {
          return Cell(cell.path, cell.value, cell.kind, provenance: declared)
        }
        if declared == .published, cell.kind == .fraction, let share = seen.flatMap({ asPrinted($0) }) {
          return Cell(cell.path, .number(share), cell.kind, provenance: declared)
        }
        contradicted.append(address)
      }
      return Cell(cell.path, undetermined(cell, seen), cell.kind, provenance: .undetermined)
    }
    let isDetermined = cells.allSatisfy { $0.provenance != .undetermined }
    return ResultTable.Entry(form: entry.form, cells: cells, rows: isDetermined ? entry.rows : nil)
  }

  /// The same in every cohort, up to the last digits of a sum.
  private func isSame(_ seen: Seen) -> Bool {
    if seen.numbers == 0 { return seen.notReached == 0 || seen.absent == 0 }
    guard seen.numbers == seen.count else { return false }
    return seen.upper - seen.lower <= 1e-12 * max(1, abs(seen.upper))
  }

  /// A share that all cohorts round to the same tenth of a percent, as it is printed; nil where they do not.
  ///
  /// A survival rate is known only to the digits that were printed, so it is given with no more.
  private func asPrinted(_ seen: Seen) -> Double? {
    let (low, high) = ((seen.lower * 1000).rounded(), (seen.upper * 1000).rounded())
    return seen.numbers == seen.count && low == high ? low / 1000 : nil
  }

  private func undetermined(_ cell: Cell, _ seen: Seen?) -> CellValue {
    guard let seen, seen.count > 0 else { return .notEstimable(.variesInKind) }
    // A row that a cohort does not have at all, such as an adverse event term, counts nobody there.
    if cell.kind == .count, seen.numbers == seen.count {
      return .range(
        lower: seen.count < cohorts ? min(0, seen.lower) : seen.lower,
        upper: seen.upper,
        cohorts: cohorts
      )
    }
    if seen.numbers == seen.count { return .range(lower: seen.lower, upper: seen.upper, cohorts: cohorts) }
    if seen.notReached == seen.count { return .notReached }
    // A quantile that some cohorts do not reach has no upper end.
    if seen.numbers + seen.notReached == seen.count {
      return .range(lower: seen.lower, upper: .infinity, cohorts: cohorts)
    }
    if seen.absent == seen.count {
      return cell.value.number == nil ? cell.value : .notEstimable(.variesInKind)
    }
    return .notEstimable(.variesInKind)
  }

  private func curves(for result: String, arms: [String]) -> SurvivalCurves {
    SurvivalCurves(
      curves: [],
      envelopes: arms.compactMap { arm in
        guard let band = bands["\(result)/\(arm)"] else { return nil }
        let known = grid.indices.filter { band.lowest[$0].isFinite }
        return SurvivalCurves.Envelope(
          arm: arm,
          time: known.map { grid[$0] },
          lowest: known.map { band.lowest[$0] },
          highest: known.map { band.highest[$0] },
          atRisk: known.map { band.atRisk[$0] ?? 0...0 },
          events: known.map { band.events[$0] ?? 0...0 },
          cohorts: cohorts
        )
      }
    )
  }
}
