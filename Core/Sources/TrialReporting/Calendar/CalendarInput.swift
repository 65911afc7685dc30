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
  /// The subject whose record was read; nil for a calendar from values alone.
  public let subject: CalendarSubject?
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
    subject: CalendarSubject? = nil,
    proposals: [DoseProposal] = [],
    exposure: Exposure? = nil,
    language: Language
  ) {
    self.calendar = calendar
    self.assumptions = assumptions
    self.study = study
    self.subject = subject
    self.proposals = proposals
    self.exposure = exposure
    self.language = language
  }

  var words: CalendarWords { CalendarWords(calendar, language: language) }

  /// The regimen's assumptions, and those of the drugs' facts that the calendar used, each source once.
  var allAssumptions: [(text: String, source: String)] {
    let texts = Texts(language: language)
    var lines: [(String, String)] = []
    for assumption in assumptions + factAssumptions {
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

  /// Assumed values of the drugs' facts, as far as this calendar used them.
  private var factAssumptions: [Assumption] {
    calendar.drugs.flatMap { drug -> [Assumption] in
      guard let facts = drug.drug.facts else { return [] }
      let start = "drugs.\(facts.id)."
      return facts.assumptions.compactMap { assumption in
        guard assumption.place.hasPrefix(start) else { return nil }
        let key = String(assumption.place.dropFirst(start.count))
        let isUsed =
          key.hasPrefix("rounding") && drug.drug.rounding.isEmpty
          || facts.interactions.indices.contains {
            key.hasPrefix("interactions[\($0)]") && governs($0, drug, facts)
          }
          || key.hasPrefix("lifetime-limit") && drug.lifetime?.converted.isEmpty == false
          || key.hasPrefix("adjustments")
        return isUsed
          ? Assumption(place: "\(drug.key).\(key)", value: assumption.value, source: assumption.source) : nil
      }
    }
  }

  /// Whether a rule of interaction governs some day of the calendar.
  private func governs(_ index: Int, _ drug: DrugCalendar, _ facts: DrugFacts) -> Bool {
    calendar.notes.contains { note in
      guard note.drug == drug.key, case .interaction(_, _, let rule, _) = note.matter else { return false }
      return rule.with == facts.interactions[index].with
    }
  }

  /// `drugs[0].days` with the drug's name in the place of its number.
  private func place(_ place: String) -> String {
    guard let match = place.firstMatch(of: /drugs\[([0-9]+)\]/), let index = Int(match.output.1),
      calendar.regimen.drugs.indices.contains(index)
    else { return place }
    return calendar.regimen.drugs[index].name.english + place[match.range.upperBound...]
  }
}
