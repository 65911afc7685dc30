// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// How long a calculation took, in words.
public struct TimingText: Sendable {
  private let texts: Texts

  public init(language: Language) {
    texts = Texts(language: language)
  }

  /// Seconds of reading and of computing.
  public func text(_ read: Double, _ compute: Double) -> String {
    texts(
      StatisticsMessage.seconds,
      DecimalText.fixed(read, decimals: 3),
      DecimalText.fixed(compute, decimals: 3)
    )
  }
}
