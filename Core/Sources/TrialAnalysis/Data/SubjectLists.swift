// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Makes row sets, or none where the study is too large for lists or nobody will read them.
struct SubjectLists {
  let isOn: Bool

  init(_ data: AnalysisData) {
    isOn = data.settings.isFull && data.count <= AnalysisSettings.largestListed
  }

  /// The rows of a listing for which `isIn` holds.
  func rows(_ listing: String, count: Int, where isIn: (Int) -> Bool) -> RowSet? {
    guard isOn else { return nil }
    return RowSet(listing: listing, rows: (0..<count).filter(isIn).map(Int32.init))
  }
}

/// A comparison of one arm with the reference arm, by index into the protocol's arms.
struct ArmComparison: Hashable {
  let treatment: Int
  let reference: Int

  /// `CAV-vs-MEC`, as it stands in addresses.
  func path(_ study: StudyProtocol) -> String {
    "comparisons/\(study.arms[treatment].id)-vs-\(study.arms[reference].id)"
  }

  func label(_ study: StudyProtocol) -> Label {
    .comparison(study.arms[treatment].id, reference: study.arms[reference].id)
  }
}

extension AnalysisData {
  /// Every other arm against the reference arm, in the protocol's order.
  var comparisons: [ArmComparison] {
    guard let reference = study.arms.firstIndex(where: { $0.id == study.analyses.reference }) else {
      return []
    }
    return study.arms.indices.filter { $0 != reference }.map {
      ArmComparison(treatment: $0, reference: reference)
    }
  }

  /// Level of intervals.
  var level: Double { study.analyses.level }

  /// Members of each arm for which `isIn` holds.
  func countByArm(where isIn: (Int) -> Bool) -> [Int] {
    var counts = [Int](repeating: 0, count: study.arms.count)
    for member in 0..<count where isIn(member) { counts[Int(arm[member])] += 1 }
    return counts
  }

  var armColumns: [Label] { study.arms.map { .arm($0.id) } }

  /// The listing of all members with the columns given, in the members' order.
  func listing(_ id: String, _ columns: [Listing.Column]) -> Listing {
    Listing(
      id: id,
      subjects: (0..<count).map(Int32.init),
      columns: [Listing.Column(title: .arm, values: .codes(arm, of: study.record.arm))] + columns
    )
  }

  /// A listing column with an item's values.
  func column(of path: ItemPath) -> Listing.Column {
    Listing.Column(title: .item(path), values: values(of: path))
  }

  private func values(of path: ItemPath) -> Listing.Values {
    switch study.item(path)?.kind {
    case .category, .arm, .site: .codes(codes(path), of: path)
    case .date: .dates(visible(earliestDays(path)))
    case .days: .days(earliestDays(path))
    case .integer, .decimal: .numbers(numbers(path))
    case .text, nil: .texts(texts(path))
    }
  }

  /// Days after the cut are not shown.
  private func visible(_ days: [Int32]) -> [Int32] {
    guard let cutDay else { return days }
    return days.map { $0 > cutDay ? ItemColumn.noDay : $0 }
  }
}
