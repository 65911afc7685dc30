// SPDX-License-Identifier: Apache-2.0

/// The processor seconds of the quickest of several runs, which on a shared machine says most, and what it computed.
public func quickest<Result>(of repeats: Int, _ body: () throws -> Result) rethrows -> (
  seconds: Double, result: Result
) {
  var start = Spent.now
  var result = try body()
  var best = (Spent.now - start).processor
  for _ in 1..<max(repeats, 1) {
    start = Spent.now
    result = try body()
    best = min(best, (Spent.now - start).processor)
  }
  return (best, result)
}

/// Prints a line of what was timed: work, subjects, processor seconds and the result, apart by tabulators.
///
/// The result is printed so that no run can be left out as unused. The peers' scripts print lines of the same form, by
/// which scripts divide.
public func report(
  _ work: String,
  subjects: Int = 1,
  repeats: Int,
  _ body: () throws -> Double
) rethrows {
  let (seconds, result) = try quickest(of: repeats, body)
  print("\(work)\t\(subjects)\t\(seconds)\t\(result)")
}
