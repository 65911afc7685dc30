// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Everything that a calendar in a terminal, on a page or in JSON is made from.
public struct CalendarInput: Sendable {
  public let calendar: DoseCalendar
  /// Values of the regimen that no source states.
  public let assumptions: [Assumption]
  /// The study; nil for a regimen of the shelf or of a file.
  public let study: String?
  /// What modification rules propose; empty where nobody asked.
  public let proposals: [DoseProposal]
  /// Given against planned; nil where no administrations were read.
  public let exposure: Exposure?
  public let language: Language

  public struct Exposure: Sendable {
    public let review: ExposureReview
    /// By the drug's key in the calendar.
    public let intensities: [String: DoseIntensity]

    public init(review: ExposureReview, intensities: [String: DoseIntensity]) {
      self.review = review
      self.intensities = intensities
    }
  }

  public init(
    calendar: DoseCalendar,
    assumptions: [Assumption],
    study: String?,
    proposals: [DoseProposal] = [],
    exposure: Exposure? = nil,
    language: Language
  ) {
    self.calendar = calendar
    self.assumptions = assumptions
    self.study = study
    self.proposals = proposals
    self.exposure = exposure
    self.language = language
  }

  var words: CalendarWords { CalendarWords(calendar, language: language) }

  /// The regimen's assumptions, and those of the drugs' facts that the calendar used, each source once.
  var allAssumptions: [(text: String, source: String)] {
    let texts = Texts(language: language)
    var lines: [(String, String)] = []
    for assumption in assumptions {
      let value = assumption.value.map { "\(place(assumption.place)) = \($0)" } ?? place(assumption.place)
      lines.append((value, texts[assumption.source]))
    }
    var merged: [(text: String, source: String)] = []
    for (text, source) in lines {
      if let index = merged.firstIndex(where: { $0.source == source }) {
        merged[index].text += "; " + text
      } else {
        merged.append((text, source))
      }
    }
    return merged
  }

  /// `drugs[0].days` with the drug's name in the place of its number.
  private func place(_ place: String) -> String {
    guard let match = place.firstMatch(of: /drugs\[([0-9]+)\]/), let index = Int(match.output.1),
      calendar.regimen.drugs.indices.contains(index)
    else { return place }
    return calendar.regimen.drugs[index].name.english + place[match.range.upperBound...]
  }
}
