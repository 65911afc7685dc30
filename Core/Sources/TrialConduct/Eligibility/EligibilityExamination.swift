// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension TrialRecord {
  /// Examines subjects by the eligibility rules of a protocol.
  ///
  /// Only findings up to the day asked about count. Of a rule with a validity window only the latest valid value of an item
  /// counts, also of a log; what has expired is missing, with the reason. Everything that is missing stays open, so that
  /// taking a finding away can only turn a verdict into unknown.
  ///
  /// - Parameters:
  ///   - study: The protocol.
  ///   - day: The day asked about, as `FormTable.happened` counts; nil for each subject's own day of randomization.
  ///   - subjects: Indices of the subjects wanted; nil for all.
  /// - Returns: One verdict for each of them, in that order.
  public func eligibility(
    in study: StudyProtocol,
    on day: Int32? = nil,
    subjects: [Int]? = nil
  ) -> [EligibilityVerdict] {
    let randomized = study.record.randomized.map { self.days($0) }
    let local = LocalLimits(self, study)
    return (subjects ?? Array(self.subjects.indices)).map { subject in
      let own = randomized?[subject] ?? (study.study.time == .relative ? 0 : ItemColumn.noDay)
      let asked = day ?? (own == ItemColumn.noDay ? nil : own)
      return EligibilityVerdict(
        subject: subject,
        day: asked,
        rules: Eligibility.Kind.allCases.flatMap { kind in
          study.eligibility.rules(kind).map { rule in
            RuleExamination(
              FindingsUpToDay(
                record: self,
                study: study,
                subject: subject,
                day: asked,
                validity: rule.validity,
                local: local
              )
            )
            .verdict(on: rule, kind)
          }
        }
      )
    }
  }
}

/// The examination of one subject by one rule.
struct RuleExamination {
  private let study: StudyProtocol
  private let findings: FindingsUpToDay
  private var open = OpenCriterion()
  private var parts: [PartDraft] = []

  /// What is known so far of a comparison.
  private struct PartDraft {
    let item: ItemPath
    let comparison: Comparison
    let isNegated: Bool
    var values: [ExaminedPart.Value] = []
    var gaps: [FindingGap] = []
    var nodes: [OpenCriterion.Node] = []
  }

  init(_ findings: FindingsUpToDay) {
    study = findings.study
    self.findings = findings
  }

  func verdict(on rule: Eligibility.Rule, _ kind: Eligibility.Kind) -> RuleVerdict {
    guard let question = rule.question(as: kind) else {
      return RuleVerdict(kind: kind, rule: rule, truth: .unknown, parts: [], settledBy: [])
    }
    var examination = self
    var next = 0
    let node = examination.node(question, row: nil, isNegated: false, &next)
    let open = examination.open
    let truth = open.truth(of: node)
    let deciding = open.support(of: node)
    var settledBy: [ItemPath] = []
    if truth == .unknown {
      let settling = open.settling(node)
      for item in (settling.isEmpty ? open.openUnknowns(node) : settling).flatMap({ open.wanted[$0] })
      where !settledBy.contains(item) && !examination.lacksOnlyTheDay(item) {
        settledBy.append(item)
      }
    }
    return RuleVerdict(
      kind: kind,
      rule: rule,
      truth: truth,
      parts: examination.parts.enumerated().map { index, part in
        ExaminedPart(
          item: part.item,
          comparison: part.comparison,
          isNegated: part.isNegated,
          truth: open.truth(of: part.comparison == .known(false) ? .not(.any(part.nodes)) : .any(part.nodes)),
          isDeciding: deciding.contains(index),
          values: part.values,
          gaps: part.gaps
        )
      },
      settledBy: settledBy
    )
  }

  /// Whether a value is on file that counts as soon as somebody says for which day.
  private func lacksOnlyTheDay(_ item: ItemPath) -> Bool {
    parts.contains { part in
      part.item == item && part.gaps.contains { if case .noDay = $0 { true } else { false } }
    }
  }

  // MARK: The criterion as a tree

  /// `next` numbers the comparisons in the order written, the same in every row of a log.
  private mutating func node(
    _ criterion: Criterion,
    row: (form: String, finding: FindingsUpToDay.Row)?,
    isNegated: Bool,
    _ next: inout Int
  ) -> OpenCriterion.Node {
    switch criterion {
    case .not(let part): return .not(node(part, row: row, isNegated: !isNegated, &next))
    case .any(let parts): return .any(parts.map { node($0, row: row, isNegated: isNegated, &next) })
    case .all(let parts):
      // Without a window one row of a log has to meet all parts; with one the latest value of each item counts.
      guard row == nil, findings.validity == nil, parts.count > 1, let log = study.singleLog(of: criterion)
      else {
        return .all(parts.map { node($0, row: row, isNegated: isNegated, &next) })
      }
      let start = next
      let rows = findings.rows(of: log).map { finding in
        next = start
        return OpenCriterion.Node.all(
          parts.map { node($0, row: (log, finding), isNegated: isNegated, &next) }
        )
      }
      return .any(rows)
    case .compare(let path, let comparison):
      let part = next
      next += 1
      if part == parts.count {
        parts.append(PartDraft(item: path, comparison: comparison, isNegated: isNegated))
      }
      let rows = row.flatMap { $0.form == path.form ? [$0.finding] : nil } ?? findings.candidates(for: path)
      // That nothing is on file is asked of the subject, not of a row.
      let isAbsence = comparison == .known(false)
      let leaves = rows.map { examined(path, isAbsence ? .known(true) : comparison, $0, part) }
      let agreed = agreed(leaves, path, comparison, part)
      parts[part].nodes.append(agreed)
      return isAbsence ? .not(agreed) : agreed
    }
  }

  /// Any row, except that the latest values of one day count only where they agree.
  private mutating func agreed(
    _ leaves: [OpenCriterion.Node],
    _ path: ItemPath,
    _ comparison: Comparison,
    _ part: Int
  ) -> OpenCriterion.Node {
    let truths = Set(leaves.map { open.truth(of: $0) })
    guard findings.validity != nil, truths.count > 1 else { return .any(leaves) }
    parts[part].gaps.append(.contradictory(values: parts[part].values.map(\.text)))
    return open(path, FindingsUpToDay.Row(index: nil), .codes([true, false]), part, .presence)
  }

  // MARK: One comparison of one row

  private mutating func examined(
    _ path: ItemPath,
    _ comparison: Comparison,
    _ row: FindingsUpToDay.Row,
    _ part: Int
  ) -> OpenCriterion.Node {
    let finding = findings.finding(path, row)
    if let gap = finding.gap { parts[part].gaps.append(gap) }
    let isUsable = finding.gap == nil
    if case .known = comparison {
      if isUsable { parts[part].values.append(value(finding)) }
      // What has expired is not on file for this rule; whether an undated value has, nobody knows.
      if case .undated = finding.gap { return open(path, row, .codes([true, false]), part, .presence) }
      return .settled(Truth(isUsable), part: part)
    }
    guard let item = study.item(path) else { return .settled(.unknown, part: part) }
    switch comparison {
    case .known: return .settled(.unknown, part: part)
    case .among(let codes):
      guard item.kind != .text else {
        guard isUsable else { return open(path, row, .texts(codes), part) }
        parts[part].values.append(value(finding))
        return .settled(Truth(codes.contains(finding.text)), part: part)
      }
      let wanted = study.codes(of: item).map { codes.contains($0) }
      guard isUsable, let code = finding.code else { return open(path, row, .codes(wanted), part) }
      parts[part].values.append(value(finding))
      return .settled(Truth(wanted[code]), part: part)
    case .number(let relation, let threshold, .unit(let unit)):
      let own = item.unit ?? (item.kind == .days ? Unit("d") : nil)
      guard let factor = unit.map({ unit in own.flatMap { unit.factor(to: $0) } }) ?? 1 else {
        return .settled(.unknown, part: part)
      }
      guard isUsable, let number = finding.number else {
        return open(path, row, .number(relation, threshold * factor), part)
      }
      parts[part].values.append(value(finding))
      return .settled(Truth(relation.holds(number, threshold * factor)), part: part)
    case .number(let relation, let factor, let scale):
      return multiple(path, item, relation, factor, scale, finding, row, part)
    case .date(let order, let other):
      return date(path, order, other, finding, row, part)
    }
  }

  private mutating func multiple(
    _ path: ItemPath,
    _ item: Item,
    _ relation: Comparison.Relation,
    _ factor: Double,
    _ scale: Comparison.Scale,
    _ finding: FindingsUpToDay.Finding,
    _ row: FindingsUpToDay.Row,
    _ part: Int
  ) -> OpenCriterion.Node {
    let limitPath = item.limits[scale]
    let limit = findings.limit(scale, of: item, path, row)
    let number = finding.gap == nil ? finding.number : nil
    if number != nil { parts[part].values.append(value(finding, limit: limit)) }
    switch (number, limit) {
    case (let number?, let limit?):
      return .settled(Truth(relation.holds(number, factor * limit)), part: part)
    case (nil, let limit?): return open(path, row, .number(relation, factor * limit), part)
    case (_?, nil):
      parts[part].gaps.append(.noLimit(limitPath))
      return open(
        path,
        row,
        .number(relation, factor),
        part,
        .ratio(scale),
        wanted: [limitPath].compactMap(\.self)
      )
    case (nil, nil):
      let wanted = [path, limitPath].compactMap(\.self)
      return open(path, row, .number(relation, factor), part, .ratio(scale), wanted: wanted)
    }
  }

  private mutating func date(
    _ path: ItemPath,
    _ order: Comparison.DateOrder,
    _ other: Comparison.Day,
    _ finding: FindingsUpToDay.Finding,
    _ row: FindingsUpToDay.Row,
    _ part: Int
  ) -> OpenCriterion.Node {
    let base = findings.span(of: other, besideRow: row, of: path.form)
    let span = finding.gap == nil ? finding.span : nil
    if span != nil {
      parts[part].values.append(value(finding, otherDay: base.map { findings.text(of: $0) }))
    }
    switch (span, base) {
    case (let span?, let base?):
      let truth = order.truth(span, base)
      guard truth == .unknown, base.first == base.last else { return .settled(truth, part: part) }
      return open(path, row, .date(order, base.first), part, wanted: [path], span: span)
    case (nil, let base?) where base.first == base.last:
      return open(path, row, .date(order, base.first), part)
    case (_?, nil):
      parts[part].gaps.append(.noOtherDay(other.item))
      let wanted = [other.item ?? study.record.randomized].compactMap(\.self)
      return open(path, row, .date(order, 0), part, .distance(other), wanted: wanted)
    case (nil, _):
      return open(
        path,
        row,
        .date(order, 0),
        part,
        .distance(other),
        wanted: [path] + (base == nil ? [other.item].compactMap(\.self) : [])
      )
    }
  }

  private mutating func open(
    _ path: ItemPath,
    _ row: FindingsUpToDay.Row,
    _ question: OpenCriterion.Question,
    _ part: Int,
    _ quantity: OpenCriterion.Unknown.Quantity = .value,
    wanted: [ItemPath]? = nil,
    span: DaySpan? = nil
  ) -> OpenCriterion.Node {
    open.open(
      OpenCriterion.Unknown(item: path, row: row.index ?? -1, quantity: quantity),
      question,
      wanted: wanted ?? [path],
      span: span,
      isWhole: quantity == .value && study.item(path)?.kind != .decimal,
      part: part
    )
  }

  private func value(
    _ finding: FindingsUpToDay.Finding,
    limit: Double? = nil,
    otherDay: String? = nil
  ) -> ExaminedPart.Value {
    ExaminedPart.Value(
      text: finding.text,
      day: finding.measured.map { findings.text(of: $0) },
      age: finding.age,
      limit: limit,
      otherDay: otherDay
    )
  }
}
