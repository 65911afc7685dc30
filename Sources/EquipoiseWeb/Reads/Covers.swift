// SPDX-License-Identifier: Apache-2.0

import TrialConduct

/// The values that identified a person and were covered.
///
/// What stood there before is shown nowhere, also not of an earlier moment: the state of now decides, whatever is looked at.
struct Covers: Sendable {
  /// The trial as it stands now; nil where nothing can have been covered yet.
  let state: TrialState?

  static let none = Covers(state: nil)

  /// Whether what an entry wrote into an item may be shown.
  func shows(_ item: String, of row: RowReference, writtenBy entry: Int) -> Bool {
    // Rows that were taken out still cover what they covered.
    guard let rows = state?.subject(row.subject)?.forms[row.form], row.row >= 1, row.row <= rows.count,
      let last = rows[row.row - 1].value(item)?.covered
    else { return true }
    return entry > last
  }
}
