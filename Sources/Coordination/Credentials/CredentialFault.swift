// SPDX-License-Identifier: Apache-2.0

/// Why a password or a token does not open anything, or cannot be kept.
public enum CredentialFault: Error, Hashable, Sendable {
  /// An act that is a signature came without the person's password.
  case passwordNeeded
  /// The person has no password yet.
  case noPassword(user: String)
  /// It is another; how many tries were wrong is not told.
  case wrongPassword
  /// Too many wrong tries: nothing is compared before so many seconds have passed.
  case wait(seconds: Int64)
  /// Somebody else chose it; it opens nothing but its own change.
  case temporary
  case tooShort
  case tooLong
  case unknownToken(String)
  case noScope
  case unreadable(String, because: String)
  case unwritable(String, because: String)
  /// Others than the owner may read the file.
  case exposed(String)
  /// The file is not as these rules write it.
  case damaged(String)
}

extension CredentialFault {
  /// A stable word for programs: the case's name.
  public var code: String { Mirror(reflecting: self).children.first?.label ?? "\(self)" }

  /// Whether it is a person who was refused, and not a file that failed.
  public var isRefusal: Bool {
    switch self {
    case .passwordNeeded, .noPassword, .wrongPassword, .wait, .temporary, .tooShort, .tooLong: true
    case .unknownToken, .noScope, .unreadable, .unwritable, .exposed, .damaged: false
    }
  }
}
