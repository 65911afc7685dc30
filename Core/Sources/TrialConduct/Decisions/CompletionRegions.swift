// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Where thresholds cut the axis of each input, so that one value stands for all between two of them.
///
/// Exact for constant thresholds and for multiples of another input; a multiple of a multiple of a third input, all
/// three missing, would need more cuts, and no published list asks for one.
struct CompletionRegions: Sendable {
  /// Constant thresholds of each input, ascending.
  private let thresholds: [[Double]]
  private let inputs: [Finding]
  /// The comparisons of one input with a multiple of another.
  private let multiples: [Multiple]
  /// Whether cases with the same key have the same open outcomes.
  private let hasUniqueKey: Bool
  /// Thresholds of each input and the ends of its range: where a cut that a known partner makes may lie.
  private let marks: [[Double]]

  struct Multiple: Sendable {
    let left: Int
    let factor: Double
    let right: Int
  }

  init(_ inputs: [Finding], _ criteria: CompiledCriteria) {
    var thresholds = inputs.map { _ in Set<Double>() }
    var multiples: [Multiple] = []
    for atom in criteria.atoms {
      switch atom.question {
      case .codes, .known: continue
      case .number(_, let threshold): thresholds[atom.input].insert(threshold)
      case .multiple(_, let factor, let other):
        multiples.append(Multiple(left: atom.input, factor: factor, right: other))
      }
    }
    self.inputs = inputs
    self.multiples = multiples
    self.thresholds = thresholds.map { $0.sorted() }
    marks = inputs.indices.map { index in
      let range = inputs[index].item.range
      return thresholds[index].union([range?.lowerBound, range?.upperBound].compactMap(\.self)).sorted()
    }
    // An input with two partners would need the order of the cuts that they make. The number of keys has to fit into
    // 64 bits.
    let partners = inputs.indices.map { index in
      Set(
        multiples.compactMap { $0.left == index ? $0.right : $0.right == index ? $0.left : nil }
      )
    }
    var product = 1.0
    for (index, finding) in inputs.enumerated() {
      let isCategory = finding.item.kind == .category
      product *= Double(isCategory ? finding.item.categories.count + 1 : 2 * thresholds[index].count + 2)
    }
    for multiple in multiples { product *= Double(4 + regions(multiple.left) + regions(multiple.right)) }
    hasUniqueKey =
      product < 0x1p64 && partners.allSatisfy { $0.count < 2 } && multiples.allSatisfy { $0.factor > 0 }
  }

  /// How many regions the marks of an input make.
  private func regions(_ input: Int) -> Int { 2 * marks[input].count + 1 }

  /// A number that is the same for two cases only where they have the same open outcomes; nil where there is none.
  func key(of values: UnsafeBufferPointer<Double>) -> UInt64? {
    guard hasUniqueKey else { return nil }
    var key: UInt64 = 0
    for index in values.indices {
      let value = values[index]
      let cuts = thresholds[index]
      if inputs[index].item.kind == .category {
        let count = UInt64(inputs[index].item.categories.count)
        key = key &* (count + 1) &+ (value.isNaN ? count : UInt64(value))
      } else {
        let regions = UInt64(2 * cuts.count + 2)
        key = key &* regions &+ (value.isNaN ? regions - 1 : region(of: value, among: cuts))
      }
    }
    for multiple in multiples {
      let value = values[multiple.left]
      let partner = values[multiple.right]
      let leftRegions = UInt64(regions(multiple.left))
      let states = 4 + leftRegions + UInt64(regions(multiple.right))
      let state: UInt64
      switch (value.isNaN, partner.isNaN) {
      case (false, false): state = side(of: value, to: multiple.factor * partner)
      case (true, true): state = 3
      case (true, false):
        guard partner > 0 else { return nil }
        state = 4 + region(of: multiple.factor * partner, among: marks[multiple.left])
      case (false, true):
        guard value > 0 else { return nil }
        state = 4 + leftRegions + region(of: value / multiple.factor, among: marks[multiple.right])
      }
      key = key &* states &+ state
    }
    return key
  }

  /// Values of a missing input that stand for all it could have, given the others.
  func representatives(of input: Int, _ values: [Double]) -> [Double] {
    let item = inputs[input].item
    if item.kind == .category { return item.categories.indices.map { Double($0) } }
    var cuts = Set(thresholds[input])
    for multiple in multiples {
      if multiple.left == input {
        cuts.formUnion(
          partners(of: multiple.right, values).map { multiple.factor * $0 }
        )
      } else if multiple.right == input, multiple.factor != 0 {
        cuts.formUnion(partners(of: multiple.left, values).map { $0 / multiple.factor })
      }
    }
    return regions(cut(cuts.sorted()), of: item)
  }

  /// The value of the other side of a multiple; where it is missing too, the values at which its own regions end.
  private func partners(of input: Int, _ values: [Double]) -> [Double] {
    guard values[input].isNaN else { return [values[input]] }
    let range = inputs[input].item.range
    return thresholds[input] + [range?.lowerBound, range?.upperBound].compactMap(\.self)
  }

  /// Thresholds that differ by rounding only are one.
  private func cut(_ cuts: [Double]) -> [Double] {
    var kept: [Double] = []
    for cut in cuts where kept.last.map({ Comparison.Relation.above.holds(cut, $0) }) ?? true {
      kept.append(cut)
    }
    return kept
  }

  /// One value below, on, between and above the cuts, as far as the item can have them.
  private func regions(_ cuts: [Double], of item: Item) -> [Double] {
    let low = item.range?.lowerBound ?? -Double.greatestFiniteMagnitude
    let high = item.range?.upperBound ?? Double.greatestFiniteMagnitude
    guard let first = cuts.first, let last = cuts.last else {
      return [item.range.map { ($0.lowerBound + $0.upperBound) / 2 } ?? 1]
    }
    var found = [item.range == nil ? below(first) : (low + min(first, high)) / 2, low]
    for (cut, next) in zip(cuts, cuts.dropFirst()) { found += [cut, (cut + next) / 2] }
    found += [last, item.range == nil ? above(last) : (max(last, low) + high) / 2, high]
    if item.kind == .integer { found = found.flatMap { [$0.rounded(.down), $0.rounded(.up)] } }
    return Set(found.filter { $0 >= low && $0 <= high && $0.isFinite && $0.magnitude < 1e300 }).sorted()
  }

  private func below(_ value: Double) -> Double { value > 0 ? value / 2 : value * 2 - 1 }

  private func above(_ value: Double) -> Double { value > 0 ? value * 2 : value / 2 + 1 }

  /// 2i below the i-th cut, 2i + 1 on it.
  private func region(of value: Double, among cuts: [Double]) -> UInt64 {
    var region: UInt64 = 0
    for cut in cuts {
      if Comparison.Relation.below.holds(value, cut) { return region }
      if Comparison.Relation.atMost.holds(value, cut) { return region + 1 }
      region += 2
    }
    return region
  }

  private func side(of value: Double, to threshold: Double) -> UInt64 {
    if Comparison.Relation.below.holds(value, threshold) { return 0 }
    return Comparison.Relation.atMost.holds(value, threshold) ? 1 : 2
  }
}
