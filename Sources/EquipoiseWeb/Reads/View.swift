// SPDX-License-Identifier: Apache-2.0

import Coordination
import Ledger
import TrialConduct
import TrialDesign

/// The trial as one caller may see it, now or at an earlier moment.
struct View: Sendable {
  /// As it was at the moment that is looked at.
  let state: TrialState
  let conduct: Conduct
  /// Where the ledger ends now.
  let head: Head
  /// Rights are those of now, whatever the moment.
  let viewer: Viewer
  /// The protocol in force at the moment.
  let study: StudyProtocol
  let covers: Covers

  /// A subject that the caller may read.
  ///
  /// - Throws: `notFound`, whether the subject is not there or not the caller's.
  func subject(_ id: String) throws(Problem) -> SubjectState {
    guard let subject = state.subject(id), viewer.may(.read, at: subject.site) else {
      throw Problem(.notFound)
    }
    return subject
  }

  /// The subjects that the caller may read, in the order of screening.
  var subjects: [SubjectState] {
    let sites = viewer.sites(for: .read)
    return state.subjects.filter { sites?.contains($0.site) ?? true }
  }

  /// The study as a subject's version of the protocol has it.
  func study(of subject: SubjectState) -> StudyProtocol {
    (try? conduct.rules(subject.protocolVersion, in: state))?.study ?? study
  }

  /// The items of a form that hold an arm.
  func isArm(_ item: String, of form: String, in study: StudyProtocol) -> Bool {
    let path = ItemPath(form: form, item: item)
    return path == study.record.arm || study.item(path)?.kind == .arm
  }
}

extension Call {
  /// What the caller may see now.
  func viewNow() async throws(Problem) -> View {
    let (now, conduct, head) = await desk.trial.reading { ($0, $1, $2) }
    let study = try Self.study(in: now, conduct)
    let viewer = Viewer(user: user, scopes: token?.scopes ?? [], in: study, now)
    return View(
      state: now,
      conduct: conduct,
      head: head,
      viewer: viewer,
      study: study,
      covers: Covers(state: now)
    )
  }

  /// What the caller may see; the parameter `as-of` says when.
  func view() async throws(Problem) -> View {
    let present = try await viewNow()
    guard let text = query("as-of") else { return present }
    let head = present.head
    let moment: Moment
    if let day = CivilDate(iso: text) {
      moment = .endOf(day)
    } else if let entry = Int(text), entry >= 0, text.utf8.allSatisfy({ $0 >= 0x30 }) {
      guard entry <= head.count else { throw Problem(.noEntry, "\(head.count)") }
      moment = .entry(entry)
    } else {
      throw Problem(.parameter, faults: [ShapeFault("?as-of", .kind(wanted: "an entry or a day"))])
    }
    let then = try await desk.past.state(at: moment, head: head)
    return View(
      state: then,
      conduct: present.conduct,
      head: head,
      viewer: present.viewer,
      study: try Self.study(in: then, present.conduct),
      covers: present.covers
    )
  }

  private static func study(in state: TrialState, _ conduct: Conduct) throws(Problem) -> StudyProtocol {
    guard state.version > 0 else { throw Problem(.notActivated) }
    do {
      return try conduct.rules(state.version, in: state).study
    } catch {
      throw Problem(refusal: error)
    }
  }
}
