// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// The people of a rehearsal: one for every role, at every site where a role is held by site.
public struct Cast: Sendable {
  /// One person with one role.
  public struct Member: Hashable, Sendable {
    /// `investigator-1`: the role's id and a number.
    public let name: String
    public let role: String
    /// nil for a role that reaches all sites.
    public let site: String?
  }

  public let members: [Member]
  /// Who activates the trial and gives the others their roles.
  public let opener: Member
  private let can: [String: Set<Permission>]

  /// The people; nil where no role that reaches all sites may give roles to others.
  init?(_ study: StudyProtocol, sites: [String]) {
    guard let first = study.roles.first(where: { $0.can.contains(.grant) && $0.sites == .all }) else {
      return nil
    }
    opener = Member(name: "\(first.id)-1", role: first.id, site: nil)
    members = study.roles.flatMap { role -> [Member] in
      guard role.sites == .own else { return [Member(name: "\(role.id)-1", role: role.id, site: nil)] }
      return sites.enumerated().map { Member(name: "\(role.id)-\($0 + 1)", role: role.id, site: $1) }
    }
    can = Dictionary(study.roles.map { ($0.id, $0.can) }) { first, _ in first }
  }

  /// Somebody who may do something at a site (nil: for the whole trial), those of the site first; nil where nobody may.
  func someone(who permission: Permission, at site: String?) -> String? {
    let may = members.filter { can[$0.role]?.contains(permission) ?? false }
    return (may.first { site != nil && $0.site == site } ?? may.first { $0.site == nil })?.name
  }

  /// Somebody with a role that does not grant it, wherever; nil where every role does.
  func someone(whoMayNot permission: Permission) -> String? {
    members.first { !(can[$0.role]?.contains(permission) ?? false) }?.name
  }

  /// Somebody whose role grants it at another site only; nil where there is nobody.
  func someone(who permission: Permission, notAt site: String) -> String? {
    members.first { member in
      member.site != nil && member.site != site && (can[member.role]?.contains(permission) ?? false)
    }?.name
  }
}
