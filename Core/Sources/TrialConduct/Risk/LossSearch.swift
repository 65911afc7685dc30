// SPDX-License-Identifier: Apache-2.0

/// Lost chromosomes and arms.
enum LossSearch {
  /// −7 and the like: the whole chromosome, lost from two sets.
  static func monosomy(_ number: Int, _ change: ClonalAbnormality) -> LesionEvidence? {
    guard change.abnormality.isLoss, change.abnormality.chromosomes == [Chromosome(number: number)] else {
      return nil
    }
    // In a clone of three or four sets a loss leaves two or more.
    return change.isInPolyploidClone ? .suspicious(change.text) : .found(change.text)
  }

  /// −5 or del(5q).
  ///
  /// Other changes that lose material of 5q (`der(5)t(5;17)(q13;q21)`, `add(5)(q31)`) are not what ELN lists; they leave
  /// the lesion open.
  static func fiveQ(_ change: ClonalAbnormality) -> LesionEvidence? {
    if let loss = monosomy(5, change) { return loss }
    let abnormality = change.abnormality
    let points = abnormality.breaks(of: Chromosome(number: 5))
    if abnormality.kind == .deletion, abnormality.chromosomes == [Chromosome(number: 5)] {
      if points.contains(where: { $0.arm == .long && !$0.isUncertain }) { return .found(change.text) }
      if points.isEmpty { return .withoutBands(change.text) }
      return points.contains { $0.arm != .short } ? .uncertain(change.text) : nil
    }
    guard abnormality.chromosomes.contains(Chromosome(number: 5)) else { return nil }
    let deletedWithin = abnormality.inner.contains {
      $0.kind == .deletion && $0.breaks(of: Chromosome(number: 5)).contains { $0.arm == .long }
    }
    if deletedWithin { return .found(change.text) }
    let keepsAll: [Abnormality.Kind] = [.translocation, .inversion, .duplication, .triplication, .insertion]
    guard abnormality.isStructural, abnormality.sign != .gained, !keepsAll.contains(abnormality.kind) else {
      return nil
    }
    // i(5)(p10) is two short arms.
    let isOfShortArms = abnormality.kind == .isochromosome && points.contains { $0.arm == .short }
    return points.isEmpty || isOfShortArms || points.contains { $0.arm == .long }
      ? .suspicious(change.text) : nil
  }

  /// −17, or any change with a break in the short arm of 17 or without it (`i(17)(q10)`).
  static func seventeenP(_ change: ClonalAbnormality) -> LesionEvidence? {
    if let loss = monosomy(17, change) { return loss }
    let abnormality = change.abnormality
    let seventeen = Chromosome(number: 17)
    guard abnormality.isStructural, abnormality.all.contains(where: { $0.chromosomes.contains(seventeen) })
    else {
      return nil
    }
    let points = abnormality.breaks(of: seventeen)
    if points.isEmpty { return .withoutBands(change.text) }
    let isShort = points.contains { $0.arm == .short && !$0.isUncertain }
    // An isochromosome of the long arm, or a derivative of two long arms, has no short arm.
    let isOfLongArms =
      points.contains { $0.arm == .long && ($0.bands == 10...10 || $0.bands == nil) }
      && [.isochromosome, .isodicentric, .derivative].contains(abnormality.kind)
      && abnormality.sign != .gained
    if isShort || isOfLongArms { return .found(change.text) }
    return points.contains { $0.arm == nil || $0.arm == .short } ? .uncertain(change.text) : nil
  }
}
