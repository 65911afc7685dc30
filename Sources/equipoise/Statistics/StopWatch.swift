// SPDX-License-Identifier: Apache-2.0

/// How long the parts of a command take.
struct StopWatch {
  private var laps = [ContinuousClock.now]

  /// Ends a part.
  mutating func lap() { laps.append(.now) }

  /// Seconds of the first two parts.
  var readAndCompute: (read: Double, compute: Double)? {
    guard laps.count > 2 else { return nil }
    return (seconds(0), seconds(1))
  }

  private func seconds(_ part: Int) -> Double {
    let span = laps[part].duration(to: laps[part + 1]).components
    return Double(span.seconds) + Double(span.attoseconds) * 1e-18
  }
}
