// SPDX-License-Identifier: Apache-2.0

extension GroupSequentialPlan {
  /// Boundaries of Pampallona and Tsiatis: c₁ keeps α for given c₂, c₂ keeps β.
  ///
  /// Two-sided, the lower boundary is that of |Z|, and where it would be negative the look has none.
  func meetingBoundaries(_ delta: Double, _ futilityDelta: Double, isBinding: Bool)
    throws(GroupSequentialError)
    -> GroupSequentialDesign
  {
    let upperShape = fractions.map { Double.pow($0, delta - 0.5) }
    let lowerShape = fractions.map { Double.pow($0, futilityDelta - 0.5) }
    func crossing(_ c1: Double, _ c2: Double, isOpen: Bool = false) -> BoundaryCrossing {
      let upper = upperShape.map { c1 * $0 }
      return self.crossing(
        upper: upper,
        futility: isOpen ? nil : lower(c1, c2),
        drifts: 0...c1 + max(c2, 0)
      )
    }
    // The lower boundary never passes the upper one; where they meet early the trial ends.
    func lower(_ c1: Double, _ c2: Double) -> [Double] {
      fractions.indices.dropLast().map { k in
        min((c1 + c2) * fractions[k].squareRoot() - c2 * lowerShape[k], c1 * upperShape[k])
      }
    }
    let single = StandardNormal.quantile(upperTail: alphaPerSide)
    let power = StandardNormal.quantile(1 - beta)
    func first(_ c2: Double) -> Double {
      root(from: (0.01, 1), to: (20, -1), near: single + 0.1, step: 0.1) {
        crossing($0, c2, isOpen: !isBinding).power(drift: 0) - alphaPerSide
      }
    }
    let c2 = root(from: (-1, -1), to: (20, 1), near: power + 0.1, step: 0.1) {
      let c1 = first($0)
      return crossing(c1, $0).power(drift: c1 + $0) - (1 - beta)
    }
    let c1 = first(c2)
    let found = crossing(c1, c2)
    guard (found.power(drift: c1 + c2) - (1 - beta)).magnitude < 1e-9 else { throw .noSolution }
    return GroupSequentialDesign(
      plan: self,
      criticalValues: found.upper,
      futilityBounds: lower(c1, c2).map { sides == .two && $0 <= 0 ? -.infinity : $0 },
      drift: c1 + c2,
      crossing: found
    )
  }
}
