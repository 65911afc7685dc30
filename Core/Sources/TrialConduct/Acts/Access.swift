// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Who may do what: the roles of the protocol and the persons who hold them; what no role grants is refused.
public struct Access: Sendable {
  private let roles: [String: Role]
  private let grants: [String: [Grant]]

  public init(_ study: StudyProtocol, _ state: TrialState) {
    roles = Dictionary(study.roles.map { ($0.id, $0) }) { first, _ in first }
    grants = state.grants
  }

  /// The role by which a person may do something at a site.
  ///
  /// - Parameters:
  ///   - permission: What is to be done.
  ///   - user: The person.
  ///   - site: Where; nil for what concerns the whole trial, which only a role that reaches all sites may do.
  ///   - role: Only this role of the person; nil for any.
  /// - Returns: The id of the role.
  /// - Throws: The refusal that says most: no role at all, none that grants it, or none at this site.
  public func role(
    for permission: Permission,
    user: String,
    at site: String?,
    as role: String? = nil
  ) throws(Refusal) -> String {
    let granting = try grants(of: permission, user: user, as: role)
    guard let first = granting.first(where: { reaches($0, site) }) else {
      throw .otherSite(user: user, site: site ?? "")
    }
    return first.role
  }

  /// The roles of a person that grant something, wherever that is.
  ///
  /// - Throws: No role at all, or none that grants it: that is told before anything of what is asked about.
  @discardableResult
  func grants(
    of permission: Permission,
    user: String,
    as role: String? = nil
  ) throws(Refusal) -> [Grant] {
    let held = (grants[user] ?? []).filter { role == nil || $0.role == role }
    guard !held.isEmpty else {
      if let role, grants[user] != nil { throw .notGranted(user: user, role: role) }
      throw .noRole(user: user)
    }
    let granting = held.filter { roles[$0.role]?.can.contains(permission) ?? false }
    guard !granting.isEmpty else { throw .notPermitted(user: user, permission) }
    return granting
  }

  /// Whether a person may do something at a site.
  public func allows(_ permission: Permission, user: String, at site: String?) -> Bool {
    (try? role(for: permission, user: user, at: site)) != nil
  }

  /// The sites at which a person may do something; nil for all of them.
  public func sites(for permission: Permission, user: String) -> Set<String>? {
    let granting = (grants[user] ?? []).filter { roles[$0.role]?.can.contains(permission) ?? false }
    if granting.contains(where: { reaches($0, nil) }) { return nil }
    return Set(granting.compactMap(\.site))
  }

  private func reaches(_ grant: Grant, _ site: String?) -> Bool {
    guard let role = roles[grant.role] else { return false }
    switch role.sites {
    case .all: return true
    case .own: return site != nil && grant.site == site
    }
  }
}
