// SPDX-License-Identifier: Apache-2.0

/// Who counts as at risk of censoring at the time of an event, for the weights of Fine–Gray regression.
///
/// Programs differ where events and censorings are tied, and there is no default. The finer the time scale, the less
/// it matters.
public enum FineGrayCensoring: String, CaseIterable, Hashable, Sendable {
  /// Who has an event could have been censored at that time: `crr` of R cmprsk.
  case withEvents
  /// Events come first, and who has one is not at risk of censoring at that time: `finegray` of R survival.
  case afterEvents
}
