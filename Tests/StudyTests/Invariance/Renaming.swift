// SPDX-License-Identifier: Apache-2.0

import Markup
import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign

/// A study under other names: arms, sites and category codes of the protocol, and every file, column and code of the
/// tables, which a mapping then leads back to the protocol's own.
struct Renaming {
  private let study: StudyProtocol
  private let original: StudyCopy
  private let root: ProtocolNode
  /// New names of arms, sites and categories.
  ///
  /// An old name stays the end of the new one, so that patterns such as
  /// `*male` still fit, and the order of the alphabet is turned round.
  private let names: [String: String]

  init(_ original: StudyCopy) throws {
    self.original = original
    root = try #require(ProtocolText.read(original.protocolFile).root)
    let study = try StudyProtocol.read(root, shelf: .standard)
    self.study = study
    let codes =
      study.arms.map(\.id) + study.sites.map(\.id)
      + study.forms.flatMap(\.items).flatMap(\.categories).map(\.code)
    // A code that is a form's or item's name too, or a number, cannot be told from it in the file's text.
    let forms = study.forms + study.derivations.forms
    let taken = Set(forms.map(\.id) + forms.flatMap(\.items).map(\.id))
      .union(["response", "toxicity", "exposure"])
      // Published criteria know their answers by name (CR, yes, a drug of a regimen, a unit).
      .union(
        study.itemUses.filter { use in if case .derivation = use.user { true } else { false } }
          .compactMap { study.item($0.item) }.flatMap { study.codes(of: $0) }
      )
    var names: [String: String] = [:]
    for code in codes where names[code] == nil && !taken.contains(code) && Double(code) == nil {
      names[code] = "Z\(999 - names.count).\(code)"
    }
    self.names = names
  }

  /// How many names were changed.
  var count: Int { names.count }

  var renamed: StudyCopy {
    let entries: [ProtocolNode.Entry]
    if case .mapping(let all) = renamed(root).content { entries = all } else { entries = [] }
    let mapping = ProtocolNode.Entry(key: "mapping", at: root.position, value: self.mapping)
    let file = ProtocolNode(.mapping(entries.filter { $0.key != "mapping" } + [mapping]), at: root.position)
    return StudyCopy(
      // JSON is YAML, and says without doubt what is a text.
      protocolFile: Array(json(file).rendered(.pretty).utf8),
      tables: tables
    )
  }

  // MARK: The protocol

  private func renamed(_ node: ProtocolNode) -> ProtocolNode {
    switch node.content {
    case .scalar(let text): ProtocolNode(.scalar(renamed(text)), at: node.position)
    case .sequence(let nodes): ProtocolNode(.sequence(nodes.map { renamed($0) }), at: node.position)
    case .mapping(let entries):
      ProtocolNode(
        .mapping(
          entries.map {
            ProtocolNode.Entry(key: renamed($0.key), at: $0.position, value: renamed($0.value))
          }
        ),
        at: node.position
      )
    }
  }

  /// A name, or the parts of a cell's address that are names or end in one after a hyphen (`cause-infection`).
  private func renamed(_ text: String) -> String {
    if let name = names[text] { return name }
    guard text.contains("/"), !text.contains(" ") || text.contains("*") else { return text }
    return text.split(separator: "/", omittingEmptySubsequences: false).map { part in
      let part = String(part)
      if let name = names[part] { return name }
      for head in ["cause-", "discontinued-", "lost-"] where part.hasPrefix(head) {
        if let name = names[String(part.dropFirst(head.count))] { return head + name }
      }
      return part
    }.joined(separator: "/")
  }

  private func json(_ node: ProtocolNode) -> JSONValue {
    switch node.content {
    case .scalar(let text): .string(text)
    case .sequence(let nodes): .array(nodes.map { json($0) })
    case .mapping(let entries): .object(entries.map { JSONValue.Member($0.key, json($0.value)) })
    }
  }

  // MARK: The tables

  private func own(_ name: String) -> String { "own \(name)" }

  /// The columns of a file that hold nothing but codes, so that their values can be renamed.
  private func codeColumns(of file: String) -> Set<String> {
    var holdsCodes: [String: Bool] = [:]
    for table in study.tables where table.file == file {
      for item in study.form(table.form)?.items ?? [] {
        let column = table.columns[item.id] ?? item.id
        let isCode = [.category, .arm, .site].contains(item.kind)
        holdsCodes[column] = (holdsCodes[column] ?? true) && isCode
      }
      for filter in table.rows { holdsCodes[filter.column] = false }
    }
    return Set(holdsCodes.filter(\.value).keys)
  }

  private func isMissing(_ value: String) -> Bool { value.isEmpty || value == "NA" }

  private var tables: [String: [UInt8]] {
    var renamed: [String: [UInt8]] = [:]
    for file in original.tables.keys {
      var table = original.table(file)
      let codes = codeColumns(of: file)
      for column in table.head.indices where codes.contains(table.head[column]) {
        for row in table.rows.indices where !isMissing(table.rows[row][column]) {
          table.rows[row][column] = own(table.rows[row][column])
        }
      }
      table.head = table.head.map { own($0) }
      renamed[own(file)] = table.bytes
    }
    return renamed
  }

  private var mapping: ProtocolNode {
    block(["tables": ProtocolNode(.sequence(study.tables.map { entry(for: $0) }), at: root.position)])
  }

  private func entry(for table: Mapping.Table) -> ProtocolNode {
    let source = original.table(table.file)
    let ownCodes = codeColumns(of: table.file)
    var items: [String: [String]] = [:]
    var codes: [String: ProtocolNode] = [:]
    for item in study.form(table.form)?.items ?? [] {
      let column = table.columns[item.id] ?? item.id
      guard let index = source.column(column) else { continue }
      items[own(column), default: []].append(item.id)
      guard [.category, .arm, .site].contains(item.kind) else { continue }
      var meanings: [String: ProtocolNode] = [:]
      for value in Set(source.rows.map { $0[index] }) where !isMissing(value) {
        let code = table.codes[item.id]?[value] ?? value
        meanings[ownCodes.contains(column) ? own(value) : value] = scalar(names[code] ?? code)
      }
      codes[item.id] = block(meanings)
    }
    var keys = [
      "file": scalar(own(table.file)), "form": scalar(table.form), "subject": scalar(own(table.subject)),
      "columns": block(items.mapValues { ProtocolNode(.sequence($0.map { scalar($0) }), at: root.position) }),
      "codes": block(codes), "dates": scalar(table.dates.rawValue),
    ]
    if let recorded = table.recorded, source.column(recorded) != nil {
      keys["recorded"] = scalar(own(recorded))
    }
    if !table.rows.isEmpty {
      keys["rows"] = block(
        Dictionary(uniqueKeysWithValues: table.rows.map { (own($0.column), scalar($0.equals)) })
      )
    }
    return block(keys)
  }

  private func scalar(_ text: String) -> ProtocolNode { ProtocolNode(.scalar(text), at: root.position) }

  private func block(_ keys: [String: ProtocolNode]) -> ProtocolNode {
    ProtocolNode(
      .mapping(
        keys.sorted { $0.key < $1.key }.map {
          ProtocolNode.Entry(key: $0.key, at: root.position, value: $0.value)
        }
      ),
      at: root.position
    )
  }
}
