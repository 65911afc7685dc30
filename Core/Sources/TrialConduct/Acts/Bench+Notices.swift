// SPDX-License-Identifier: Apache-2.0

/// Hearing of what others did.
extension Bench {
  /// Two persons are needed, whatever their roles: who did it has not heard of it from somebody else.
  func acknowledgement(of entry: Int) throws(Refusal) -> [Made] {
    guard let notice = state.notice(entry) else { throw .unknownNotice(entry) }
    guard notice.author.user != request.user else { throw .ownNotice(entry) }
    guard !notice.acknowledgements.contains(where: { $0.author.user == request.user }) else {
      throw .alreadyAcknowledged(entry, by: request.user)
    }
    return [Made(.acknowledged(entry: entry))]
  }
}
