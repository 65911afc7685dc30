// SPDX-License-Identifier: Apache-2.0

import Ledger
import Testing

@Suite struct CheckpointTests {
  // RFC 8032, section 7.1, test 1.
  private static let secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
  private static let known = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
  private static let head = Head(count: 1234, hash: Entry(Draft(payload: []), after: .empty).hash)

  private func checkpoint() throws -> (Checkpoint, CheckpointKey) {
    let key = try #require(CheckpointKey(hex: Self.secret))
    let made = Checkpoint(of: "NCT05657639", head: Self.head, time: "2026-01-31T08:15:00Z", signedBy: key)
    return (try #require(made), key)
  }

  @Test("a key pair is that of RFC 8032")
  func keys() throws {
    let key = try #require(CheckpointKey(hex: Self.secret))
    #expect(key.public.hex == Self.known)
    #expect(key.hex == Self.secret)
    #expect(CheckpointKey.Public(hex: Self.known)?.hex == Self.known)
    #expect(CheckpointKey(hex: "9d61") == nil)
    #expect(CheckpointKey.Public(hex: "zz") == nil)
    #expect(CheckpointKey().hex != CheckpointKey().hex)
  }

  @Test("a checkpoint comes back from its text, signed")
  func roundTrip() throws {
    let (checkpoint, key) = try checkpoint()
    #expect(
      checkpoint.text.hasPrefix(
        """
        equipoise-checkpoint/1
        study: NCT05657639
        entries: 1234
        hash: 8b5e9cd59b4cf6955760b19fd9cab37ea2cf35a23ad845f54239b2d73426cecc
        time: 2026-01-31T08:15:00Z
        key: \(Self.known)
        signature: 
        """
      )
    )
    let read = try #require(Checkpoint(parsing: checkpoint.text))
    #expect(read == checkpoint)
    #expect(read.isSigned(by: key.public))
    #expect(!read.isSigned(by: CheckpointKey().public))
    let mailed = "\r\n  " + checkpoint.text.replacing("\n", with: "\r\n") + "\r\n"
    #expect(Checkpoint(parsing: mailed) == checkpoint)
  }

  @Test("a text with any character changed is no checkpoint, or not signed")
  func changed() throws {
    let (checkpoint, key) = try checkpoint()
    let text = Array(checkpoint.text)
    for position in text.indices.dropLast() {
      var changed = text
      changed[position] = text[position] == "1" ? "2" : "1"
      if let read = Checkpoint(parsing: String(changed)) {
        #expect(!read.isSigned(by: key.public), "\(String(changed))")
      }
    }
  }

  @Test("a study or time that would break the lines is refused")
  func lines() {
    let key = CheckpointKey()
    for (study, time) in [
      ("A\nentries: 9", "2026-01-31T08:15:00Z"), ("", "2026-01-31T08:15:00Z"), (" A", "2026-01-31T08:15:00Z"),
      ("A\u{2028}B", "2026-01-31T08:15:00Z"), ("A", "yesterday"), ("A", "2026-01-31T08:15:00+01:00"),
    ] {
      #expect(Checkpoint(of: study, head: Self.head, time: time, signedBy: key) == nil)
    }
  }
}
