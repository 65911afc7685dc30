// SPDX-License-Identifier: Apache-2.0
import Markup

/// The boundaries of a trial with interim looks: information across, the statistic z upwards.
///
/// Efficacy and futility differ by colour, dash, marker and word.
public struct BoundaryFigure: Figure {
  public struct Look: Sendable {
    /// Share of the maximum information, above 0 and at most 1.
    public let information: Double
    /// The critical value; infinite where nothing is spent.
    public let efficacy: Double
    /// The value of z, two-sided of |z|, at or below which the trial stops for futility; nil where it does not.
    public let futility: Double?
    /// How many events or subjects the look has, as written beneath it; empty leaves it out.
    public let count: String

    public init(information: Double, efficacy: Double, futility: Double?, count: String = "") {
      self.information = information
      self.efficacy = efficacy
      self.futility = futility
      self.count = count
    }
  }

  /// The words in the figure, in the reader's language.
  public struct Words: Sendable {
    /// Such as "z, positive in favour of the experimental arm".
    public let statistic: String
    public let information: String
    /// What is counted beneath the looks, such as "Events".
    public let count: String
    public let reject: String
    /// For two-sided tests: rejecting in the other direction.
    public let rejectOpposite: String
    public let futility: String
    public let goOn: String

    public init(
      statistic: String,
      information: String,
      count: String,
      reject: String,
      rejectOpposite: String,
      futility: String,
      goOn: String
    ) {
      self.statistic = statistic
      self.information = information
      self.count = count
      self.reject = reject
      self.rejectOpposite = rejectOpposite
      self.futility = futility
      self.goOn = goOn
    }
  }

  public let notes: FigureNotes
  public let words: Words
  /// Ascending, at least one.
  public let looks: [Look]
  /// Whether the critical values are mirrored below 0, and futility is a wedge around it.
  public let isTwoSided: Bool
  /// Width of the view box, at least 320.
  public let width: Double

  public init(notes: FigureNotes, words: Words, looks: [Look], isTwoSided: Bool, width: Double = 700) {
    self.notes = notes
    self.words = words
    self.looks = looks
    self.isTwoSided = isTwoSided
    self.width = max(320, width)
  }

  public var drawing: Drawing { BoundaryLayout(self).drawing }
}
