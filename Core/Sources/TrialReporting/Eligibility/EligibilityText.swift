// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Verdicts as checklists for a terminal: at most 100 columns wide, signs always beside words.
///
/// Up to ten subjects each get their whole checklist. Of more, only what keeps them out is shown, once for all subjects of
/// whom the same is to be said. A table of all subjects ends the text.
public struct EligibilityText {
  /// More subjects than these are told together.
  static let wholeChecklists = 10
  private static let width = 100

  private let study: StudyProtocol
  private let record: TrialRecord
  private let words: EligibilityWords
  private var texts: Texts { words.texts }

  public init(_ study: StudyProtocol, _ record: TrialRecord, language: Language) {
    self.study = study
    self.record = record
    words = EligibilityWords(study, language: language)
  }

  /// The whole text, ended by a line break.
  public func rendered(_ verdicts: [EligibilityVerdict]) -> String {
    var parts = [emptyForms].filter { !$0.isEmpty }
    if verdicts.count <= Self.wholeChecklists {
      parts += verdicts.map { checklist($0) }
    } else {
      parts += groups(verdicts)
    }
    if verdicts.count > 1 { parts.append(table(verdicts) + ["", totals(verdicts)]) }
    if verdicts.count > Self.wholeChecklists, let first = verdicts.first {
      parts.append([texts(EligibilityMessage.wholeChecklist, record.subjects[first.subject])])
    }
    return parts.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  // MARK: What nobody has

  /// Forms without a single row, to say once what else every line would say.
  private var emptyForms: [String] {
    let rules = Eligibility.Kind.allCases.flatMap { kind in
      study.eligibility.rules(kind).map { $0.question(as: kind)?.items ?? [] }
    }
    return study.forms.filter { record.table($0.id).count == 0 }.flatMap { form -> [String] in
      let looking = rules.filter { items in items.contains { $0.form == form.id } }.count
      guard looking > 0 else { return [] }
      let line = texts(
        EligibilityMessage.emptyForm,
        texts[form.title],
        String(looking),
        String(rules.count)
      )
      return TextColumns.wrapped(line, to: Self.width)
    }
  }

  // MARK: One subject

  private func checklist(_ verdict: EligibilityVerdict) -> [String] {
    let head = heading(record.subjects[verdict.subject], verdict)
    let lines = [head, String(repeating: "─", count: TextColumns.width(head))]
    return lines + self.lines(verdict.rules)
  }

  /// Rules under the heading of their kind.
  private func lines(_ rules: [RuleVerdict]) -> [String] {
    Eligibility.Kind.allCases.flatMap { kind -> [String] in
      let rules = rules.filter { $0.kind == kind }
      let head = "  " + texts[kind == .inclusion ? EligibilityMessage.inclusionHead : .exclusionHead]
      return rules.isEmpty ? [] : [head] + rules.flatMap { lines($0) }
    }
  }

  private func heading(_ subject: String, _ verdict: EligibilityVerdict) -> String {
    let day = words.day(verdict.day)
    let word = words.word(for: verdict)
    return day.isEmpty
      ? texts(EligibilityMessage.onUnknownDay, subject, word)
      : texts(EligibilityMessage.on, subject, word, day)
  }

  /// `✓ met  I4  Age 15 years or older`, and below it what the verdict rests on.
  private func lines(_ rule: RuleVerdict) -> [String] {
    let wordWidth = [Truth.met, .notMet, .unknown].map { TextColumns.width(words.word(for: $0)) }.max() ?? 0
    let ids = (study.eligibility.inclusion + study.eligibility.exclusion).map(\.id)
    let idWidth = ids.map(TextColumns.width).max() ?? 0
    let label =
      "    \(Self.sign(rule.passes)) " + TextColumns.padded(words.word(for: rule.truth), to: wordWidth) + "  "
      + TextColumns.padded(rule.rule.id, to: idWidth) + "  "
    let indent = String(repeating: " ", count: TextColumns.width(label))
    return TextColumns.hanging(label, texts[rule.rule.text], to: Self.width)
      + because(rule).flatMap { TextColumns.hanging(indent + "→ ", $0, to: Self.width) }
  }

  /// As the words say it; of a form without a single row nothing more is told than that.
  private func because(_ rule: RuleVerdict) -> [String] {
    let forms = Set(rule.parts.filter { $0.isDeciding && $0.truth == .unknown }.map(\.item.form))
    guard rule.truth == .unknown, forms.count == 1, let form = forms.first, record.table(form).count == 0,
      let title = study.form(form)?.title
    else { return words.because(rule) }
    return [texts(EligibilityMessage.nothingInForm, texts[title])]
  }

  static func sign(_ truth: Truth) -> String {
    switch truth {
    case .met: "✓"
    case .notMet: "✗"
    case .unknown: "?"
    }
  }

  // MARK: Many subjects

  /// What keeps subjects out, once for all of whom the same is to be said.
  private func groups(_ verdicts: [EligibilityVerdict]) -> [[String]] {
    var order: [[String]] = []
    var members: [[String]: [EligibilityVerdict]] = [:]
    for verdict in verdicts {
      let lines = self.lines(verdict.rules.filter { $0.passes != .met })
      let key = [words.word(for: verdict)] + lines
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(verdict)
    }
    return order.map { key in
      let group = members[key] ?? []
      let names = group.map { record.subjects[$0.subject] }
      let list = names.prefix(8).joined(separator: texts[EligibilityMessage.listSeparator])
      let shown = names.count > 8 ? list + texts[EligibilityMessage.listSeparator] + "…" : list
      let head =
        group.count == 1
        ? heading(names[0], group[0])
        : texts(EligibilityMessage.manyHead, String(group.count), key[0], shown)
      let passed = group.first.map { $0.rules.filter { $0.passes == .met }.map(\.rule.id) } ?? []
      let passing =
        passed.isEmpty
        ? []
        : TextColumns.hanging(
          "    ✓ ",
          texts(
            EligibilityMessage.passing,
            passed.joined(separator: texts[EligibilityMessage.listSeparator])
          ),
          to: Self.width
        )
      return TextColumns.wrapped(head, to: Self.width) + key.dropFirst() + passing
    }
  }

  // MARK: All subjects

  private func table(_ verdicts: [EligibilityVerdict]) -> [String] {
    TextTable(
      [
        texts[EligibilityMessage.subject], texts[EligibilityMessage.verdict], texts[EligibilityMessage.day],
        texts[EligibilityMessage.notPassed], texts[EligibilityMessage.unknownRules],
      ],
      numeric: [],
      verdicts.map { verdict in
        let day = words.day(verdict.day)
        return [
          record.subjects[verdict.subject],
          Self.sign(verdict.truth) + " " + words.word(for: verdict),
          day.isEmpty ? texts[EligibilityMessage.none] : day,
          list(verdict.rules.filter { $0.passes == .notMet }),
          list(verdict.rules.filter { $0.passes == .unknown }),
        ]
      }
    ).lines
  }

  /// The ids, or how many they are where they would fill the line.
  private func list(_ rules: [RuleVerdict]) -> String {
    guard !rules.isEmpty else { return texts[EligibilityMessage.none] }
    guard rules.count <= 6 else { return texts(EligibilityMessage.ruleCount, String(rules.count)) }
    return rules.map(\.rule.id).joined(separator: texts[EligibilityMessage.listSeparator])
  }

  private func totals(_ verdicts: [EligibilityVerdict]) -> String {
    func count(_ truth: Truth) -> String { String(verdicts.filter { $0.truth == truth }.count) }
    return texts(
      EligibilityMessage.totals,
      texts[study.study.shortTitle],
      count(.met),
      count(.notMet),
      count(.unknown)
    )
  }
}
