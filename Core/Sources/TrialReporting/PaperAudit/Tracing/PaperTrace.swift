// SPDX-License-Identifier: Apache-2.0

import PaperAudit
import TrialAnalysis
import TrialDesign

/// The figures of a text, each looked up in the results of a study.
///
/// A figure is found where all numbers of its claim stand in one entry of the results (sizes of arms: in one line), as people
/// round, and the text names nearby what that entry counts: numbers alone meet by chance. Of several such entries the one is
/// told whose words stand nearest. That the results lack a figure is no contradiction: the text may cite others' work.
public struct PaperTrace: Sendable {
  /// What the results say of a claim.
  enum Finding: Sendable {
    /// An entry has these numbers; so have `others` that the text could mean.
    case found(Source, others: Int)
    /// An entry whose numbers are open, as in reconstructed data, can have them.
    case open(Source)
    /// None has them; `nearest` is the entry of which the text seems to speak, nil where none is named.
    case absent(nearest: Source?)
  }

  /// An entry of the results.
  struct Source: Hashable, Sendable {
    /// `orr.primary/arms/CAV`.
    let address: String
    /// "Overall response · Responders · CAV".
    let label: String
    /// As the report prints it: "16/30 (53.3)".
    let value: String
  }

  /// For each claim in their order; nil for claims of which results have no entry, such as dates and wordings.
  let findings: [Finding?]
  /// The study's short title in the language of the findings.
  let study: String
  let input: ReportInput

  /// Looks up every claim.
  ///
  /// - Parameters:
  ///   - paper: The claims of `text`.
  ///   - text: The text itself, in English or Chinese.
  ///   - input: The results; its language is that of labels and values.
  public init(_ paper: AuditedPaper, of text: String, in input: ReportInput) {
    self.input = input
    study = Texts(language: input.language)[input.study.study.shortTitle]
    let look = TraceLook(ResultPlaces(input), text)
    findings = paper.claims.map(look.finding)
  }

  var found: Int { findings.count { if case .found = $0 { true } else { false } } }
  var open: Int { findings.count { if case .open = $0 { true } else { false } } }
  var absent: Int { findings.count { if case .absent = $0 { true } else { false } } }
}

/// One text beside one study's results.
private struct TraceLook {
  private let results: ResultPlaces
  private let phrases: TextPhrases
  /// How far words may stand before and behind a claim to belong to it, in Unicode scalars.
  private static let reach = (before: 240, behind: 120)

  init(_ results: ResultPlaces, _ text: String) {
    self.results = results
    phrases = TextPhrases(of: results.phrases, in: text)
  }

  func finding(_ claim: Claim) -> PaperTrace.Finding? {
    let figures = claim.printed.filter { $0.role != .level }
    guard Self.kinds.contains(claim.kind), !figures.isEmpty else { return nil }
    let isBelow = claim.kind == .pValue && claim.text.contains { "<＜≤≦".contains($0) }
    let near = phrases.distances(
      around: claim.range,
      within: max(0, claim.range.lowerBound - Self.reach.before)..<claim.range.upperBound + Self.reach.behind
    )
    if claim.kind == .allocation { return allocation(figures) }
    var best: (place: ResultPlaces.Place, score: Int, isOpen: Bool)?
    var others = 0
    for place in results.places {
      let fit = fit(figures, isBelow, place.entry.cells[...])
      guard fit != .none else { continue }
      let isOpen = fit == .possible
      // Numbers alone meet by chance: the text has to name the line, for an open one right there.
      guard named(place, near) >= (isOpen ? Self.close : 1) else { continue }
      if !isOpen { others += 1 }
      let score = score(place, near)
      if let known = best, (known.isOpen ? 0 : 1, known.score) >= (isOpen ? 0 : 1, score) { continue }
      best = (place, score, isOpen)
    }
    guard let best else { return .absent(nearest: nearest(to: claim, figures, near)) }
    return best.isOpen ? .open(source(best.place)) : .found(source(best.place), others: others - 1)
  }

  private static let kinds: Set<Claim.Kind> = [
    .proportion, .percentage, .pValue, .estimateInterval, .mean, .median, .rate, .testStatistic, .allocation,
  ]

  /// Sizes of arms stand in one line.
  private func allocation(_ figures: [PrintedFigure]) -> PaperTrace.Finding {
    for row in results.rows {
      let places = results.places[row]
      guard let first = places.first, fit(figures, false, places.flatMap(\.entry.cells)[...]) == .equal else {
        continue
      }
      let folder = first.address.split(separator: "/").first.map(String.init) ?? first.address
      let label = first.label.split(separator: " · ").dropLast().joined(separator: " · ")
      return .found(
        PaperTrace.Source(address: folder, label: label, value: places.map(\.value).joined(separator: ", ")),
        others: 0
      )
    }
    return .absent(nearest: nil)
  }

  /// The worst fit of a claim's figures, each to a number of its own.
  private func fit(_ figures: [PrintedFigure], _ isBelow: Bool, _ cells: ArraySlice<Cell>) -> FigureFit {
    guard figures.count <= cells.count else { return .none }
    var rest = cells
    var worst = FigureFit.equal
    for figure in figures {
      let fits = rest.map { FigureFit(figure, isBelow: isBelow, $0) }
      guard let offset = fits.firstIndex(of: .equal) ?? fits.firstIndex(of: .possible) else { return .none }
      if fits[offset] == .possible { worst = .possible }
      rest.remove(at: rest.startIndex + offset)
    }
    return worst
  }

  /// The entry of which the clause speaks, with room for such figures.
  private func nearest(to claim: Claim, _ figures: [PrintedFigure], _ near: [Int: Int]) -> PaperTrace.Source?
  {
    let clause = phrases.distances(around: claim.range, within: phrases.clause(around: claim.range))
    var best: (place: ResultPlaces.Place, score: Int)?
    for place in results.places {
      guard named(place, clause) > 0, closeness(place.arms, near) > 0 || place.arms.isEmpty,
        hasRoom(for: figures, place.entry.cells)
      else { continue }
      let score = score(place, near)
      if score > best?.score ?? 0 { best = (place, score) }
    }
    return best.map { source($0.place) }
  }

  private func hasRoom(for figures: [PrintedFigure], _ cells: [Cell]) -> Bool {
    var rest = cells
    for figure in figures {
      guard let index = rest.firstIndex(where: { FigureFit.mayBe(figure.role, $0) }) else {
        return false
      }
      rest.remove(at: index)
    }
    return true
  }

  /// How near the text names what an entry counts.
  private func named(_ place: ResultPlaces.Place, _ near: [Int: Int]) -> Int {
    closeness(place.names.isEmpty ? place.about : place.names, near)
  }

  private func score(_ place: ResultPlaces.Place, _ near: [Int: Int]) -> Int {
    closeness(place.about, near) + closeness(place.names, near) + closeness(place.arms, near)
  }

  /// Greater for words that stand nearer; 0 where none does.
  private func closeness(_ names: [Int], _ near: [Int: Int]) -> Int {
    names.compactMap { near[$0] }.map { max(1, Self.most - $0) }.max() ?? 0
  }

  private static let most = 300
  /// Of words right there: at most 80 scalars away.
  private static let close = most - 80

  private func source(_ place: ResultPlaces.Place) -> PaperTrace.Source {
    PaperTrace.Source(address: place.address, label: place.label, value: place.value)
  }
}
