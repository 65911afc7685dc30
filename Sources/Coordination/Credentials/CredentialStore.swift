// SPDX-License-Identifier: Apache-2.0

import Foundation
import TrialConduct
import TrialDesign

/// Who somebody is: passwords and tokens of a trial, kept apart from its ledger.
///
/// What a person may do stands in the ledger and the protocol; nothing here grants anything.
public actor CredentialStore {
  /// Wrong tries that cost no waiting.
  static let freeTries = 5
  /// The longest wait after a wrong try, in seconds.
  static let longestWait: Int64 = 900

  private let file: AccessFile?
  private let cost: PasswordCost
  private let now: @Sendable () -> Int64
  private var book = AccessBook()
  private var stamp: AccessFile.Stamp?
  /// Tries that are being compared: several at once shall not count as one.
  private var pending: [String: Int] = [:]

  /// - Parameters:
  ///   - path: The file; nil for a store that lasts as long as the program.
  ///   - cost: What new passwords cost.
  ///   - now: The clock, in seconds since 1970.
  public init(
    _ path: String?,
    cost: PasswordCost = .standard,
    now: @escaping @Sendable () -> Int64 = { WallClock.now().seconds ?? 0 }
  ) {
    file = path.map(AccessFile.init(path:))
    self.cost = cost
    self.now = now
  }

  // MARK: Passwords

  /// Whether a person has a password that signs.
  public func hasPassword(_ user: String) throws(CredentialFault) -> Bool {
    try load()
    return book.passwords[user] != nil
  }

  /// Gives a person a password.
  ///
  /// - Parameters:
  ///   - password: The new one.
  ///   - user: Whose.
  ///   - isTemporary: Whether somebody else chose it: then it signs nothing, and the person has to choose another.
  /// - Throws: A password that is too short or too long, or a file that cannot be written.
  public func setPassword(_ password: String, of user: String, isTemporary: Bool) throws(CredentialFault) {
    let hash = try PasswordHash(of: password, cost: cost)
    try change { book in
      book.passwords[user] = AccessBook.Password(hash: hash, isTemporary: isTemporary)
    }
  }

  /// Compares a password with the person's; after some wrong tries each further one has to wait longer.
  ///
  /// - Parameters:
  ///   - password: What was typed.
  ///   - user: Who is said to have typed it.
  ///   - acceptsTemporary: Only for changing it.
  /// - Throws: Why it does not open anything.
  public func check(
    _ password: String,
    of user: String,
    acceptsTemporary: Bool = false
  ) async throws(CredentialFault) {
    try load()
    guard let known = book.passwords[user] else { throw .noPassword(user: user) }
    let tries = known.failures + pending[user, default: 0]
    if tries >= Self.freeTries {
      let wait = Self.wait(after: tries)
      let passed = now() - known.lastFailure
      guard pending[user, default: 0] == 0, passed >= wait else {
        throw .wait(seconds: max(1, wait - passed))
      }
    }
    pending[user, default: 0] += 1
    // Slow on purpose: not on the threads that serve everybody.
    let isRight = await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: known.hash.matches(password)) }
    }
    pending[user, default: 1] -= 1
    if pending[user] == 0 { pending[user] = nil }
    guard isRight else {
      let second = now()
      try change { book in
        book.passwords[user]?.failures += 1
        book.passwords[user]?.lastFailure = second
      }
      throw .wrongPassword
    }
    if known.failures > 0 { try change { $0.passwords[user]?.failures = 0 } }
    if known.isTemporary, !acceptsTemporary { throw .temporary }
  }

  /// Seconds to wait after so many wrong tries: 1, 2, 4, … up to a quarter of an hour.
  static func wait(after tries: Int) -> Int64 {
    guard tries >= freeTries else { return 0 }
    return min(longestWait, 1 << Int64(min(tries - freeTries, 30)))
  }

  /// Lets an act pass that is no signature; one that is needs the person's password now.
  public func attest(_ act: Act, by user: String, password: String?) async throws(CredentialFault) {
    guard act.isSignature else { return }
    guard let password, !password.isEmpty else { throw .passwordNeeded }
    try await check(password, of: user)
  }

  // MARK: Tokens

  /// Makes a token.
  ///
  /// - Parameters:
  ///   - user: For whom it acts.
  ///   - scopes: What it may be used for at most; not empty.
  ///   - days: How long it opens something.
  /// - Returns: The token and its secret, which is shown only now.
  /// - Throws: Where no scope is named, or the file cannot be written.
  public func createToken(
    for user: String,
    scopes: Set<Permission>,
    days: Int
  ) throws(CredentialFault) -> (token: AccessToken, secret: String) {
    guard !scopes.isEmpty else { throw .noScope }
    let made = AccessToken.draw(for: user, scopes: scopes, at: now(), lasting: Int64(max(1, days)) * 86_400)
    try change { $0.tokens.append(made.token) }
    return made
  }

  /// Takes a token back; it opens nothing from now on.
  public func revokeToken(_ id: String) throws(CredentialFault) {
    let second = now()
    try change { book throws(CredentialFault) in
      guard let place = book.tokens.firstIndex(where: { $0.id == id }) else { throw .unknownToken(id) }
      book.tokens[place].revoked = book.tokens[place].revoked ?? second
    }
  }

  /// Every token that was made, in the order of making.
  public func tokens() throws(CredentialFault) -> [AccessToken] {
    try load()
    return book.tokens
  }

  /// The token of a secret; nil where it opens nothing, whatever the cause.
  public func token(_ secret: String) throws(CredentialFault) -> AccessToken? {
    try load()
    guard let id = AccessToken.id(in: secret) else { return nil }
    let hash = AccessToken.hash(of: secret)
    guard let token = book.tokens.first(where: { $0.id == id }), ConstantTime.equal(token.hash, hash),
      token.isValid(at: now())
    else { return nil }
    return token
  }

  // MARK: The file

  /// Reads the file where another program changed it.
  private func load() throws(CredentialFault) {
    guard let file else { return }
    let stamp = file.stamp
    guard stamp != self.stamp else { return }
    book = try file.read()
    self.stamp = stamp
  }

  private func change(_ body: (inout AccessBook) throws(CredentialFault) -> Void) throws(CredentialFault) {
    guard let file else {
      try body(&book)
      return
    }
    book = try file.change(body).book
    stamp = file.stamp
  }
}

extension TrialFolder {
  /// The passwords and tokens of the trial.
  public func credentials(cost: PasswordCost = .standard) -> CredentialStore {
    CredentialStore(folder.path + "/sealed/access.json", cost: cost)
  }
}
