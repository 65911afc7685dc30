// SPDX-License-Identifier: Apache-2.0

/// Any store, looked at through its own door.
struct StoreSource<Store: LedgerStore>: AuditSource {
  let store: Store
  let place: String

  private static var page: Int { 1000 }

  func show(to walk: inout AuditWalk) async throws(LedgerError) {
    var claims: [String] = []
    var index = 1
    do {
      while true {
        let entries = try await store.read(from: index, limit: Self.page)
        for entry in entries {
          Self.show(entry, to: &walk)
          claims.append(contentsOf: entry.claims)
        }
        guard let last = entries.last else { break }
        index = last.index + 1
      }
      for claim in claims {
        guard let holder = try await store.holder(of: claim) else { continue }
        var name = claim
        name.withUTF8 { walk.take(claim: UnsafeRawBufferPointer($0), entry: Int64(holder)) }
      }
    } catch {
      // A store that checks what it reads has found the fault itself.
      guard case .damaged(_, let entry, let damage) = error else { throw error }
      walk.note(entry, .unreadable("\(damage)"))
    }
  }

  private static func show(_ entry: Entry, to walk: inout AuditWalk) {
    var claims = ClaimList.text(entry.claims)
    entry.previous.bytes.withUnsafeBytes { previous in
      entry.hash.bytes.withUnsafeBytes { hash in
        entry.payload.withUnsafeBytes { payload in
          claims.withUTF8 { claims in
            walk.take(
              StoredFields(
                number: Int64(entry.index),
                previous: previous,
                claims: UnsafeRawBufferPointer(claims),
                payload: payload,
                hash: hash
              )
            )
          }
        }
      }
    }
  }
}
