// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign

/// The derived responses of a study's subjects, beside the investigator's, as `equipoise respond STUDY` prints them.
public struct StudyResponseListing {
  private let study: StudyProtocol
  private let derivation: ResponseDerivation
  private let subjects: [String]
  private let responses: [SubjectResponse]
  private let investigators: [ResponseCategory?]
  private let words: ResponseWords
  private let texts: Texts

  /// nil where the protocol derives no response.
  ///
  /// - Parameters:
  ///   - study: The protocol.
  ///   - record: What had happened by the cut.
  ///   - derived: What the protocol derives from it.
  ///   - subject: Only this one; nil for all.
  ///   - language: The language of the reasons.
  public init?(
    _ study: StudyProtocol,
    _ record: TrialRecord,
    _ derived: DerivedRecord,
    subject: String?,
    language: Language
  ) {
    guard let derivation = study.derivations.response else { return nil }
    self.study = study
    self.derivation = derivation
    subjects = record.subjects
    responses = derived.responses.filter { subject == nil || record.subjects[$0.subject] == subject }
    let given = derivation.investigator.map { record.codes($0) }
    let codes = derivation.investigator.flatMap { study.item($0) }.map { study.codes(of: $0) } ?? []
    investigators = responses.map { response in
      guard let code = given?[response.subject], code != ItemColumn.noCode else { return nil }
      return ResponseCategory(rawValue: codes[Int(code)])
    }
    words = ResponseWords(derivation.scheme, language: language)
    texts = Texts(language: language)
  }

  /// Whether the study has such a subject among those randomized.
  public var isEmpty: Bool { responses.isEmpty }

  private func comparison(_ index: Int) -> ResponseDiscordance {
    ResponseDiscordance(
      derived: responses[index].reported,
      investigator: investigators[index],
      responders: derivation.scheme.parameters.responders
    )
  }

  /// A date, or days since randomization where the study has no dates.
  private func day(_ day: Int32?) -> String? {
    day.map { study.study.time == .calendar ? CivilDate(day: $0).description : "\($0)" }
  }

  // MARK: For programs

  /// One object for each subject, in the record's order.
  public var json: [JSONValue] {
    responses.indices.map { index in
      let response = responses[index]
      return [
        "subject": .string(subjects[response.subject]),
        "category": .optional(response.best?.rawValue),
        "possible": .array(response.possibleBest.members.map { .string($0.rawValue) }),
        "date": .optional(day(response.bestDay)),
        "response": .string(response.isResponder.rawValue),
        "compositeRemission": .string(response.isInCompositeRemission.rawValue),
        "remission": .optional(day(response.remission)),
        "relapse": .optional(day(response.relapse?.day)),
        "investigator": .optional(investigators[index]?.rawValue),
        "agreement": .string(comparison(index).agreement.rawValue),
        "assessments": .array(response.assessments.map { json(of: $0) }),
        "settledBy": .array(response.settledBy.map { .string("\($0.finding) \(day($0.day) ?? "")") }),
      ]
    }
  }

  private func json(of marrow: AssessedMarrow) -> JSONValue {
    [
      "date": .optional(day(marrow.day)),
      "category": .optional(marrow.verdict.category?.rawValue),
      "possible": .array(marrow.possible.members.map { .string($0.rawValue) }),
      "because": .array(words.because(marrow.verdict).map { .string($0) }),
    ]
  }

  // MARK: For people

  /// A table of the subjects; below it each of whom derived and investigator's response differ or stay open.
  public var text: String {
    let head = [
      ResponseMessage.subject, .category, .date, .investigator, .agreement,
    ].map { texts[$0] }
    let rows = responses.indices.map { index in
      [
        subjects[responses[index].subject], best(responses[index]), day(responses[index].bestDay) ?? "–",
        investigators[index]?.rawValue ?? "–", words(for: comparison(index).agreement),
      ]
    }
    var lines = TextTable(head, numeric: [], rows).lines
    let explained = responses.indices.filter { index in
      responses.count == 1
        || (comparison(index).agreement != .concordant && !responses[index].assessments.isEmpty)
    }
    for index in explained { lines += [""] + reasons(index) }
    return lines.joined(separator: "\n")
  }

  private func best(_ response: SubjectResponse) -> String {
    guard let best = response.best else {
      let possible = response.possibleBest.members.map(\.rawValue)
      return texts(
        ResponseMessage.openCategory,
        possible.joined(separator: texts[DecisionMessage.listSeparator])
      )
    }
    if response.isPending { return texts(ResponseMessage.pendingCategory, best.rawValue) }
    guard response.possibleBest.only == nil else { return best.rawValue }
    let possible = response.possibleBest.members.filter { $0 != best }.map(\.rawValue)
    return texts(
      ResponseMessage.reportedCategory,
      best.rawValue,
      possible.joined(separator: texts[DecisionMessage.listSeparator])
    )
  }

  private func reasons(_ index: Int) -> [String] {
    let response = responses[index]
    return ["\(subjects[response.subject])"]
      + response.assessments.flatMap { marrow in
        words.because(marrow.verdict).enumerated().flatMap { number, line in
          TextColumns.hanging(number == 0 ? "  \(day(marrow.day) ?? "")  " : "              ", line, to: 100)
        }
      }
  }

  private func words(for agreement: ResponseDiscordance.Agreement) -> String {
    switch agreement {
    case .concordant: texts[ResponseMessage.same]
    case .discordant: texts[ResponseMessage.different]
    case .undetermined: texts[ResponseMessage.leftOpen]
    case .notCompared: texts[ResponseMessage.notCompared]
    }
  }
}
