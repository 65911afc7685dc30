// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension CourseTimeline {
  /// Judges every marrow with the counts that belong to it, and with the recovery that followed.
  func assessed(
    by assessor: ResponseAssessor,
    remembering memory: inout DecisionMemory
  ) -> [AssessedMarrow] {
    marrows.map { index in
      let paired = facts(of: index)
      let verdict = assessor.verdict(on: paired.facts, flags: paired.flags)
      return AssessedMarrow(
        marrow: index,
        day: course.marrows[index].day,
        neutrophilsDay: paired.neutrophilsDay,
        plateletsDay: paired.plateletsDay,
        verdict: verdict,
        lifts: lifts(of: index, paired.facts, from: verdict.possible, assessor, &memory)
      )
    }
  }

  /// The steps by which counts after a marrow lifted its response.
  ///
  /// Counts lift for some weeks after the marrow, until blasts show in blood or marrow or another treatment begins.
  /// A count of which both values are known may lift, even if blasts were not looked for: then that stays open. With
  /// one value missing it lifts only if whatever the value was would be better than before, so that a gap in a count
  /// opens nothing that the marrow had settled.
  private func lifts(
    of index: Int,
    _ facts: AssessmentFacts,
    from first: ResponseCategories,
    _ assessor: ResponseAssessor,
    _ memory: inout DecisionMemory
  ) -> [AssessedMarrow.Lifted] {
    let day = facts.isFree ? course.marrows[index].day : Int32.max
    var steps: [AssessedMarrow.Lifted] = []
    var before = first
    for count in counts where count.day > day && count.day - day <= rules.recovery {
      if let otherTreatment, otherTreatment < count.day { break }
      if count.circulatingBlasts == .yes || hasBlasts(after: day, until: count.day) { break }
      var then = facts
      then.neutrophils = count.neutrophils
      then.platelets = isTransfused(count.day) ? .nan : count.platelets
      then.circulatingBlasts = count.circulatingBlasts
      guard !then.neutrophils.isNaN || !then.platelets.isNaN else { continue }
      let isComplete = !then.neutrophils.isNaN && !then.platelets.isNaN
      let possible = assessor.categories(of: then, remembering: &memory)
      guard isComplete || (possible.worst?.rank ?? .max) < (before.worst?.rank ?? .max) else { continue }
      let after = ResponseCategories.better(before, possible)
      guard after != before else { continue }
      steps.append(AssessedMarrow.Lifted(day: count.day, possible: after))
      before = after
    }
    return steps
  }

  private func hasBlasts(after first: Int32, until last: Int32) -> Bool {
    marrows.map { course.marrows[$0] }.contains {
      $0.day > first && $0.day <= last && ($0.blasts >= rules.relapseBlasts || $0.circulatingBlasts == .yes)
    }
  }
}

extension AssessmentFacts {
  /// Whether recovery of the counts can still lift the response: nothing of the leukemia is known to be left.
  fileprivate var isFree: Bool {
    afterNewTherapy == .no && circulatingBlasts != .yes && extramedullary != .present && isAdequate != .no
  }
}

extension ResponseCategories {
  /// Every category that the better of two may be, one taken from each.
  static func better(_ a: Self, _ b: Self) -> Self {
    guard let lastOfA = a.worst?.rank, let lastOfB = b.worst?.rank else { return a.union(b) }
    let last = min(lastOfA, lastOfB)
    return Self(rawValue: a.union(b).rawValue & (UInt16(1) << UInt16(last + 1) &- 1))
  }
}
