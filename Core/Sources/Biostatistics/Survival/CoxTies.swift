// SPDX-License-Identifier: Apache-2.0

/// How the partial likelihood treats events at the same time.
///
/// Programs differ: R takes Efron's approximation, SAS and Stata take Breslow's. With few ties all agree;
/// with many, Breslow's draws coefficients towards 0. There is no default.
public enum CoxTies: String, CaseIterable, Hashable, Sendable {
  /// Efron (1977): tied events leave the risk set one by one, each with its share.
  case efron
  /// Breslow (1974): all tied events face the whole risk set.
  case breslow
  /// Cox (1972): time is discrete, and the likelihood sums over all sets that could have had the events.
  case exact
}
