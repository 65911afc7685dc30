// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Something that a protocol lacks without which nobody can act a trial out.
public enum RehearsalObstacle: Error, Hashable, Sendable {
  /// Facts are days since randomization; acts need a calendar.
  case noCalendar
  /// No role that reaches all sites may give roles to others.
  case nobodyGrants
  /// No role may do it.
  case nobody(Permission)
  /// The protocol does not say how subjects are allocated.
  case noAllocation
  /// There is no rule of eligibility.
  case noEligibility
  /// Rules that are words alone, so that nobody can ever be found eligible.
  case wordsAlone([String])
  /// No visit before randomization fills a form.
  case noScreeningForm
}

extension RehearsalObstacle {
  /// What every rehearsal has to be able to do.
  static let needed: [Permission] = [.screen, .consent, .confirmEligibility, .randomize, .enter]

  /// Everything that stands in the way; empty for a protocol that can be rehearsed.
  public static func of(_ study: StudyProtocol) -> [RehearsalObstacle] {
    var found: [RehearsalObstacle] = []
    if study.study.time != .calendar { found.append(.noCalendar) }
    if !study.roles.contains(where: { $0.can.contains(.grant) && $0.sites == .all }) {
      found.append(.nobodyGrants)
    }
    for permission in needed where !study.roles.contains(where: { $0.can.contains(permission) }) {
      found.append(.nobody(permission))
    }
    if study.allocation.method == .notPublished { found.append(.noAllocation) }
    let rules = Eligibility.Kind.allCases.flatMap { kind in
      study.eligibility.rules(kind).map { (id: $0.id, isWords: $0.question(as: kind) == nil) }
    }
    if rules.isEmpty { found.append(.noEligibility) }
    let words = rules.filter(\.isWords).map(\.id)
    if !words.isEmpty { found.append(.wordsAlone(words)) }
    if study.screeningForms.isEmpty { found.append(.noScreeningForm) }
    return found
  }
}

/// Everything that stands in the way of a rehearsal.
public struct RehearsalObstacles: Error, Hashable, Sendable {
  public let obstacles: [RehearsalObstacle]

  public init(obstacles: [RehearsalObstacle]) {
    self.obstacles = obstacles
  }
}
