// SPDX-License-Identifier: Apache-2.0

/// One verdict for each subject by a decision list, such as genetic risk (`derivations.decisions`).
public struct DecisionDerivation: Sendable {
  /// The derived form: one row for each subject.
  public let form: Form
  public let list: DecisionList
  /// The item that feeds each of the list's findings; findings that are not named stay unknown.
  public let findings: [String: ItemPath]
  /// An item with a karyotype in the short form of ISCN, from which lesions are read; nil where there is none.
  public let karyotype: ItemPath?

  /// The codes of the derived form's items.
  public enum Column: String, CaseIterable, Sendable {
    /// The outcome; missing where the findings leave several open.
    case category
    /// All outcomes that the findings leave open.
    case possible
  }

  init(_ block: inout BlockReader, _ reading: ProtocolReading, forms: [Form]) {
    let id = block.text("form")
    let title = block.optional("title") { $0.localized() }
    let list = block.required("criteria", else: DecisionList.none) { reader in
      reader.block(shelved: .risk) { DecisionList(&$0, reading) }
    }
    karyotype = block.optional("karyotype") { $0.itemPath() }
    findings = block.optional("findings") { $0.findings(of: list, forms: forms) } ?? [:]
    self.list = list
    form = Form(
      derived: id,
      title: title ?? list.title,
      repeats: .once,
      items: [
        Item(
          derivedCategory: Column.category.rawValue,
          title: title ?? list.title,
          categories: list.outcomes.map { Item.Category(code: $0.id, title: $0.title) }
        ),
        Item(derived: Column.possible.rawValue, "Possible categories", "可能的类别", kind: .text),
      ]
    )
  }
}

extension NodeReader {
  /// `finding: form.item` lines, or the name of a form whose items have the findings' own names.
  fileprivate func findings(of list: DecisionList, forms: [Form]) -> [String: ItemPath] {
    if case .scalar(let id) = node.content {
      guard let form = forms.first(where: { $0.id == id }) else {
        report("unknown form \"\(id)\"", remedy: advice(for: id, among: forms.map(\.id)))
        return [:]
      }
      let known = list.findings.map(\.id).filter { form.item($0) != nil }
      return Dictionary(uniqueKeysWithValues: known.map { ($0, ItemPath(form: id, item: $0)) })
    }
    let pairs = entries().compactMap { name, reader -> (String, ItemPath)? in
      if list.index(of: name) == nil, !list.id.isEmpty {
        reader.report(
          "\"\(name)\" is no finding of these criteria",
          remedy: advice(for: name, among: list.findings.map(\.id))
        )
      }
      return reader.itemPath().map { (name, $0) }
    }
    return Dictionary(pairs) { first, _ in first }
  }
}
