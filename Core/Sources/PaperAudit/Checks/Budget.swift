// SPDX-License-Identifier: Apache-2.0

/// What exact tests may cost in one text, in subjects looked at, so that the work stays linear.
struct Budget {
  private var subjects = 4_000_000
  private var searches = 12
  /// Tests of tables that were met before.
  private var known: [[Int]: TwoArmTests] = [:]

  mutating func tests(_ a: (events: Int, total: Int), _ b: (events: Int, total: Int)) -> TwoArmTests? {
    let key = [a.events, a.total, b.events, b.total]
    if let tests = known[key] { return tests }
    let cost = 500 + min(a.total, 200_000) + min(b.total, 200_000)
    guard subjects >= cost else { return nil }
    subjects -= cost
    let tests = TwoArmTests(a.events, of: a.total, versus: b.events, of: b.total)
    known[key] = tests
    return tests
  }

  mutating func mayTake(_ cost: Int) -> Bool {
    guard subjects >= cost else { return false }
    subjects -= cost
    return true
  }

  /// Whether another search over the nuisance parameter is allowed.
  mutating func maySearch() -> Bool {
    guard searches > 0 else { return false }
    searches -= 1
    return true
  }
}
