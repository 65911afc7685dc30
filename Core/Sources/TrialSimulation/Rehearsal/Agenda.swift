// SPDX-License-Identifier: Apache-2.0

/// What is still to be done, by time; things of the same time in the order in which they were planned.
struct Agenda<Task: Sendable>: Sendable {
  private struct Entry: Sendable {
    let second: Int64
    let number: Int
    let task: Task
  }

  /// A binary heap: no entry is due before the one above it.
  private var heap: [Entry] = []
  private var planned = 0

  mutating func plan(_ task: Task, at second: Int64) {
    planned += 1
    heap.append(Entry(second: second, number: planned, task: task))
    var place = heap.count - 1
    while place > 0, isDue(place, before: (place - 1) / 2) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func next() -> (second: Int64, task: Task)? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return (first.second, first.task)
  }

  private mutating func sink() {
    var place = 0
    while true {
      var first = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count && isDue(child, before: first) {
        first = child
      }
      guard first != place else { return }
      heap.swapAt(place, first)
      place = first
    }
  }

  private func isDue(_ a: Int, before b: Int) -> Bool {
    (heap[a].second, heap[a].number) < (heap[b].second, heap[b].number)
  }
}
