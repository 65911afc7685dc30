// SPDX-License-Identifier: Apache-2.0

/// Turns rows of a Cox model, as they come into their places, into blocks of columns of scaled values.
///
/// It follows closely on the rows, while the processor still holds them.
struct ColumnLayout {
  /// Σ x over the rows with the event, as far as it has come.
  private(set) var eventSums: [Double]

  private let units: CoxUnits
  private let blocks: [CoxBlocks.Block]
  private let marks: [UInt8]
  private var ties: TiedRows
  /// Rows before this one stand in the order of their values where they are tied.
  private var sortedRows = 0
  private var turnedBlocks = 0
  /// The rows of one block, and which of them are events.
  private var copy: [Double]
  private var isEvent: [Double]

  /// - Parameters:
  ///   - units: Those of the covariates.
  ///   - blocks: All blocks, in the order of the rows.
  ///   - marks: What each row is.
  ///   - length: Rows of the longest block.
  init(_ units: CoxUnits, blocks: [CoxBlocks.Block], marks: [UInt8], length: Int) {
    self.units = units
    self.blocks = blocks
    self.marks = marks
    let size = units.scales.count
    ties = TiedRows(size: size)
    eventSums = [Double](repeating: 0, count: size)
    copy = [Double](repeating: 0, count: length * size)
    isEvent = [Double](repeating: 0, count: length)
  }

  /// Goes on as far as can be when `count` rows stand in their places.
  mutating func goOn(_ rows: UnsafeMutablePointer<Double>, settled count: Int) {
    sortTies(rows, count)
    while turnedBlocks < blocks.count, blocks[turnedBlocks].rows.upperBound <= sortedRows {
      turn(rows, blocks[turnedBlocks].rows)
      turnedBlocks += 1
    }
  }

  private mutating func sortTies(_ rows: UnsafeMutablePointer<Double>, _ count: Int) {
    var start = sortedRows
    while start < count {
      var end = start + 1
      while end < count, marks[end] & CoxBlocks.Mark.tied != 0 { end += 1 }
      // The tie may have rows that are still to come.
      if end == count, end < marks.count, marks[end] & CoxBlocks.Mark.tied != 0 { break }
      if end - start > 1 { ties.sort(rows, start..<end) }
      start = end
    }
    sortedRows = start
  }

  private mutating func turn(_ rows: UnsafeMutablePointer<Double>, _ block: Range<Int>) {
    let size = eventSums.count
    let count = block.count
    let target = rows + block.lowerBound * size
    for place in 0..<count {
      isEvent[place] = Double(marks[block.lowerBound + place] & CoxBlocks.Mark.event)
    }
    copy.withUnsafeMutableBufferPointer { copy in
      _ = copy.update(fromContentsOf: UnsafeMutableBufferPointer(start: target, count: count * size))
      isEvent.withUnsafeBufferPointer { isEvent in
        guard let isEvent = isEvent.baseAddress else { return }
        for j in 0..<size {
          let (center, inverse) = (units.centers[j], 1 / units.scales[j])
          let column = target + j * count
          for place in 0..<count {
            column[place] = (copy[place * size + j] - center) * inverse
          }
          eventSums[j] += ColumnSums.product(isEvent, column, 0..<count)
        }
      }
    }
  }
}
