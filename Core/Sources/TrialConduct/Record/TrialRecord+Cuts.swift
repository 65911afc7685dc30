// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension TrialRecord {
  /// What was on file at the end of a day; rows of unknown recording day stay, because nothing says they came later.
  ///
  /// - Parameter asOf: The last day whose recordings count; nil for all.
  /// - Returns: The record with the same subjects: a cut decides about facts, an analysis about subjects.
  public func recorded(by asOf: CivilDate?) -> TrialRecord {
    guard let asOf else { return self }
    return keepingRows { $0.recorded[$1] <= asOf.day }
  }

  /// What had happened by the end of a day; rows without a known day stay (partial dates too: an analysis that
  /// dates them has to say how).
  ///
  /// - Parameter cut: The last day whose facts count; nil for all.
  /// - Returns: The record with the same subjects.
  public func happened(by cut: CivilDate?) -> TrialRecord {
    guard let cut else { return self }
    return keepingRows { $0.happened[$1] <= cut.day }
  }

  /// An unknown day is the least `Int32`, so it passes every upper bound.
  private func keepingRows(where keep: (FormTable, Int) -> Bool) -> TrialRecord {
    TrialRecord(
      subjects: subjects,
      tables: tables.mapValues { table in
        let kept = (0..<table.count).filter { keep(table, $0) }
        return kept.count == table.count ? table : table.rows(kept)
      },
      limits: limits
    )
  }
}
