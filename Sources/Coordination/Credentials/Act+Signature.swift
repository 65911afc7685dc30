// SPDX-License-Identifier: Apache-2.0

import TrialConduct

extension Act {
  /// Whether it is an electronic signature, executed with the password at the time of signing (21 CFR 11.200(a)(1)).
  public var isSignature: Bool {
    switch self {
    case .sign, .confirmEligibility: true
    default: false
    }
  }
}
