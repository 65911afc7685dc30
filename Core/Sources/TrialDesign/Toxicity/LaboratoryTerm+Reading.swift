// SPDX-License-Identifier: Apache-2.0

extension LaboratoryTerm {
  /// Reads a term and writes out one decision list for each of its unit systems.
  init?(
    _ block: inout BlockReader,
    _ analytes: [LaboratoryAnalyte],
    _ findings: SchemeFindings,
    scheme: (id: String, title: LocalizedText),
    _ reading: ProtocolReading
  ) {
    let name = block.text("term")
    let chinese = block.optional("title") { $0.text() }
    let names = block.list("names") { $0.text() }
    let analyte = block.required("analyte", else: nil) { reader -> Int?? in
      let id = reader.text()
      let index = analytes.firstIndex { $0.id == id }
      if index == nil {
        reader.report("unknown analyte \"\(id)\"", remedy: advice(for: id, among: analytes.map(\.id)))
      }
      return index
    }
    let isByNameOnly = block.optional("by-name-only") { $0.boolean() } ?? false
    let needed = block.list("needs") { reader -> Int? in
      let id = reader.text()
      let bit = findings.flags.firstIndex { $0.id == id }
      if bit == nil {
        reader.report("unknown flag \"\(id)\"", remedy: advice(for: id, among: findings.flags.map(\.id)))
      }
      return bit
    }
    let title = LocalizedText(name, simplifiedChinese: chinese)
    let grades = block.optional("grades") { $0 }
    let systems = block.list("systems") { reader -> System? in
      guard let grades, let analyte else { return nil }
      return reader.block { block in
        let unit = block.optional("unit") { $0.unit() }
        let isRelative = block.optional("relative") { $0.boolean() } ?? false
        let cuts = block.optional("cuts") { $0.entries() } ?? []
        guard let unit else { return nil }
        let written = WrittenGrades(
          term: title,
          analyte: analytes[analyte].title,
          source: scheme.title,
          unit: unit,
          range: analytes[analyte].range(in: unit),
          cuts: Dictionary(cuts.map { ($0.key, $0.value.text()) }) { first, _ in first },
          findings: findings
        )
        return written.system(grades, isRelative: isRelative, id: "\(scheme.id)/\(name)", reading)
      }
    }
    guard let analyte else { return nil }
    self.init(
      term: name,
      title: title,
      names: names,
      analyte: analyte,
      isByNameOnly: isByNameOnly,
      neededFlags: needed.reduce(0) { $0 | 1 << UInt16($1) },
      systems: systems
    )
  }
}
