// SPDX-License-Identifier: Apache-2.0

import PaperAudit

/// Where claims stand in a text, as editors count.
struct TextPlaces: Sendable {
  /// A place, both counted from 1; characters are Unicode scalars of the line.
  struct Place: Hashable, Sendable {
    let line: Int
    let character: Int

    var text: String { "\(line):\(character)" }
  }

  /// The place of each claim, in their order.
  let places: [Place]

  /// Goes once through the text; claims come in its order.
  init(of claims: [Claim], in text: String) {
    var places: [Place] = []
    places.reserveCapacity(claims.count)
    var (index, line, character) = (0, 1, 1)
    var scalars = text.unicodeScalars.makeIterator()
    for claim in claims {
      while index < claim.range.lowerBound, let scalar = scalars.next() {
        index += 1
        if scalar == "\n" { (line, character) = (line + 1, 1) } else { character += 1 }
      }
      places.append(Place(line: line, character: character))
    }
    self.places = places
  }
}
