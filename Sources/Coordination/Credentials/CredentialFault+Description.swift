// SPDX-License-Identifier: Apache-2.0

extension CredentialFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .passwordNeeded:
      "a signature needs your password.\n  Add --password-file FILE, or - for standard input."
    case .noPassword(let user):
      "\(user) has no password to sign with.\n  equipoise user STUDY password \(user) --as \(user)"
    case .wrongPassword: "the password is not right; nothing was signed or changed."
    case .wait(let seconds):
      "too many wrong passwords; nothing was compared.\n  Wait \(seconds) s, then try again."
    case .temporary:
      """
      the password was chosen by somebody else and signs nothing.
        Choose one of your own: equipoise user STUDY password USER --as USER.
      """
    case .tooShort: "the password is too short.\n  Use at least \(PasswordHash.shortest) characters."
    case .tooLong: "the password is too long.\n  Use at most \(PasswordHash.longest) bytes."
    case .unknownToken(let id): "no token is called \"\(id)\".\n  equipoise token STUDY list shows them."
    case .noScope: "a token without a scope opens nothing.\n  Add --scope read, or --scope all."
    case .unreadable(let path, let reason):
      "\(path): cannot be read: \(reason)\n  See that this user may read it."
    case .unwritable(let path, let reason):
      "\(path): cannot be written: \(reason)\n  See that this user may write it."
    case .exposed(let path):
      "\(path): others than its owner may read it.\n  chmod 600 it, and make new tokens and passwords."
    case .damaged(let what):
      "sealed/access.json: \(what) cannot be read.\n  Restore the file, or take it away and set passwords and tokens anew."
    }
  }
}
