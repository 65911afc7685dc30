// SPDX-License-Identifier: Apache-2.0

/// Columns row by row in a given order, and three numbers more, so that they can be read two or four at a time.
///
/// Rows of one time come from anywhere in the columns; fetched one after the other each would wait for memory. So the
/// columns are read as they stand, every row is put into the block of some thousand rows to which it belongs, and
/// the blocks, which the processor can hold, are put in order one by one.
///
/// - Parameters:
///   - columns: Of equal length.
///   - order: Which of their rows, and in which order.
///   - isReversed: Whether the last row of the order comes first.
///   - settled: Called with the rows and how many of them, from the first on, stand in their places by then; at last with all of
///     them.
/// - Returns: The rows and the numbers behind them.
func gather(
  _ columns: [[Double]],
  _ order: TimeOrder,
  isReversed: Bool = false,
  settled: (_ rows: UnsafeMutablePointer<Double>, _ count: Int) -> Void = { _, _ in }
) -> [Double] {
  let size = columns.count
  return [Double](unsafeUninitializedCapacity: order.count * size + 3) { rows, count in
    rows[(order.count * size)...].initialize(repeating: 0)
    count = order.count * size + 3
    guard let address = rows.baseAddress else { return }
    guard order.count > SortedBlocks.blockSize else {
      for place in 0..<order.count {
        let row = order.row(isReversed ? order.count - 1 - place : place)
        for j in 0..<size {
          // Adding 0 makes one zero of 0 and −0.
          rows.initializeElement(at: place * size + j, to: columns[j][row] + 0)
        }
      }
      settled(address, order.count)
      return
    }
    let blocks = SortedBlocks(order, rowCount: columns.first?.count ?? 0, isReversed: isReversed)
    withPointers(to: columns) { columns in
      blocks.fill(rows, from: columns) { settled(address, $0) }
    }
  }
}

/// Where each row goes: its block, and its place there.
private struct SortedBlocks {
  static let blockBits = 12
  static let blockSize = 1 << blockBits

  private let count: Int
  /// The place of each row in the order; −1 for rows that it leaves out.
  private let places: [Int32]

  init(_ order: TimeOrder, rowCount: Int, isReversed: Bool) {
    count = order.count
    var places = [Int32](repeating: -1, count: rowCount)
    let (first, step) = isReversed ? (order.count - 1, -1) : (0, 1)
    places.withUnsafeMutableBufferPointer { places in
      for place in 0..<order.count {
        places[order.row(place)] = Int32(truncatingIfNeeded: first + step * place)
      }
    }
    self.places = places
  }

  func fill(
    _ rows: UnsafeMutableBufferPointer<Double>,
    from columns: [UnsafePointer<Double>],
    settled: (_ count: Int) -> Void
  ) {
    let size = columns.count
    guard let address = rows.baseAddress else { return }
    // Places within their block of the rows of each, as they come.
    var slots = [Int32](repeating: 0, count: count)
    var next = stride(from: 0, to: count, by: Self.blockSize).map { $0 }
    slots.withUnsafeMutableBufferPointer { slots in
      next.withUnsafeMutableBufferPointer { next in
        columns.withUnsafeBufferPointer { columns in
          for (row, place) in places.enumerated() where place >= 0 {
            let block = Int(place) >> Self.blockBits
            let home = next[block]
            next[block] = home + 1
            slots[home] = place
            let target = address + home &* size
            for j in 0..<size {
              // Adding 0 makes one zero of 0 and −0.
              target[j] = columns[j][row] + 0
            }
          }
        }
      }
      settle(rows, slots, size, settled)
    }
  }

  /// Puts the rows of each block in order.
  private func settle(
    _ rows: UnsafeMutableBufferPointer<Double>,
    _ slots: UnsafeMutableBufferPointer<Int32>,
    _ size: Int,
    _ settled: (_ count: Int) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.blockSize * size) { copy in
      for start in stride(from: 0, to: count, by: Self.blockSize) {
        let end = min(start + Self.blockSize, count)
        _ = copy.initialize(fromContentsOf: rows[start * size..<end * size])
        for home in start..<end {
          let target = Int(slots[home]) * size
          for j in 0..<size {
            rows[target + j] = copy[(home - start) * size + j]
          }
        }
        settled(end)
      }
    }
  }
}

/// Calls `body` with the address of each column.
private func withPointers(
  to columns: [[Double]],
  _ found: [UnsafePointer<Double>] = [],
  _ body: ([UnsafePointer<Double>]) -> Void
) {
  guard found.count < columns.count else { return body(found) }
  columns[found.count].withUnsafeBufferPointer { column in
    guard let address = column.baseAddress else { return }
    withPointers(to: columns, found + [address], body)
  }
}
