// SPDX-License-Identifier: Apache-2.0

/// The rows of a Cox model in blocks of some hundred, each column by column and latest time first.
///
/// All who are at risk from the origin on enter in the order of a walk back in time, so each block needs of the blocks before
/// it only their sums, and can do its own work four rows at a time. `CoxLikelihood` says the same row by row, for every model.
struct CoxBlocks: PartialLikelihood {
  struct Block {
    /// Place of its first number is `rows.lowerBound * size`; column j begins `j * rows.count` further.
    let rows: Range<Int>
    /// Whether a stratum begins here.
    let isFirst: Bool
    /// Whether some of its events are tied.
    let isTied: Bool
  }

  /// What a row is, in bits.
  enum Mark {
    static let event: UInt8 = 1
    /// Of the same stratum, time and outcome as the row before.
    static let tied: UInt8 = 2
    static let tiedEvent: UInt8 = 3
  }

  let scales: [Double]
  let spans: [Double]
  /// The same likelihood row by row.
  private lazy var byRows = CoxLikelihood(model)
  private let model: CoxModel

  private let size: Int
  private let ties: CoxTies
  /// Going back in time within each stratum.
  private let blocks: [Block]
  /// Scaled covariates, and some numbers more, so that columns can be read in fours.
  private let columns: [Double]
  /// What each row is, in the order of the columns.
  private let marks: [UInt8]
  /// Σ x over all rows with the event.
  private let eventSums: [Double]
  /// Rows of the longest block.
  private let length: Int

  /// Rows of a block, unless tied events need more.
  private static let usualLength = 128

  /// Whether blocks say all that there is to say of a model, and are worth it: not of thousands of tiny strata.
  static func suit(_ model: CoxModel, _ order: TimeOrder) -> Bool {
    model.data.entries == nil && model.ties != .exact && order.parts.count * 32 <= max(32, order.count)
  }

  /// - Parameters:
  ///   - model: One that blocks `suit`.
  ///   - order: That of its rows.
  ///   - units: Those of its covariates.
  init(_ model: CoxModel, _ order: TimeOrder, _ units: CoxUnits) {
    self.model = model
    let size = model.covariates.count
    self.size = size
    ties = model.ties
    (scales, spans) = (units.scales, units.spans)
    let marks = order.marks
    let blocks = CoxBlocks.blocks(order, marks)
    let length = blocks.reduce(0) { max($0, $1.rows.count) }
    var layout = ColumnLayout(units, blocks: blocks, marks: marks, length: length)
    columns = gather(model.covariates, order, isReversed: true) { layout.goOn($0, settled: $1) }
    eventSums = layout.eventSums
    (self.marks, self.blocks, self.length) = (marks, blocks, length)
  }

  mutating func evaluate(at beta: [Double]) -> CoxLikelihood.Value {
    // No x'β is further from 0, as covariates are centred. Where weights differ by more than this, as on the way to an infinite
    // coefficient, moments and squares of means agree in most digits, and have to be subtracted event by event.
    guard zip(beta, spans).reduce(0, { $0 + abs($1.0) * $1.1 }) < 20 else {
      return byRows.evaluate(at: beta)
    }
    var value = columns.withUnsafeBufferPointer { columns in
      marks.withUnsafeBufferPointer { marks in
        CoxBlockPass.value(at: beta, ties, length: length) { pass in
          guard let x = columns.baseAddress, let marks = marks.baseAddress else { return }
          for block in blocks {
            let first = block.rows.lowerBound
            pass.add(x + first * size, marks + first, block)
          }
        }
      }
    }
    value.logLikelihood += zip(beta, eventSums).reduce(0) { $0 + $1.0 * $1.1 }
    value.score = zip(value.score, eventSums).map { $0 + $1 }
    return value
  }

  /// Cuts the rows into blocks, no time's events in two of them.
  private static func blocks(_ order: TimeOrder, _ marks: [UInt8]) -> [Block] {
    var blocks = [Block]()
    blocks.reserveCapacity(order.count / usualLength + order.parts.count)
    marks.withUnsafeBufferPointer { marks in
      for part in order.parts.reversed() {
        let rows = order.count - part.upperBound..<order.count - part.lowerBound
        var start = rows.lowerBound
        while start < rows.upperBound {
          var end = min(start + usualLength, rows.upperBound)
          while end < rows.upperBound, marks[end] == Mark.tiedEvent { end += 1 }
          let isTied = marks[start..<end].contains(Mark.tiedEvent)
          blocks.append(
            Block(rows: start..<end, isFirst: start == rows.lowerBound, isTied: isTied)
          )
          start = end
        }
      }
    }
    return blocks
  }
}

extension TimeOrder {
  /// What each row is, the last row first.
  fileprivate var marks: [UInt8] {
    var marks = [UInt8](unsafeUninitializedCapacity: count) { marks, markCount in
      times.withUnsafeBufferPointer { times in
        var laterTime = Double.nan
        var later: UInt8 = 0
        for row in 0..<count {
          let place = count - 1 - row
          let time = times[place]
          let event: UInt8 = isEvent(place) ? 1 : 0
          let isTied: UInt8 = (time == laterTime ? 1 : 0) & ~(event ^ later)
          marks.initializeElement(at: row, to: event | isTied << 1)
          (laterTime, later) = (time, event)
        }
      }
      markCount = count
    }
    // Rows of two strata are not tied.
    for part in parts where !part.isEmpty { marks[count - part.upperBound] &= CoxBlocks.Mark.event }
    return marks
  }
}
