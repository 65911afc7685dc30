// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// What a request would do, and why it may or may not be done (`--explain`): nothing of it has happened.
///
/// The arm that would be drawn is never shown, whoever asks: who could look it up before asking for it could choose whom to
/// randomize (concealment of allocation).
public struct ExplanationText {
  private static let width = 100

  private let conduct: Conduct
  private let state: TrialState
  private let texts: Texts
  private let hidesArms: Bool

  /// - Parameters:
  ///   - conduct: The rules that decided.
  ///   - state: What they decided on.
  ///   - language: The language.
  ///   - hidesArms: Whether the reader must not see arms that are on file.
  public init(_ conduct: Conduct, _ state: TrialState, language: Language, hidesArms: Bool) {
    self.conduct = conduct
    self.state = state
    self.hidesArms = hidesArms
    texts = Texts(language: language)
  }

  /// The whole text, ended by a line break.
  ///
  /// - Parameters:
  ///   - request: What was asked for.
  ///   - outcome: The events that `Conduct.decide` makes of it, or its refusal.
  /// - Returns: What would be recorded, the permission behind it, and for eligibility and allocation the whole checklist.
  public func rendered(_ request: Conduct.Request, _ outcome: Result<[TrialEvent], Refusal>) -> String {
    let rules = rules(of: request)
    var parts: [[String]] = []
    switch outcome {
    case .success(let events): parts = [consequences(request, events, rules), [permission(request, events)]]
    case .failure(let refusal): parts = [refused(refusal, rules)]
    }
    let text = parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    return text + (rules.flatMap { checklist(request, $0) }.map { "\n" + $0 } ?? "")
  }

  // MARK: What would happen

  private func consequences(
    _ request: Conduct.Request,
    _ events: [TrialEvent],
    _ rules: CaptureRules?
  ) -> [String] {
    guard let rules else { return [] }
    let drawn = events.contains { if case .randomized = $0.fact { true } else { false } }
    let words = EventWords(
      rules.study,
      state,
      language: texts.language,
      hidesArms: hidesArms || drawn
    )
    let lines = events.enumerated().flatMap { number, event in
      let what = words.whatAndWhy(event, entry: state.entries + number + 1)
      return TextColumns.hanging("  \(words.who(event.author))  ", what, to: Self.width)
        + (event.author == .engine
          ? TextColumns.hanging("    → ", texts[ExplanationMessage.byRule], to: Self.width) : [])
    }
    return [texts(ExplanationMessage.wouldRecord, String(events.count))] + lines
      + (drawn ? TextColumns.hanging("  ", texts[ExplanationMessage.concealed], to: Self.width) : [])
  }

  private func permission(_ request: Conduct.Request, _ events: [TrialEvent]) -> String {
    let permission = request.act.permission
    let role = events.first { $0.author != .engine }?.author.role ?? ""
    return texts(
      ExplanationMessage.permitted,
      EventWords.shown(request.user),
      role,
      texts[permission],
      permission.rawValue
    )
  }

  private func refused(_ refusal: Refusal, _ rules: CaptureRules?) -> [String] {
    guard let rules else {
      return [texts[RefusalMessage.notActivated], "  " + texts[RemedyMessage.notActivated]]
    }
    let words = RefusalWords(rules.study, language: texts.language)
    return [texts[ExplanationMessage.wouldRefuse]]
      + TextColumns.hanging("  ", words.message(refusal), to: Self.width)
      + TextColumns.hanging("    ", words.remedy(refusal), to: Self.width)
  }

  // MARK: Why

  /// The rules by which the subject's data are judged; nil before the trial begins.
  private func rules(of request: Conduct.Request) -> CaptureRules? {
    let version = request.act.subject.flatMap { state.subject($0)?.protocolVersion } ?? state.version
    return try? conduct.rules(version, in: state)
  }

  /// Every rule with its verdict, where eligibility is asked about by somebody who may.
  private func checklist(_ request: Conduct.Request, _ rules: CaptureRules) -> String? {
    switch request.act {
    case .confirmEligibility(let id), .randomize(let id):
      let access = Access(rules.study, state)
      guard let subject = state.subject(id),
        access.allows(request.act.permission, user: request.user, at: subject.site)
      else { return nil }
      let day = request.at.date
      return EligibilityText(
        rules.study,
        conduct.record(of: subject, on: day, rules),
        language: texts.language
      ).rendered([conduct.eligibility(of: subject, on: day, rules)])
    default: return nil
    }
  }
}

extension ExplanationText {
  /// What activating a trial would record, before there is a trial that could be asked.
  ///
  /// - Parameters:
  ///   - events: The first events.
  ///   - study: The protocol that would come into force.
  ///   - language: Of all words.
  /// - Returns: The whole text, ended by a line break.
  public static func activation(
    _ events: [TrialEvent],
    of study: StudyProtocol,
    language: Language
  ) -> String {
    let words = EventWords(study, TrialState(), language: language, hidesArms: true)
    let head = Texts(language: language)(ExplanationMessage.wouldRecord, String(events.count))
    let lines = events.enumerated().flatMap { number, event in
      TextColumns.hanging("  \(words.who(event.author))  ", words.what(event, entry: number + 1), to: width)
    }
    return ([head] + lines).joined(separator: "\n") + "\n"
  }
}

/// Words around what would happen.
enum ExplanationMessage: String, MessageKey {
  case wouldRecord, wouldRefuse, byRule, concealed, permitted

  var message: Message {
    switch self {
    case .wouldRecord: Message("Nothing was recorded. This would be ({0}):", "尚未记录任何内容。若执行，将记录（{0} 条）：")
    case .wouldRefuse: Message("Nothing was recorded. It would be refused:", "尚未记录任何内容。若执行，将被拒绝：")
    case .byRule: Message("follows from the rules of the protocol", "依方案规则自动产生")
    case .concealed:
      Message(
        "The arm is drawn only when it is asked for in earnest: nobody learns it beforehand.",
        "仅在正式申请时抽取组别：事先任何人不得获知。"
      )
    case .permitted: Message("{0} may {2} ({3}) as {1}.", "{0} 以角色 {1} 有权{2}（{3}）。")
    }
  }
}
