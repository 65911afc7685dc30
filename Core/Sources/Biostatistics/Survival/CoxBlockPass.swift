// SPDX-License-Identifier: Apache-2.0
import RealModule

/// One walk back in time over blocks of rows: who is at risk, and what has been gathered.
///
/// In the notation of `CoxLikelihood`, of those at risk before a block only S₀, S₁ and S₂ are known, and the block needs no more:
/// with a = Σ 1/S₀ over its events, and aᵢ over those of its events at which row i is at risk already,
///
///     Σ S₂/S₀ over its events = a S₂ + Σ aᵢ wᵢ xᵢxᵢ'
///
/// so that S₂ is not summed from event to event, and sums run over whole columns. Of d tied events, with f = 0, 1/d, … and
/// s = S₀ − f D₀, Σ 1/s stands for 1/S₀, less Σ f/s for those who have the event themselves.
///
/// No x'β may be further than some tens from 0: weights are not scaled.
struct CoxBlockPass {
  let size: Int
  let ties: CoxTies
  /// Whether β is 0, so that every w is 1.
  let isNull: Bool
  /// Room for rows of one block, a multiple of four.
  let length: Int
  let memory: UnsafeMutablePointer<Double>

  /// S₀ of those at risk so far.
  var total = 0.0
  /// Σ log S₀, or log s of tied events.
  var logs = LogSum()

  /// Calls `body` with a pass that has gathered nothing yet.
  ///
  /// - Returns: What it has gathered then: the likelihood without Σ x'β and the score without Σ x over the events.
  static func value(
    at beta: [Double],
    _ ties: CoxTies,
    length: Int,
    _ body: (inout CoxBlockPass) -> Void
  ) -> CoxLikelihood.Value {
    let size = beta.count
    let length = (length + 3) / 4 * 4
    let capacity = length * (6 + size) + size * (3 + size + 1)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: capacity) { memory in
      memory.initialize(repeating: 0)
      guard let address = memory.baseAddress else { preconditionFailure("a model has covariates") }
      var pass = CoxBlockPass(beta, ties, length, address)
      body(&pass)
      return pass.value
    }
  }

  private init(_ beta: [Double], _ ties: CoxTies, _ length: Int, _ memory: UnsafeMutablePointer<Double>) {
    size = beta.count
    self.ties = ties
    self.length = length
    self.memory = memory
    isNull = beta.allSatisfy { $0 == 0 }
    for j in 0..<size { self.beta[j] = beta[j] }
  }

  // MARK: Of one block, row by row

  /// w = exp(x'β).
  var weights: UnsafeMutablePointer<Double> { memory }
  /// S₀ at the time of each row; in tied blocks Σ f/s of its own time for each event.
  var totals: UnsafeMutablePointer<Double> { memory + length }
  /// 1/S₀ of events, 0 of others; in tied blocks Σ 1/s at the last event of a time.
  var inverses: UnsafeMutablePointer<Double> { memory + 2 * length }
  /// aᵢ wᵢ.
  var gathering: UnsafeMutablePointer<Double> { memory + 3 * length }
  /// w x of one covariate.
  var weighted: UnsafeMutablePointer<Double> { memory + 4 * length }
  /// aᵢ wᵢ x of one covariate.
  var gatheringWeighted: UnsafeMutablePointer<Double> { memory + 5 * length }
  /// Means of covariate j over those at risk at each event; in tied blocks two numbers a time that have the same squares.
  func means(_ j: Int) -> UnsafeMutablePointer<Double> { memory + (6 + j) * length }

  // MARK: Over all rows so far; triangles row by row

  var first: UnsafeMutablePointer<Double> { memory + (6 + size) * length }
  var score: UnsafeMutablePointer<Double> { first + size }
  var beta: UnsafeMutablePointer<Double> { first + 2 * size }
  var second: UnsafeMutablePointer<Double> { first + 3 * size }
  var information: UnsafeMutablePointer<Double> { second + triangle }
  var triangle: Int { size * (size + 1) / 2 }

  var value: CoxLikelihood.Value {
    var square = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    for j in 0..<size {
      for k in 0...j {
        square[j][k] = information[j * (j + 1) / 2 + k]
        square[k][j] = square[j][k]
      }
    }
    return CoxLikelihood.Value(
      logLikelihood: -logs.value,
      score: (0..<size).map { score[$0] },
      information: square
    )
  }

  /// Goes on to the next block.
  ///
  /// - Parameters:
  ///   - x: Its covariates, column by column.
  ///   - marks: What its rows are.
  ///   - block: Where it stands.
  mutating func add(_ x: UnsafePointer<Double>, _ marks: UnsafePointer<UInt8>, _ block: CoxBlocks.Block) {
    let count = block.rows.count
    if block.isFirst {
      total = 0
      first.update(repeating: 0, count: size)
      second.update(repeating: 0, count: triangle)
    }
    let rows = Rows(x: x, marks: marks, count: count, padded: (count + 3) / 4 * 4)
    weigh(rows)
    if block.isTied {
      addTied(rows)
    } else {
      addUntied(rows)
    }
  }

  /// The rows of a block.
  struct Rows {
    /// Column by column.
    let x: UnsafePointer<Double>
    let marks: UnsafePointer<UInt8>
    let count: Int
    /// Their number rounded up to fours; what is read beyond them has weight 0.
    let padded: Int

    @inline(__always)
    func column(_ j: Int) -> UnsafePointer<Double> { x + j * count }
  }

  func weigh(_ rows: Rows) {
    if isNull {
      weights.update(repeating: 1, count: rows.count)
    } else {
      for j in 0..<size {
        let (x, beta) = (rows.column(j), Four(repeating: beta[j]))
        for row in stride(from: 0, to: rows.padded, by: 4) {
          weights.set(row, (j == 0 ? .zero : weights.four(row)) + beta * x.four(row))
        }
      }
      for row in stride(from: 0, to: rows.padded, by: 4) {
        weights.set(row, exponentials(weights.four(row)))
      }
    }
    for row in rows.count..<rows.padded { weights[row] = 0 }
  }
}
