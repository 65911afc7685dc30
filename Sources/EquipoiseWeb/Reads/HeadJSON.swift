// SPDX-License-Identifier: Apache-2.0

import Ledger
import Markup

/// Where the ledger ends: what stands for everything before it.
enum HeadJSON {
  static let shape = JSONShape.object([
    .init("entries", .integer(0...Int(Int32.max))),
    .init("hash", .text(.any), "SHA-256 of the last entry, which holds that of the one before, and so on."),
    .init("anchor", .text(.any), "The same as one line with check digits, to be kept elsewhere."),
  ])

  static func json(_ head: Head) -> JSONValue {
    ["entries": .integer(head.count), "hash": .string(head.hash.hex), "anchor": .string(Anchor(head).text)]
  }
}
