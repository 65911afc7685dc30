// SPDX-License-Identifier: Apache-2.0

/// Compares what is computed here with what a case expects.
struct Judge {
  /// Differences of respected programs, each explained on its page: case, and how the path of the value begins.
  static let explained: [(case: String, path: String)] = [
    // The first time at which limits that rise again reach the level; R prints ours and its quantile() answers another.
    ("km-aml", "groups[0].quantile_log.upper"),
    // The coefficient is 0, which R misses by 2e-18: that orders subjects who are all alike.
    ("cox-tiny_half-exact", "concordance_se"),
  ]

  private(set) var values = 0
  /// How many values of the file something was compared with, each counted once.
  private(set) var compared = 0
  private(set) var worst = 0.0
  private(set) var failures: [FamilyResult.Failure] = []
  private(set) var explained = 0
  private var name = ""
  /// The paths compared in this case.
  private var paths: Set<String> = []

  mutating func begin(_ reference: ReferenceCase) {
    name = reference.id
    paths = []
  }

  /// Compares one value; an absent reference says nothing, an undefined one wants nothing defined here.
  ///
  /// - Parameters:
  ///   - actual: What is computed here; nil and NaN for what is undefined.
  ///   - expected: The reference.
  ///   - relative: How far off it may be, relative to the reference.
  ///   - absolute: And in addition, for values that are differences of larger ones.
  mutating func check(
    _ actual: Double?,
    _ expected: ReferenceValue,
    relative: Double,
    absolute: Double = 0
  ) {
    guard !expected.isAbsent else { return }
    values += 1
    if paths.insert(expected.path).inserted { compared += 1 }
    let got = actual ?? .nan
    guard let wanted = expected.number else {
      if !got.isNaN { fail(expected.path, nil, got) }
      return
    }
    if got == wanted { return }
    let off = (got - wanted).magnitude
    // Below the normal range the format itself holds fewer digits.
    let allowed = relative * wanted.magnitude + absolute + 4 * Double.leastNonzeroMagnitude
    // Everything is within a fraction of an infinite value.
    guard wanted.isFinite, off <= allowed else { return fail(expected.path, wanted, got) }
    // What absolute accuracy allows is no relative error of ours.
    if off > absolute, wanted != 0 { worst = max(worst, off / wanted.magnitude) }
  }

  /// Compares a count.
  mutating func check(_ actual: Int?, _ expected: ReferenceValue) {
    check(actual.map { Double($0) }, expected, relative: 0)
  }

  /// Compares a value that programs define differently: known differences are counted, others fail.
  ///
  /// - Parameters:
  ///   - expected: The reference.
  ///   - actual: What is computed here.
  ///   - holds: Whether the explanation of the difference fits.
  mutating func explain(_ expected: ReferenceValue, got actual: Double, when holds: Bool) {
    values += 1
    if holds { explained += 1 } else { fail(expected.path, expected.number, actual) }
  }

  /// Notes a case that could not be computed.
  mutating func fail(_ fault: String) {
    failures.append(FamilyResult.Failure(case: name, field: fault, expected: nil, got: nil))
  }

  private mutating func fail(_ path: String, _ expected: Double?, _ got: Double) {
    if Self.explained.contains(where: { $0.case == name && path.hasPrefix($0.path) }) {
      explained += 1
      return
    }
    failures.append(FamilyResult.Failure(case: name, field: path, expected: expected, got: got))
  }
}
