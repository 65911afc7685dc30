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
  private let hasUniqueKey: Bool
  /// By input: whether only multiples of other inputs cut its axis.
  ///
  /// Of a missing input that is free, the order of the cuts says all; of another, it also matters where they lie
  /// between the constant thresholds.
  private let isFree: [Bool]
  /// By input: whether several others are compared with it; then the order of the cuts that they make matters too.
  private let hasManyPartners: [Bool]
  /// Thresholds of each input and the ends of its range, between which the cut of an only partner lies.
  private let marks: [[Double]]
  /// By free input: the cuts that different inputs make on its axis, each with each.
  private let rivals: [[(Cut, Cut)]]

  struct Multiple: Hashable, Sendable {
    let left: Int
    let factor: Double
    let right: Int
  }

  /// Where a known input cuts the axis of a missing one: at this many times its value.
  private struct Cut: Sendable {
    let other: Int
    let factor: Double
  }

  init(_ inputs: [Finding], _ criteria: CompiledCriteria) {
    var thresholds = inputs.map { _ in Set<Double>() }
    var multiples: [Multiple] = []
    for atom in criteria.atoms {
      switch atom.question {
      case .codes, .known: continue
      case .number(_, let threshold): thresholds[atom.input].insert(threshold)
      case .multiple(_, let factor, let other):
        let multiple = Multiple(left: atom.input, factor: factor, right: other)
        if !multiples.contains(multiple) { multiples.append(multiple) }
      }
    }
    self.inputs = inputs
    self.multiples = multiples
    self.thresholds = thresholds.map { $0.sorted() }
    let isPositive = multiples.allSatisfy { $0.factor > 0 }
    let isFree = inputs.indices.map { isPositive && thresholds[$0].isEmpty && inputs[$0].item.range == nil }
    self.isFree = isFree
    hasManyPartners = inputs.indices.map { index in
      Set(multiples.compactMap { $0.left == index ? $0.right : $0.right == index ? $0.left : nil }).count > 1
    }
    marks = inputs.indices.map { index in
      let range = inputs[index].item.range
      return thresholds[index].union([range?.lowerBound, range?.upperBound].compactMap(\.self)).sorted()
    }
    rivals = inputs.indices.map { input in
      guard isFree[input] else { return [] }
      let cuts = multiples.compactMap { multiple -> Cut? in
        if multiple.left == input { return Cut(other: multiple.right, factor: multiple.factor) }
        return multiple.right == input ? Cut(other: multiple.left, factor: 1 / multiple.factor) : nil
      }
      return cuts.indices.flatMap { index in
        cuts[(index + 1)...].filter { $0.other != cuts[index].other }.map { (cuts[index], $0) }
      }
    }
    // The number of different keys has to fit into 64 bits.
    var product = 1.0
    for (index, finding) in inputs.enumerated() {
      product *= Double(
        finding.item.kind == .category ? finding.item.categories.count + 1 : 2 * thresholds[index].count + 2
      )
    }
    for multiple in multiples {
      product *= Double(4 + Self.regions(marks[multiple.left]) + Self.regions(marks[multiple.right]))
    }
    for pairs in rivals { for _ in pairs { product *= 4 } }
    hasUniqueKey = product < 0x1p64 && isPositive
  }

  /// How many regions some marks make.
  private static func regions(_ marks: [Double]) -> UInt64 { UInt64(2 * marks.count + 1) }

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
      let leftRegions = Self.regions(marks[multiple.left])
      let state: UInt64
      switch (value.isNaN, partner.isNaN) {
      case (false, false): state = side(of: value, to: multiple.factor * partner)
      case (true, true):
        guard isToldApart(multiple, values) else { return nil }
        state = 3
      case (true, false):
        guard partner > 0, let cut = region(ofCut: multiple.factor * partner, on: multiple.left) else {
          return nil
        }
        state = 3 + cut
      case (false, true):
        guard value > 0, let cut = region(ofCut: value / multiple.factor, on: multiple.right) else {
          return nil
        }
        state = 3 + leftRegions + cut
      }
      key = key &* (4 + leftRegions + Self.regions(marks[multiple.right])) &+ state
    }
    for input in values.indices where values[input].isNaN {
      for (first, second) in rivals[input] {
        let (a, b) = (first.factor * values[first.other], second.factor * values[second.other])
        key = key &* 4 &+ (a.isNaN || b.isNaN ? 3 : side(of: a, to: b))
      }
    }
    return key
  }

  /// Where a known partner cuts the axis of a missing input, counted from 1.
  ///
  /// Of an only partner: between which marks. Of several on a free axis only the order matters, which is told
  /// elsewhere; nil where neither says enough.
  private func region(ofCut cut: Double, on input: Int) -> UInt64? {
    guard hasManyPartners[input] else { return 1 + region(of: cut, among: marks[input]) }
    return isFree[input] ? 1 : nil
  }

  /// Two missing inputs that hang together may be cut by one known input at most, and only where each is free.
  private func isToldApart(_ multiple: Multiple, _ values: UnsafeBufferPointer<Double>) -> Bool {
    if !hasManyPartners[multiple.left], !hasManyPartners[multiple.right] { return true }
    return isFree[multiple.left] && isFree[multiple.right] && knownPartners(of: multiple, values) <= 1
  }

  /// How many known inputs are compared with either side of a multiple.
  private func knownPartners(of multiple: Multiple, _ values: UnsafeBufferPointer<Double>) -> Int {
    var first: Int?
    for other in multiples {
      for (side, partner) in [(other.left, other.right), (other.right, other.left)]
      where (side == multiple.left || side == multiple.right) && !values[partner].isNaN {
        if first == nil { first = partner }
        if first != partner { return 2 }
      }
    }
    return first == nil ? 0 : 1
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
