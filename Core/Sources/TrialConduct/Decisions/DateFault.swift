// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A date of a table of cases that cannot be, and how to mend it.
struct DateFault: Error {
  let problem: String
  let remedy: String
}

extension PartialDate {
  /// Reads a date of a table of cases; the day, or month and day, may be unknown.
  ///
  /// - Parameter text: As written, without blanks around it.
  /// - Throws: That the calendar has no such date, or that no living subject can have it.
  init(ofCase text: String) throws(DateFault) {
    guard let date = PartialDate(iso: text) else {
      throw DateFault(
        problem: "\"\(text)\" is not a date of the calendar",
        remedy: "Write, for example, 2025-03-14."
      )
    }
    // Nobody alive was treated before, and nothing was assessed after: a slip of the key, not a date.
    guard (1950..<2100).contains(date.year) else {
      throw DateFault(problem: "\(text) is not possible", remedy: "Dates lie between 1950 and 2100.")
    }
    self = date
  }
}
