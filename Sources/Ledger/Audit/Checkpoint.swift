// SPDX-License-Identifier: Apache-2.0

/// A head of a study's ledger at a time, signed by a key that lies elsewhere. As text:
///
///     equipoise-checkpoint/1
///     study: NCT05657639
///     entries: 1234
///     hash: 8b5e9cd5…
///     time: 2026-01-31T08:15:00Z
///     key: d75a9801…
///     signature: e5564300…
///
/// The signature is taken over the bytes of all lines above it, the line feeds included.
public struct Checkpoint: Hashable, Sendable {
  public let study: String
  public let head: Head
  /// UTC, in seconds, as ISO 8601 writes it: `2026-01-31T08:15:00Z`.
  public let time: String
  /// Who says to have signed it; only `isSigned(by:)` knows.
  public let key: String
  private let signature: [UInt8]

  /// Signs `head`; nil where study or time cannot be written on one line of their form.
  public init?(of study: String, head: Head, time: String, signedBy key: CheckpointKey) {
    guard Self.isLine(study), Self.isTime(time) else { return nil }
    let content = Self.content(study: study, head: head, time: time, key: key.public.hex)
    guard let signature = key.signature(of: Array(content.utf8)) else { return nil }
    self.init(study: study, head: head, time: time, key: key.public.hex, signature: signature)
  }

  private init(study: String, head: Head, time: String, key: String, signature: [UInt8]) {
    self.study = study
    self.head = head
    self.time = time
    self.key = key
    self.signature = signature
  }

  /// Whether `key` signed exactly this.
  public func isSigned(by key: CheckpointKey.Public) -> Bool {
    key.hex == self.key && key.isSignature(signature, of: Array(content.utf8))
  }

  public var text: String { content + "signature: \(Hexadecimal.text(signature))\n" }

  /// Reads the text, whatever spaces and line ends are around it; nil where it is no checkpoint.
  public init?(parsing text: String) {
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      String(line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
    guard lines.count == 7, lines[0] == Self.mark else { return nil }
    func value(_ line: Int, _ name: String) -> String? {
      lines[line].hasPrefix(name + ": ") ? String(lines[line].dropFirst(name.count + 2)) : nil
    }
    guard let study = value(1, "study"), Self.isLine(study),
      let entries = value(2, "entries"), let count = Int(entries), count >= 0, String(count) == entries,
      let hash = value(3, "hash").flatMap({ EntryHash(hex: $0) }),
      let time = value(4, "time"), Self.isTime(time),
      let key = value(5, "key"),
      let signature = value(6, "signature").flatMap({ Hexadecimal.bytes($0) })
    else { return nil }
    self.init(study: study, head: Head(count: count, hash: hash), time: time, key: key, signature: signature)
  }

  private var content: String { Self.content(study: study, head: head, time: time, key: key) }

  private static let mark = "equipoise-checkpoint/1"

  private static func content(study: String, head: Head, time: String, key: String) -> String {
    """
    \(mark)
    study: \(study)
    entries: \(head.count)
    hash: \(head.hash.hex)
    time: \(time)
    key: \(key)

    """
  }

  private static func isLine(_ text: String) -> Bool {
    !text.isEmpty && text.first != " " && text.last != " "
      && !text.unicodeScalars.contains {
        $0.properties.generalCategory == .control || $0.value == 0x2028 || $0.value == 0x2029
      }
  }

  private static func isTime(_ text: String) -> Bool {
    text.wholeMatch(of: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/) != nil
  }
}

extension Checkpoint: CustomStringConvertible {
  public var description: String { text }
}
