// SPDX-License-Identifier: Apache-2.0
import RealModule

/// The baseline hazard of a Cox model at given coefficients, with what residuals and predictions need besides.
///
/// At an event time with d events, for l = 0 … d − 1 and f = l/d (Efron) or 0 (Breslow, exact), in the
/// notation of `CoxLikelihood`:
///
///     h = Σ 1/(S₀ − f D₀)        m = mean of x over the same weights
///
/// Sums run over l. Who dies at that time is exposed to a share 1 − f of each term only. Covariates are
/// centred at `center` and weights are relative to exp(`shift`), one per stratum.
struct CoxHazards {
  /// What one event time adds, and the sums up to and including it.
  struct Time {
    let time: Double
    let events: Int
    /// Σ 1/(S₀ − f D₀), and Σ (1 − f)/(S₀ − f D₀).
    var hazard = 0.0
    var hazardOfDying = 0.0
    /// Σ 1/(S₀ − f D₀)².
    var variance = 0.0
    var cumulativeHazard = 0.0
    var cumulativeVariance = 0.0
  }

  /// Event times, ascending within each stratum.
  private(set) var times: [Time] = []
  /// For each event time p numbers: Σ m/(S₀ − f D₀).
  private(set) var means: [Double] = []
  /// The same with factors 1 − f.
  private(set) var meansOfDying: [Double] = []
  /// Sums of `means` up to and including each event time.
  private(set) var cumulativeMeans: [Double] = []
  /// For each event time p numbers: the mean of m over l, centred.
  private(set) var averages: [Double] = []
  /// Where the event times of each stratum stand, in the order of `StratumOrder`.
  private(set) var ranges: [Range<Int>] = []
  /// Label of each stratum, nil for a single one.
  let labels: [Int]?
  /// Number of the stratum of each row.
  private(set) var stratum: [Int]
  let order: StratumOrder
  /// Mean of each covariate over rows.
  let center: [Double]
  /// x'β of each row, centred.
  private(set) var predictors: [Double]
  /// Largest x'β of each stratum.
  private(set) var shifts: [Double] = []

  private let model: CoxModel
  private let size: Int

  /// Sums up the hazards of `model` at `beta`.
  ///
  /// - Throws: `CoxError.tooSpread` if hazards of one stratum differ by more than 10²⁶⁰.
  init(_ model: CoxModel, beta: [Double]) throws(CoxError) {
    self.model = model
    size = beta.count
    let rows = model.data.count
    center = model.covariates.map { $0.reduce(0, +) / Double(max(rows, 1)) }
    predictors = [Double](repeating: 0, count: rows)
    for j in 0..<size {
      let column = model.covariates[j]
      for row in 0..<rows { predictors[row] += (column[row] - center[j]) * beta[j] }
    }
    order = model.stratumOrder
    labels = model.strata.map { Set($0).sorted() }
    stratum = [Int](repeating: 0, count: rows)
    for (number, range) in order.ranges.enumerated() {
      for row in order.order[range] { stratum[Int(row)] = number }
    }
    let late = model.data.entries.map { entries in
      order.ranges.map { range in
        order.order[range].sorted {
          entries[Int($0)] != entries[Int($1)] ? entries[Int($0)] > entries[Int($1)] : $0 < $1
        }
      }
    }
    for (number, range) in order.ranges.enumerated() {
      let values = order.order[range].map { predictors[Int($0)] }
      let (smallest, largest) = (values.min() ?? 0, values.max() ?? 0)
      guard largest - smallest < 600 else { throw .tooSpread }
      shifts.append(largest)
      add(range, shift: largest, leaving: late?[number] ?? [])
    }
    accumulate()
  }

  /// Goes back in time through one stratum.
  private mutating func add(_ range: Range<Int>, shift: Double, leaving: [Int32]) {
    let data = model.data
    let entries = data.entries ?? []
    var risk = RiskSum(size)
    var died = RiskSum(size)
    var x = [Double](repeating: 0, count: size)
    func read(_ row: Int) -> Double {
      for j in 0..<size { x[j] = model.covariates[j][row] - center[j] }
      return Double.exp(predictors[row] - shift)
    }
    var backward = [Time]()
    var flat = [(means: [Double], dying: [Double], average: [Double])]()
    var place = range.upperBound
    var left = 0
    var largest = 0.0
    while place > range.lowerBound {
      let time = data.times[Int(order.order[place - 1])]
      let runEnd = place
      let before = left
      largest = max(largest, risk.total)
      while left < leaving.count, entries[Int(leaving[left])] >= time {
        let weight = read(Int(leaving[left]))
        risk.add(x: x, weight: -weight)
        left += 1
      }
      if left > before, risk.total < largest / 16 {
        // Summed afresh, as in the likelihood: what is left has lost digits to what has gone.
        risk = RiskSum(size)
        for later in runEnd..<range.upperBound {
          let row = Int(order.order[later])
          if entries[row] < time {
            let weight = read(row)
            risk.add(x: x, weight: weight)
          }
        }
        largest = risk.total
      }
      died = RiskSum(size)
      var d = 0
      while place > range.lowerBound, data.times[Int(order.order[place - 1])] == time {
        place -= 1
        let row = Int(order.order[place])
        let weight = read(row)
        risk.add(x: x, weight: weight)
        if data.events[row] {
          d += 1
          died.add(x: x, weight: weight)
        }
      }
      guard d > 0 else { continue }
      var entry = Time(time: time, events: d)
      var means = [Double](repeating: 0, count: size)
      var dying = means
      var average = means
      for event in 0..<d {
        let share = model.ties == .efron ? Double(event) / Double(d) : 0
        let total = risk.total - share * died.total
        entry.hazard += 1 / total
        entry.hazardOfDying += (1 - share) / total
        entry.variance += 1 / (total * total)
        for j in 0..<size {
          let mean = (risk.first[j] - share * died.first[j]) / total
          means[j] += mean / total
          dying[j] += (1 - share) * mean / total
          average[j] += mean / Double(d)
        }
      }
      backward.append(entry)
      flat.append((means, dying, average))
    }
    ranges.append(times.count..<times.count + backward.count)
    times += backward.reversed()
    for part in flat.reversed() {
      means += part.means
      meansOfDying += part.dying
      averages += part.average
    }
  }

  private mutating func accumulate() {
    cumulativeMeans = means
    for range in ranges {
      var (hazard, variance) = (0.0, 0.0)
      for number in range {
        hazard += times[number].hazard
        variance += times[number].variance
        times[number].cumulativeHazard = hazard
        times[number].cumulativeVariance = variance
        guard number > range.lowerBound else { continue }
        for j in 0..<size { cumulativeMeans[number * size + j] += cumulativeMeans[(number - 1) * size + j] }
      }
    }
  }

  /// The last event time at or before `time` in a stratum; nil before the first.
  func last(in stratum: Int, notAfter time: Double) -> Int? {
    let range = ranges[stratum]
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if times[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return low > range.lowerBound ? low - 1 : nil
  }
}

/// Σ w and Σ w x.
private struct RiskSum {
  var total = 0.0
  var first: [Double]

  init(_ size: Int) {
    first = [Double](repeating: 0, count: size)
  }

  mutating func add(x: [Double], weight: Double) {
    total += weight
    for j in first.indices { first[j] += weight * x[j] }
  }
}
