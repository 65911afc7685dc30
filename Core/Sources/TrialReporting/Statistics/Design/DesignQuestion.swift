// SPDX-License-Identifier: Apache-2.0

import Biostatistics

/// What a trial is planned for.
public enum DesignQuestion: Sendable {
  /// Boundaries alone, for information of any kind.
  case boundaries
  /// Two proportions; the subjects where they are given and the power is asked for.
  case rates(RatesComparison, subjects: Double?)
  /// One proportion against a fixed value.
  case rate(SingleRateComparison, subjects: Double?)
  /// Two means.
  case means(MeansComparison, subjects: Double?)
  /// Two survival curves.
  case survival(SurvivalComparison, SurvivalSize)

  /// As in JSON.
  var word: String {
    switch self {
    case .boundaries: "boundaries"
    case .rates: "rates"
    case .rate: "rate"
    case .means: "means"
    case .survival: "survival"
    }
  }
}

/// How large a survival trial is.
public enum SurvivalSize: Sendable {
  /// How events are counted.
  public enum Formula: String, CaseIterable, Hashable, Sendable {
    case schoenfeld
    case freedman
    case hsiehFreedman = "hsieh-freedman"
    case lachinFoulkes = "lachin-foulkes"

    var events: SurvivalComparison.EventFormula {
      switch self {
      case .schoenfeld, .lachinFoulkes: .schoenfeld
      case .freedman: .freedman
      case .hsiehFreedman: .hsiehFreedman
      }
    }
  }

  /// As many as it needs, the last look at this calendar time.
  case needed(lastLook: Double, Formula)
  /// As many as are recruited at a given pace; the last look when its events have come.
  case recruited(Formula)
  /// Given, and the power is asked for.
  case given(events: Double, subjects: Double)
}

/// Why a trial cannot be planned as asked.
public enum DesignFault: Error, Hashable, Sendable {
  case plan(GroupSequentialError)
  /// So many subjects never have so many events.
  case eventsNeverCome(events: Double, subjects: Double)
  /// More subjects or events than there are people, or none.
  case beyondReason
}
