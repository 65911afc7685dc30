// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// What a person may see with a token: never more than both the token and a role of the person allow.
struct Viewer: Sendable {
  let user: String
  let scopes: Set<Permission>
  private let access: Access

  init(user: String, scopes: Set<Permission>, in study: StudyProtocol, _ state: TrialState) {
    self.user = user
    self.scopes = scopes
    access = Access(study, state)
  }

  func may(_ permission: Permission, at site: String?) -> Bool {
    scopes.contains(permission) && access.allows(permission, user: user, at: site)
  }

  /// The sites at which the person may do something; nil for all, empty for none.
  func sites(for permission: Permission) -> Set<String>? {
    scopes.contains(permission) ? access.sites(for: permission, user: user) : []
  }

  /// Whether the person has any business at a site: elsewhere subjects are not even there.
  func knows(_ site: String) -> Bool {
    Permission.allCases.contains { access.allows($0, user: user, at: site) }
  }

  func seesArms(at site: String) -> Bool { may(.readArms, at: site) }
}
