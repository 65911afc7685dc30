// SPDX-License-Identifier: Apache-2.0

/// The names that grade criteria may use, and how each is declared in a decision list.
struct SchemeFindings {
  let flags: [GradingScheme.Flag]
  let parameters: [(id: String, node: ProtocolNode)]

  /// The findings that are numbers, in the order of every list.
  static let numbers: [(id: String, title: (String, String), input: LaboratoryTerm.Input)] = [
    ("value", ("value", "测定值"), .value),
    ("lln", ("lower limit of normal", "正常值下限"), .lln),
    ("uln", ("upper limit of normal", "正常值上限"), .uln),
    ("baseline", ("baseline", "基线值"), .baseline),
    ("change", ("change from baseline", "较基线变化"), .change),
    ("excess", ("excess over the upper limit of normal", "超出正常值上限的量"), .excess),
    ("infarction_limit", ("limit for myocardial infarction", "心肌梗死判定界值"), .infarctionLimit),
    ("temperature", ("temperature", "体温"), .temperature),
    ("duration_h", ("duration", "持续时间"), .duration),
  ]
}

/// Grade criteria of one term, written out for one unit system as the decision list they stand for.
///
/// The list is made of nodes and read like any other, so that a problem in it names the line of the scheme's file.
struct WrittenGrades {
  let term: LocalizedText
  /// What is measured; in the criteria, the value goes by this name.
  let analyte: LocalizedText
  /// The scheme's title, cited beside each rule.
  let source: LocalizedText
  let unit: Unit
  let range: ClosedRange<Double>?
  /// The printed cut-off of each grade.
  let cuts: [String: String]
  let findings: SchemeFindings

  func system(_ grades: NodeReader, isRelative: Bool, id: String, _ reading: ProtocolReading)
    -> LaboratoryTerm
    .System?
  {
    var used: Set<String> = []
    var rules: [ProtocolNode] = []
    for (grade, reader) in grades.entries() {
      let criterion = withCuts(reader, reader.node, grade: grade, noting: &used)
      rules.append(rule(grade, criterion, at: reader.node.position))
    }
    let place = grades.node.position
    let numbers = SchemeFindings.numbers.filter { used.contains($0.id) }
    let flags = findings.flags.enumerated().filter { used.contains($0.element.id) }
    let root = block(
      [
        ("id", text(id, at: place)),
        ("title", localized(term, at: place)),
        ("source", localized(source, at: place)),
        (
          "findings",
          list(
            numbers.map { number($0.id, $0.title, at: place) } + flags.map { flag($0.element, at: place) },
            at: place
          )
        ),
        ("parameters", list(findings.parameters.filter { used.contains($0.id) }.map(\.node), at: place)),
        ("outcomes", list((0...GradingScheme.highestGrade).map { outcome($0, at: place) }, at: place)),
        ("rules", list(rules, at: place)),
        ("otherwise", otherwise(at: place)),
      ],
      at: place
    )
    let before = reading.problems.count
    let decisions = NodeReader(root, at: grades.place, in: reading).block { DecisionList(&$0, reading) }
    guard reading.problems.count == before else { return nil }
    return LaboratoryTerm.System(
      unit: unit,
      isRelative: isRelative,
      list: decisions,
      inputs: numbers.map(\.input) + flags.map { .flag($0.offset) }
    )
  }

  /// The criterion with every "cut" and "cut N" replaced by the system's number; notes the findings it names.
  private func withCuts(
    _ reader: NodeReader,
    _ node: ProtocolNode,
    grade: String,
    noting used: inout Set<String>
  )
    -> ProtocolNode
  {
    switch node.content {
    case .scalar(let written):
      guard written == "cut" || written.hasPrefix("cut ") else { return node }
      let wanted = written == "cut" ? grade : String(written.dropFirst(4))
      guard let cut = cuts[wanted] else {
        reader.report(
          "no cut-off of grade \(wanted) in \(unit.code)",
          remedy: "Add it to the cuts of the unit system."
        )
        return text("0", at: node.position)
      }
      return text(cut, at: node.position)
    case .sequence(let nodes):
      return list(nodes.map { withCuts(reader, $0, grade: grade, noting: &used) }, at: node.position)
    case .mapping(let entries):
      return ProtocolNode(
        .mapping(
          entries.map { entry in
            if entry.key == "finding" || entry.key == "times", case .scalar(let name) = entry.value.content {
              used.insert(name)
              return entry
            }
            return ProtocolNode.Entry(
              key: entry.key,
              at: entry.position,
              value: withCuts(reader, entry.value, grade: grade, noting: &used)
            )
          }
        ),
        at: node.position
      )
    }
  }

  private func rule(_ grade: String, _ criterion: ProtocolNode, at place: Position) -> ProtocolNode {
    block(
      [
        ("outcome", text(grade, at: place)),
        ("when", criterion),
        ("because", localized(because(grade), at: place)),
        ("source", localized(source, at: place)),
      ],
      at: place
    )
  }

  private func because(_ grade: String) -> LocalizedText {
    guard grade != "0" else {
      return LocalizedText("within the limits of normal", simplifiedChinese: "在正常值范围内")
    }
    return LocalizedText(
      "grade \(grade) of \(term.english)",
      simplifiedChinese: "\(term.text(in: .simplifiedChinese)) \(grade) 级"
    )
  }

  private func otherwise(at place: Position) -> ProtocolNode {
    let because = LocalizedText("no grade's criteria are met", simplifiedChinese: "不符合任何级别的标准")
    return block(
      [
        ("outcome", text("0", at: place)),
        ("because", localized(because, at: place)),
      ],
      at: place
    )
  }

  private func outcome(_ grade: Int, at place: Position) -> ProtocolNode {
    block(
      [
        ("id", text(String(grade), at: place)),
        ("title", localized(LocalizedText("grade \(grade)", simplifiedChinese: "\(grade) 级"), at: place)),
      ],
      at: place
    )
  }

  private func number(_ id: String, _ title: (String, String), at place: Position) -> ProtocolNode {
    let code = id == "temperature" ? "Cel" : id == "duration_h" ? "h" : unit.code
    var entries = [
      ("id", text(id, at: place)), ("type", text("decimal", at: place)), ("unit", text(code, at: place)),
      (
        "title",
        localized(id == "value" ? analyte : LocalizedText(title.0, simplifiedChinese: title.1), at: place)
      ),
    ]
    if id == "value", let range {
      let ends = [range.lowerBound, range.upperBound].map { text(String($0), at: place) }
      entries.append(("range", list(ends, at: place)))
    }
    return block(entries, at: place)
  }

  private func flag(_ flag: GradingScheme.Flag, at place: Position) -> ProtocolNode {
    block(
      [
        ("id", text(flag.id, at: place)),
        ("type", text("category", at: place)),
        ("title", localized(flag.title, at: place)),
        ("categories", list(["yes", "no"].map { text($0, at: place) }, at: place)),
      ],
      at: place
    )
  }
}

// MARK: - Nodes

extension WrittenGrades {
  private func text(_ text: String, at place: Position) -> ProtocolNode {
    ProtocolNode(.scalar(text), at: place)
  }

  private func list(_ nodes: [ProtocolNode], at place: Position) -> ProtocolNode {
    ProtocolNode(.sequence(nodes), at: place)
  }

  private func localized(_ localized: LocalizedText, at place: Position) -> ProtocolNode {
    var texts = [(Language.english.rawValue, text(localized.english, at: place))]
    if let chinese = localized.simplifiedChinese {
      texts.append((Language.simplifiedChinese.rawValue, text(chinese, at: place)))
    }
    return block(texts, at: place)
  }

  private func block(_ entries: [(String, ProtocolNode)], at place: Position) -> ProtocolNode {
    ProtocolNode(.mapping(entries.map { ProtocolNode.Entry(key: $0.0, at: place, value: $0.1) }), at: place)
  }
}
