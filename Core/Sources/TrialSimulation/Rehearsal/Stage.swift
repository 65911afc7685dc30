// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// What every scene of a rehearsal needs: the protocol made ready, its people, its days.
///
/// A class, because every draft of a row holds it and nothing in it ever changes.
final class Stage: Sendable {
  let study: StudyProtocol
  let rules: CaptureRules
  /// Decides nothing here: it says what criteria make of values that somebody is about to write.
  let conduct: Conduct
  let cast: Cast
  let sites: [String]
  let meanings: ItemMeanings
  let calendar: RehearsalCalendar
  /// A trial that was opened and holds nobody.
  let empty: TrialState
  /// Forms whose values eligibility rules look at.
  let judged: Set<String>
  /// Items that a branch or an edit check looks at.
  let watched: Set<ItemPath>

  /// - Throws: What the protocol lacks.
  init(_ study: StudyProtocol, subjects: Int) throws(RehearsalObstacles) {
    let obstacles = RehearsalObstacle.of(study)
    let sites = study.sites.isEmpty ? ["Site 1"] : study.sites.map(\.id)
    guard obstacles.isEmpty, let cast = Cast(study, sites: sites) else {
      throw RehearsalObstacles(obstacles: obstacles)
    }
    self.study = study
    self.sites = sites
    self.cast = cast
    rules = CaptureRules(study)
    conduct = Conduct(versions: [1: study], digest: { _ in "" }) { _, _ throws(Refusal) in
      throw .noAllocationHere
    }
    meanings = ItemMeanings(study)
    calendar = RehearsalCalendar(study, subjects: subjects)
    empty = Self.opened(study, by: cast.opener.name)
    judged = Set(
      Eligibility.Kind.allCases.flatMap { kind in
        study.eligibility.rules(kind).compactMap { $0.question(as: kind) }
      }.flatMap(\.items).map(\.form)
    )
    watched = Set(
      study.forms.flatMap { form in
        (form.items.compactMap(\.shownWhen) + form.checks.map(\.criterion)).flatMap(\.items)
      }
    )
  }

  private static func opened(_ study: StudyProtocol, by user: String) -> TrialState {
    var state = TrialState()
    let version = ProtocolVersion(
      number: 1,
      study: study.study.id,
      label: study.study.version,
      hash: "",
      text: "",
      commitment: nil
    )
    // A first version always fits an empty trial.
    try? state.apply(
      TrialEvent(
        .activated(version),
        at: Timestamp(seconds: 0, offset: .utc),
        by: TrialEvent.Author(user: user, role: ""),
        protocolVersion: 0
      )
    )
    return state
  }

  // MARK: Forms

  /// Forms of which somebody can type something.
  func isTyped(_ form: Form) -> Bool {
    form.items.contains { meanings.meaning(of: $0, in: form) != .ofAct }
  }

  /// The forms that are filled before randomization, in the order of the protocol.
  var screeningForms: [Form] {
    study.forms.filter { rules.screeningForms.contains($0.id) && isTyped($0) }
  }

  /// Days of treatment as an arm's regimen plans them, all cycles; what the schedule says where there is no regimen.
  func treatmentDays(ofArm id: String) -> Int {
    guard let index = study.arms.firstIndex(where: { $0.id == id }) else { return 1 }
    let regimen = study.arms[index].regimen.flatMap { id in study.regimens.first { $0.id == id } }
    if let days = study.plannedTreatmentDays(ofArm: index) {
      return max(1, days + (regimen?.cycle ?? 0) * max(0, (regimen?.cycles ?? 1) - 1))
    }
    let visits = study.schedule.visits.filter { $0.anchor == .treatmentStart }
    return max(1, visits.compactMap(\.window?.upperBound).max() ?? 28)
  }
}
