// SPDX-License-Identifier: Apache-2.0
import RealModule

extension CoxLikelihood {
  /// One walk back in time: who is at risk, and what has been gathered.
  struct Pass {
    let size: Int
    let ties: CoxTies
    /// Scaled covariates, row by row.
    let x: UnsafePointer<Double>
    /// x'β, row by row, of the rows passed; without room if no row is asked for again.
    let predictors: UnsafeMutableBufferPointer<Double>
    /// β in pairs, filled up with 0.
    let beta: UnsafePointer<SIMD2<Double>>
    /// Moments of those at risk.
    var risk: PairedMoments
    /// Moments of those with the event at this time.
    var died: PairedMoments
    /// Score and information.
    var gathered: PairedMoments

    /// Whether β is 0, so that every w is 1.
    private let isNull: Bool
    /// Σ log S₀, in three parts: logarithms as they come, those to be taken, and the shift of the latest.
    private var plain = CompensatedSum()
    private var logs = LogSum()
    private var shifted = 0
    private var stratumEnd = -1
    /// All w carry a factor exp(−shift).
    private var shift = 0.0
    /// The largest sum of w that the risk set has had since it was summed afresh.
    private var largestTotal = 0.0

    init(
      size: Int,
      ties: CoxTies,
      x: UnsafePointer<Double>,
      predictors: UnsafeMutableBufferPointer<Double>,
      beta: UnsafePointer<SIMD2<Double>>,
      risk: PairedMoments,
      died: PairedMoments,
      gathered: PairedMoments
    ) {
      self.size = size
      self.ties = ties
      self.x = x
      self.predictors = predictors
      self.beta = beta
      self.risk = risk
      self.died = died
      self.gathered = gathered
      isNull = (0..<(size + 1) / 2).allSatisfy { beta[$0] == .zero }
    }

    /// Σ log (S₀ − f D₀) over all events so far.
    var logSum: Double {
      var whole = plain
      if shifted > 0 { whole.add(Double(shifted) * shift) }
      whole.add(logs.value)
      return whole.value
    }

    /// Begins the risk set of another stratum where one ends.
    @inline(__always)
    mutating func enter(_ time: EventTime) {
      guard time.riskEnd != stratumEnd else { return }
      stratumEnd = time.riskEnd
      risk.clear()
      setShift(-.infinity)
      largestTotal = 0
    }

    /// x'β of a row that joins; makes room for its weight.
    @inline(__always)
    private mutating func predict(_ row: Int) -> Double {
      let eta = isNull ? 0 : PairedMoments.dot(x + row * size, beta, size: size)
      if !predictors.isEmpty { predictors[row] = eta }
      if eta > shift + 100 { raiseShift(to: eta) }
      return eta
    }

    @inline(never)
    private mutating func raiseShift(to eta: Double) {
      let factor = Double.exp(shift - eta)
      risk.scale(by: factor)
      largestTotal *= factor
      setShift(eta)
    }

    private mutating func setShift(_ new: Double) {
      if shifted > 0 { plain.add(Double(shifted) * shift) }
      shifted = 0
      shift = new
    }

    /// Lets rows leave that enter at this time or later.
    mutating func leave(_ leavers: ArraySlice<Int32>, _ time: EventTime, _ entries: [Double]) {
      guard !leavers.isEmpty else { return }
      largestTotal = max(largestTotal, risk.total)
      for row in leavers {
        risk.add(x + Int(row) * size, weight: -weight(Int(row)))
      }
      guard risk.total < largestTotal / 16 else { return }
      // What is left has lost digits to what has gone: it is summed afresh.
      risk.clear()
      var largest = -Double.infinity
      for row in time.joiningEnd..<time.riskEnd where entries[row] < time.time {
        largest = max(largest, predictors[row])
      }
      setShift(largest)
      for row in time.joiningEnd..<time.riskEnd where entries[row] < time.time {
        risk.add(x + row * size, weight: weight(row))
      }
      largestTotal = risk.total
    }

    /// Lets those join who are censored before the next later event.
    @inline(__always)
    mutating func join(_ time: EventTime) {
      for row in time.events.upperBound..<time.joiningEnd {
        let eta = predict(row)
        risk.add(x + row * size, weight: weight(of: eta))
      }
    }

    /// Lets those with the event join, and gathers what the time says of those at risk.
    @inline(__always)
    mutating func add(_ time: EventTime, _ entries: [Double]) {
      let first = time.events.lowerBound
      guard time.events.count == 1 else {
        addTied(time, entries)
        return
      }
      let eta = predict(first)
      risk.add(x + first * size, weight: weight(of: eta))
      gather(risk)
    }

    @inline(never)
    private mutating func addTied(_ time: EventTime, _ entries: [Double]) {
      died.clear()
      for row in time.events { _ = predict(row) }
      for row in time.events {
        died.add(x + row * size, weight: weight(row))
      }
      risk.add(died)
      let d = time.events.count
      guard ties == .exact else {
        gatherTied(d)
        return
      }
      let rows = time.events.lowerBound..<time.riskEnd
      let atRisk = entries.isEmpty ? Array(rows) : rows.filter { entries[$0] < time.time }
      let sets = EventSets(rows: atRisk, events: d, size: size, x: x, predictors: predictors)
      plain.add(sets.logSum)
      gathered.subtract(mean: sets.mean, covariance: sets.covariance)
    }

    /// Gathers d tied events. With f = 0, 1/d, … and s = S₀ − f D₀ their sums over f of 1/s, f/s, 1/s², f/s² and f²/s² are
    /// all that means and covariances need:
    ///
    ///     Σ m = Σ 1/s S₁ − Σ f/s D₁        m = (S₁ − f D₁)/s
    ///     Σ m m' = Σ 1/s² S₁S₁' − Σ f/s² (S₁D₁' + D₁S₁') + Σ f²/s² D₁D₁'
    private mutating func gatherTied(_ d: Int) {
      let sums = TiedShares(d, ties, of: risk.total, died: died.total, &logs)
      shifted += d
      gathered.subtractMeans(of: risk, less: died, sums)
    }

    @inline(__always)
    private mutating func gather(_ moments: PairedMoments) {
      shifted += 1
      logs.add(logOf: moments.total)
      gathered.subtractMean(of: moments)
    }

    @inline(__always)
    private func weight(_ row: Int) -> Double { weight(of: linearPredictor(row)) }

    @inline(__always)
    private func weight(of eta: Double) -> Double { isNull ? 1 : Double.exp(eta - shift) }

    @inline(__always)
    private func linearPredictor(_ row: Int) -> Double {
      predictors.isEmpty ? PairedMoments.dot(x + row * size, beta, size: size) : predictors[row]
    }
  }
}
