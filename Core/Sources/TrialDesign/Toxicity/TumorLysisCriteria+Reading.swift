// SPDX-License-Identifier: Apache-2.0

extension TumorLysisCriteria {
  /// Reads the criteria in their written form.
  ///
  /// - Parameter root: The outermost block of the file.
  /// - Returns: The criteria with the values of their parameters that the file gives.
  /// - Throws: Every problem of the file at once, in its order.
  public static func read(_ root: ProtocolNode) throws(ProtocolProblems) -> TumorLysisCriteria {
    let reading = ProtocolReading()
    let criteria = NodeReader(root, at: "", in: reading).block { TumorLysisCriteria(&$0, reading) }
    guard reading.problems.isEmpty else {
      throw ProtocolProblems(
        reading.problems.sorted { ($0.position, $0.place) < ($1.position, $1.place) },
        forData: nil
      )
    }
    return criteria
  }

  private init(_ block: inout BlockReader, _ reading: ProtocolReading) {
    block.optional("equipoise") { $0.integer() }
    let source = block.localized("source")
    var window = (before: 0, after: 0, minutes: 0)
    block.required("window", else: ()) { reader in
      reader.block { block in
        window.before = block.required("before", else: 0) { $0.quantity()?.days }
        window.after = block.required("after", else: 0) { $0.quantity()?.days }
        window.minutes = block.required("together", else: 0) { reader in
          reader.quantity().flatMap { quantity in
            Unit("min").flatMap { quantity.converted(to: $0) }.map { Int($0.value.rounded()) }
          }
        }
      }
    }
    self.init(
      id: block.text("id"),
      title: block.localized("title"),
      source: source,
      parameters: block.list("parameters") { reader in reader.block { Finding(&$0, isParameter: true) } },
      window: window,
      change: block.required("change", else: 0) { reader in
        reader.quantity().flatMap { quantity in Unit("1").flatMap { quantity.converted(to: $0) }?.value }
      },
      needed: block.required("needed", else: 1) { $0.integer() },
      abnormalities: block.list("abnormal") { reader in reader.block { Abnormality(&$0, source) } }
        .compactMap(\.self),
      clinical: block.required("clinical", else: .none) { reader in
        reader.block { DecisionList(&$0, reading) }
      }
    )
  }
}

extension TumorLysisCriteria.Abnormality {
  /// nil after a problem was reported.
  fileprivate init?(_ block: inout BlockReader, _ source: LocalizedText) {
    id = block.text("id")
    analyte = block.optional("analyte") { $0.text() } ?? id
    title = block.localized("title")
    self.source = block.has("source") ? block.localized("source") : source
    substance = block.optional("substance") { reader in
      reader.value("a substance with conversion factors", example: "potassium") { Analyte($0) }
    }
    switchedBy = block.optional("needs") { $0.text() }
    let relations: [Comparison.Relation] = [.atLeast, .atMost]
    guard let relation = relations.first(where: { block.has($0.rawValue) }),
      let limit = block.optional(relation.rawValue, { $0.quantity() })
    else {
      block.report("an abnormality without a limit", remedy: "Write at-least or at-most with a quantity.")
      return nil
    }
    self.relation = relation
    self.limit = limit
  }
}
