// SPDX-License-Identifier: Apache-2.0

extension GradingScheme {
  /// Reads a scheme in its written form.
  ///
  /// - Parameter root: The outermost block of the file.
  /// - Returns: The scheme; every analyte, flag, unit and cut-off that a term names is there.
  /// - Throws: Every problem of the file at once, in its order.
  public static func read(_ root: ProtocolNode) throws(ProtocolProblems) -> GradingScheme {
    let reading = ProtocolReading()
    let scheme = NodeReader(root, at: "", in: reading).block { GradingScheme(&$0, reading) }
    guard reading.problems.isEmpty else {
      throw ProtocolProblems(
        reading.problems.sorted { ($0.position, $0.place) < ($1.position, $1.place) },
        forData: nil
      )
    }
    return scheme
  }

  init(_ block: inout BlockReader, _ reading: ProtocolReading) {
    block.optional("equipoise") { $0.integer() }
    block.optional("licence") { $0.localized() }
    // Anchors are written here; what names them has them in its place already.
    block.optional("criteria") { $0.node }
    let id = block.text("id")
    let title = block.localized("title")
    let source = block.localized("source")
    let parameterNodes = block.list("parameters") { $0.node }
    let parameters = block.list("parameters") { reader in reader.block { Finding(&$0, isParameter: true) } }
    let flags = block.list("flags") { reader in
      reader.block { Flag(id: $0.text("id"), title: $0.localized("title")) }
    }
    if flags.count > 16 { block.report("more than 16 flags", at: "flags", remedy: "Leave some out.") }
    let analytes = block.list("analytes") { reader in reader.block { LaboratoryAnalyte(&$0) } }
    let findings = SchemeFindings(flags: flags, parameters: Array(zip(parameters.map(\.id), parameterNodes)))
    let terms = block.list("terms") { reader in
      reader.block { block in
        LaboratoryTerm(&block, analytes, findings, scheme: (id, title), reading)
      }
    }
    let instead = block.list("instead") { reader in
      reader.block { Replacement(word: $0.text("word"), terms: $0.list("term") { $0.text() }) }
    }
    self.init(
      id: id,
      title: title,
      source: source,
      parameters: parameters,
      flags: flags,
      analytes: analytes,
      terms: terms.compactMap(\.self),
      instead: instead
    )
  }
}

extension LaboratoryAnalyte {
  init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.localized("title")
    names = block.list("names") { $0.text() }
    unit = block.required("unit", else: .milligram) { $0.unit() }
    range = block.required("range", else: 0...0) { reader in
      let ends = reader.list { $0.number() }
      guard ends.count == 2, ends[0] < ends[1] else {
        reader.report("a range needs its two ends, the lower first", remedy: "Write, for example, [0, 300].")
        return nil
      }
      return ends[0]...ends[1]
    }
    note = block.optional("note") { $0.localized() }
    substance = block.optional("substance") { reader in
      reader.value("a substance with conversion factors", example: "creatinine") { Analyte($0) }
    }
    equalUnits = block.list("same-as") { $0.unit() }
  }
}
