// SPDX-License-Identifier: Apache-2.0
import RealModule

extension SampleSummary {
  /// Squared distances to the mean, added up.
  var squares: Double { n > 1 ? Double(n - 1) * variance : 0 }

  /// The summary of both samples together.
  public func joined(with other: SampleSummary) -> SampleSummary {
    guard n > 0 else { return other }
    guard other.n > 0 else { return self }
    let (n1, n2) = (Double(n), Double(other.n))
    let distance = other.mean - mean
    let squares = squares + other.squares + distance * distance * n1 * n2 / (n1 + n2)
    return SampleSummary(
      n: n + other.n,
      mean: mean + distance * n2 / (n1 + n2),
      standardDeviation: (squares / (n1 + n2 - 1)).squareRoot()
    )
  }
}

/// Means in two arms, with a common standard deviation.
public struct MonitoredMeans: MonitoredData, Hashable {
  /// The new subjects of both arms at one look.
  public struct Look: Hashable, Sendable {
    public let experimental: SampleSummary
    public let control: SampleSummary

    /// Makes the data of a look.
    public init(_ experimental: SampleSummary, versus control: SampleSummary) {
      precondition(experimental.n + control.n > 2, "a common deviation needs three subjects")
      (self.experimental, self.control) = (experimental, control)
    }

    var difference: Double { experimental.mean - control.mean }

    var degreesOfFreedom: Double { Double(experimental.n + control.n - 2) }

    var standardError: Double {
      let variance = (experimental.squares + control.squares) / degreesOfFreedom
      return (variance * (1 / Double(experimental.n) + 1 / Double(control.n))).squareRoot()
    }
  }

  public let looks: [Look]
  public let test: MeansComparison.Test

  /// Makes data of at least one look.
  public init(_ looks: [Look], test: MeansComparison.Test) {
    precondition(!looks.isEmpty, "an analysis needs a look")
    (self.looks, self.test) = (looks, test)
  }

  public var lookCount: Int { looks.count }

  public func stage(_ look: Int) -> LookStatistic { statistic(looks[look - 1]) }

  public func overall(_ look: Int) -> LookStatistic { statistic(all(look)) }

  public func estimate(_ look: Int) -> Double { all(look).difference }

  public func interval(_ look: Int, critical: Double) -> Interval {
    let all = all(look)
    var factor = critical
    if test == .t {
      let tail = StandardNormal.survival(critical.magnitude)
      factor = StudentT.quantile(upperTail: tail, degreesOfFreedom: all.degreesOfFreedom)
      if critical < 0 { factor = -factor }
    }
    let half = factor * all.standardError
    return Interval(all.difference - half, all.difference + half)
  }

  /// By the normal distribution, as at the later looks, where the ordering has normal deviates only.
  ///
  /// rpact does the same, also for t-tests.
  public func firstLookInterval(critical: Double) -> Interval {
    let half = critical * looks[0].standardError
    return Interval(looks[0].difference - half, looks[0].difference + half)
  }

  public func effect(_ look: Int, meanZ z: Double) -> Double { z * all(look).standardError }

  /// All subjects up to a look.
  public func all(_ look: Int) -> Look {
    looks.dropFirst().prefix(look - 1).reduce(looks[0]) {
      Look($0.experimental.joined(with: $1.experimental), versus: $0.control.joined(with: $1.control))
    }
  }

  private func statistic(_ look: Look) -> LookStatistic {
    guard look.standardError > 0 else { return LookStatistic(z: nil) }
    let t = look.difference / look.standardError
    switch test {
    case .normal: return LookStatistic(z: t)
    case .t:
      let degrees = look.degreesOfFreedom
      return LookStatistic(
        statistic: t,
        p: StudentT.survival(t, degreesOfFreedom: degrees),
        complement: StudentT.survival(-t, degreesOfFreedom: degrees)
      )
    }
  }
}
