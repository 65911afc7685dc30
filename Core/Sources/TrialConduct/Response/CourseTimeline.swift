// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One subject's facts in order, as far as they are on file at the cut.
struct CourseTimeline {
  let course: SubjectCourse
  let rules: ResponseParameters
  /// Last day whose facts count; nil for all.
  let cut: Int32?
  /// After randomization, by day; indices into the course's marrows.
  let marrows: [Int]
  /// By day, one for each day.
  let counts: [BloodCount]
  let newTherapy: Int32?
  let conditioning: Int32?
  let death: Int32?
  /// Last day on which response counts, if nothing ends it earlier; always a day, reached or not.
  let landmark: Int32

  init(_ course: SubjectCourse, _ rules: ResponseParameters, cut: Int32?) {
    let last = cut ?? Int32.max
    self.course = course
    self.rules = rules
    self.cut = cut
    // A marrow on the day of randomization shows the disease before treatment.
    marrows = course.marrows.indices
      .filter { course.marrows[$0].day > course.randomized && course.marrows[$0].day <= last }
      .sorted { (course.marrows[$0].day, $0) < (course.marrows[$1].day, $1) }
    counts = Self.merged(course.counts.filter { $0.day <= last })
    newTherapy = course.newTherapy.flatMap { $0 <= last ? $0 : nil }
    conditioning = course.conditioning.flatMap { $0 <= last ? $0 : nil }
    death = course.death.flatMap { $0 <= last ? $0 : nil }
    let latest = course.randomized + rules.landmark
    if rules.landmarkAtSecondCourse, let end = course.secondCourseEnd {
      landmark = min(end, latest)
    } else {
      landmark = latest
    }
  }

  /// First day of another treatment or of conditioning.
  var otherTreatment: Int32? { [newTherapy, conditioning].compactMap(\.self).min() }

  /// Several counts of a day as one: the first value on file of each kind, and blasts where any of them shows some.
  private static func merged(_ counts: [BloodCount]) -> [BloodCount] {
    var days: [BloodCount] = []
    let order = counts.indices.sorted { (counts[$0].day, $0) < (counts[$1].day, $1) }
    for count in order.map({ counts[$0] }) {
      guard var last = days.last, last.day == count.day else {
        days.append(count)
        continue
      }
      if last.neutrophils.isNaN { last.neutrophils = count.neutrophils }
      if last.platelets.isNaN { last.platelets = count.platelets }
      if count.circulatingBlasts == .yes || last.circulatingBlasts == .notRecorded {
        last.circulatingBlasts = count.circulatingBlasts
      }
      days[days.count - 1] = last
    }
    return days
  }

  // MARK: Counts that belong to a marrow

  /// The counts of the window around a marrow, the nearest first; of two as near, the later.
  private func window(around day: Int32) -> [BloodCount] {
    counts.filter { (day - rules.pairedBefore...day + rules.pairedAfter).contains($0.day) }
      .sorted { (abs($0.day - day), -$0.day) < (abs($1.day - day), -$1.day) }
  }

  func isTransfused(_ day: Int32) -> Bool {
    course.plateletTransfusions.contains { ($0...$0 + rules.transfusion).contains(day) }
  }

  func isUnderGrowthFactor(_ day: Int32) -> Bool {
    course.growthFactors.contains { ($0...$0 + rules.growthFactor).contains(day) }
  }

  /// What the rules are asked about a marrow, with the days of the counts that belong to it.
  func facts(of index: Int) -> PairedFacts {
    let marrow = course.marrows[index]
    let window = window(around: marrow.day)
    let neutrophils = window.first { !$0.neutrophils.isNaN }
    let platelets = window.first { !$0.platelets.isNaN && !isTransfused($0.day) }

    var facts = AssessmentFacts(marrow)
    facts.afterNewTherapy = otherTreatment.map { $0 < marrow.day ? .yes : .no } ?? .no
    facts.baselineBlasts = course.baselineBlasts
    facts.priorExtramedullary = course.priorExtramedullary
    facts.neutrophils = neutrophils?.neutrophils ?? .nan
    facts.platelets = platelets?.platelets ?? .nan
    if facts.circulatingBlasts == .notRecorded {
      facts.circulatingBlasts =
        window.first { $0.circulatingBlasts != .notRecorded }?.circulatingBlasts ?? .notRecorded
    }
    let around = marrow.day - rules.pairedBefore...marrow.day + rules.pairedAfter
    if facts.extramedullary == .notRecorded || facts.extramedullary == .notAssessed,
      course.newExtramedullary.contains(where: { around.contains($0) && $0 <= cut ?? Int32.max })
    {
      facts.extramedullary = .present
    }

    var flags: [ResponseFlag] = []
    if let neutrophils, isUnderGrowthFactor(neutrophils.day) { flags.append(.growthFactor) }
    if window.contains(where: { !$0.platelets.isNaN && isTransfused($0.day) }), platelets == nil {
      flags.append(.transfused)
    }
    return PairedFacts(
      facts: facts,
      flags: flags,
      neutrophilsDay: neutrophils?.day,
      plateletsDay: platelets?.day
    )
  }
}

/// The facts of a marrow with the counts that belong to it.
struct PairedFacts {
  let facts: AssessmentFacts
  let flags: [ResponseFlag]
  let neutrophilsDay: Int32?
  let plateletsDay: Int32?
}
