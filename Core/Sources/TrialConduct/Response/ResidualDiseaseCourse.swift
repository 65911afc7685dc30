// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// What residual disease says over a subject's remission.
public struct ResidualDiseaseCourse: Hashable, Sendable {
  public enum Status: String, CaseIterable, Sendable {
    /// No remission, or nothing measured in it by a method that counts.
    case notMeasured = "not-measured"
    /// Not below the threshold, or no longer before that was confirmed.
    case present
    /// Below it once; the second sample is not there yet.
    case unconfirmed
    /// Below it in two samples that lie far enough apart, with none above it between them.
    case absent
  }

  public let status: Status
  /// Day of the first sample of those that lie below the threshold; nil where there is none.
  public let absentSince: Int32?
  /// Day on which residual disease came back, which is no event of EFS or RFS; nil where it did not.
  public let relapse: Int32?
  /// Whether a second sample of the same tissue confirms the relapse.
  public let isRelapseConfirmed: Bool

  /// Follows the samples of a remission.
  ///
  /// - Parameters:
  ///   - samples: All samples of the subject, in any order.
  ///   - remission: The days of the remission: from its marrow to relapse, or to the cut; nil without remission.
  ///   - rules: How far apart samples have to lie, and what is a rise.
  public init(
    _ samples: [ResidualDiseaseSample],
    in remission: ClosedRange<Int32>?,
    _ rules: ResponseParameters
  ) {
    let known = samples.filter { remission?.contains($0.day) == true && $0.isBelow != .unknown }
      .sorted { $0.day < $1.day }
    var since: Int32?
    var isConfirmed = false
    var isMeasured = false
    for sample in known where sample.canDecide {
      isMeasured = true
      if sample.isBelow == .met {
        let first = since ?? sample.day
        since = first
        isConfirmed = isConfirmed || sample.day - first >= rules.residualDiseaseConfirmed
      } else if !isConfirmed {
        since = nil
      }
    }
    status = isConfirmed ? .absent : since != nil ? .unconfirmed : isMeasured ? .present : .notMeasured
    absentSince = since

    let relapse = Self.relapse(in: known, rise: rules.residualDiseaseRise)
    self.relapse = relapse?.day
    isRelapseConfirmed = known.contains { later in
      guard let relapse else { return false }
      return later.day > relapse.day && later.tissue == relapse.tissue && later.method == relapse.method
        && (later.isBelow == .notMet || later.value >= relapse.value)
    }
  }

  /// From below the threshold to above it, or a rise by an order of magnitude between two samples that both show a
  /// little; each within the samples of one method and tissue, because methods differ in what they can see.
  private static func relapse(
    in samples: [ResidualDiseaseSample],
    rise: Double
  ) -> ResidualDiseaseSample? {
    samples.first { later in
      samples.contains { earlier in
        guard earlier.day < later.day, earlier.method == later.method, earlier.tissue == later.tissue,
          earlier.isBelow == .met
        else { return false }
        return later.isBelow == .notMet || (earlier.value > 0 && later.value >= rise * earlier.value)
      }
    }
  }
}
