// SPDX-License-Identifier: Apache-2.0

/// What the facts of all drugs share: co-medications, their classes, and the findings that rules look at.
struct DrugTable: Sendable {
  let coMedications: [CoMedication]
  let classes: [InteractionClass]
  let findings: [Finding]

  static let empty = DrugTable(coMedications: [], classes: [], findings: [])

  private init(coMedications: [CoMedication], classes: [InteractionClass], findings: [Finding]) {
    self.coMedications = coMedications
    self.classes = classes
    self.findings = findings
  }

  init(_ block: inout BlockReader) {
    block.optional("title") { $0.localized() }
    block.optional("source") { $0.localized() }
    classes = block.list("classes") { reader in
      reader.block { InteractionClass(id: $0.text("id"), title: $0.localized("title")) }
    }
    coMedications = block.list("co-medications") { reader in reader.block { CoMedication(&$0) } }
    findings = block.list("findings") { reader in reader.block { Finding(&$0, isParameter: false) } }
    // Each drug is read when it is asked for.
    block.optional("drugs") { _ in true }
    let known = classes.map(\.id)
    for (index, drug) in coMedications.enumerated() {
      for name in drug.classes + drug.otherwise.flatMap(\.classes) where !known.contains(name) {
        block.report(
          "unknown class \"\(name)\"",
          at: "co-medications[\(index)]",
          remedy: advice(for: name, among: known)
        )
      }
    }
  }
}
