// SPDX-License-Identifier: Apache-2.0

/// One acquired change, gathered over all clones that have it.
///
/// Clones share their changes: what the stemline has, its sidelines have too. Counting asks for distinct changes, and
/// whether a change is clonal asks in how many cells it was seen altogether.
struct ClonalAbnormality {
  let abnormality: Abnormality
  let text: String
  /// The clones that have it, as indices.
  var clones: [Int]
  /// Cells in which it was seen; nil where a clone gives no number.
  var cells: Int?
  /// The largest number of copies that one clone has of it.
  var copies: ClosedRange<Int>
  /// In a clone of 58 chromosomes or more.
  let isInPolyploidClone: Bool

  /// Whether it counts for sure.
  var isCertain: Bool { isClonal && !abnormality.isUncertain }

  /// Two cells with the same gain or structural change, or three with the same loss, make a clone (ISCN 2020, 11.1.1).
  var isClonal: Bool { cells.map { $0 >= (abnormality.isLoss ? 3 : 2) } ?? true }
}

extension Abnormality {
  /// A whole chromosome less.
  var isLoss: Bool { kind == .numerical && sign == .lost }
}

extension Karyotype {
  /// Every acquired change once.
  ///
  /// Constitutional changes and variants of heterochromatin are left out.
  var acquired: [ClonalAbnormality] {
    var found: [ClonalAbnormality] = []
    for (index, clone) in clones.enumerated() {
      for entry in clone.distinctItems {
        let cells = entry.cells ?? clone.cells
        if let known = found.firstIndex(where: { $0.abnormality.isSameChange(as: entry.abnormality) }) {
          found[known].clones.append(index)
          found[known].cells = cells.flatMap { cells in found[known].cells.map { $0 + cells } }
          found[known].copies =
            max(
              found[known].copies.lowerBound,
              entry.copies.lowerBound
            )...max(
              found[known].copies.upperBound,
              entry.copies.upperBound
            )
        } else {
          found.append(
            ClonalAbnormality(
              abnormality: entry.abnormality,
              text: entry.text,
              clones: [index],
              cells: cells,
              copies: entry.copies,
              isInPolyploidClone: clone.isPolyploid
            )
          )
        }
      }
    }
    return found
  }
}

extension Clone {
  fileprivate struct Entry {
    let abnormality: Abnormality
    let text: String
    let cells: Int?
    var copies: ClosedRange<Int>
  }

  /// The clone's acquired changes, with the copies of those that stand in it more than once (`+8,+8`).
  fileprivate var distinctItems: [Entry] {
    var entries: [Entry] = []
    for item in items where !item.abnormality.isConstitutional && item.abnormality.kind != .heteromorphism {
      let copies = item.abnormality.copies
      if let known = entries.firstIndex(where: { $0.abnormality.isSameChange(as: item.abnormality) }) {
        let before = entries[known].copies
        entries[known].copies =
          (before.lowerBound + copies.lowerBound)...(before.upperBound + copies.upperBound)
      } else {
        entries.append(
          Entry(abnormality: item.abnormality, text: item.text, cells: item.cells, copies: copies)
        )
      }
    }
    return entries
  }
}

extension Abnormality {
  fileprivate func isSameChange(as other: Abnormality) -> Bool { sign == other.sign && shape == other.shape }
}
