// SPDX-License-Identifier: Apache-2.0

/// A whole trial, as its protocol file tells it.
///
/// Reading collects every problem before it gives up; a value of this type has none: every arm, form,
/// item, visit, endpoint and analysis set that is named somewhere is there.
public struct StudyProtocol: Sendable {
  /// The versions of the file format that this engine reads (`equipoise: 1`).
  public static let formatVersions = 1...1

  public let formatVersion: Int
  public let study: StudyIdentity
  public private(set) var data: DataSource
  public let sites: [Site]
  public let arms: [Arm]
  public let regimens: [Regimen]
  /// How doses are calculated, rounded and checked.
  public let dosing: DosingRules
  public let eligibility: Eligibility
  public let consent: ConsentPlan
  public let allocation: AllocationPlan
  public let schedule: Schedule
  public private(set) var forms: [Form]
  public let record: RecordRoles
  public private(set) var mapping: Mapping
  /// nil where the study has no table of its laboratories' limits.
  public internal(set) var laboratoryLimits: LimitsTable?
  /// What is derived from recorded items; its forms can be named like recorded ones.
  public let derivations: Derivations
  public let analysisSets: [AnalysisSet]
  public let endpoints: [Endpoint]
  public let safety: SafetyPlan?
  public let analyses: AnalysisPlan
  public let monitoring: MonitoringPlan?
  public let roles: [Role]
  public private(set) var reconstruction: Reconstruction?
  /// Every value that is marked as assumed, in the order of the file.
  public let assumptions: [Assumption]
  /// Where each key stands in the file, by place (`arms[1].title`).
  public let positions: [String: Position]

  /// What may be meant as it stands and is told nevertheless, in the order of the file.
  public private(set) var warnings: [ProtocolProblem] = []

  /// Reads a protocol file that a door has turned into nodes.
  ///
  /// - Parameters:
  ///   - root: The file's outermost block.
  ///   - shelf: The entries that the file may name with `shelf:`.
  /// - Returns: The protocol, complete and consistent.
  /// - Throws: Every problem of the file at once, in its order.
  public static func read(
    _ root: ProtocolNode,
    shelf: Shelf = .empty
  ) throws(ProtocolProblems) -> StudyProtocol {
    let reading = ProtocolReading(shelf: shelf)
    let reader = NodeReader(root, at: "", in: reading)
    var study = reader.block { StudyProtocol(&$0, reading) }
    study.validate(reporting: reading)
    study.warnings = reading.warnings.sorted { ($0.position, $0.place) < ($1.position, $1.place) }
    guard reading.problems.isEmpty else {
      let touchesData = reading.problems.contains { problem in
        dataBlocks.contains { problem.place.hasPrefix($0) } || problem.place.isEmpty
      }
      throw ProtocolProblems(
        reading.problems.sorted { ($0.position, $0.place) < ($1.position, $1.place) },
        forData: touchesData ? nil : study
      )
    }
    return study
  }

  /// The blocks that say what the tables mean; with a problem in one of them the data cannot be read.
  private static let dataBlocks = [
    "study", "sites", "arms", "forms", "record", "mapping", "schedule", "laboratory-limits",
  ]

  private init(_ block: inout BlockReader, _ reading: ProtocolReading) {
    formatVersion = block.required("equipoise", else: 1) { reader in
      reader.value("a version of the protocol format", example: "1") { text in
        Int(text).flatMap { Self.formatVersions.contains($0) ? $0 : nil }
      }
    }
    study = block.section("study") { StudyIdentity(&$0) }
    data = block.section("data") { DataSource(&$0) }
    sites = block.list("sites") { reader in reader.block { Site(&$0) } }
    arms = block.list("arms") { reader in reader.block { Arm(&$0) } }
    regimens = block.list("regimens") { reader in reader.block(shelved: .regimens) { Regimen(&$0) } }
    dosing = block.optionalSection("dosing") { DosingRules(&$0) } ?? .standard
    eligibility = block.optionalSection("eligibility") { Eligibility(&$0) } ?? .none
    consent = block.optionalSection("consent") { ConsentPlan(&$0) } ?? .none
    allocation = block.optionalSection("allocation") { AllocationPlan(&$0) } ?? .none
    schedule = block.optionalSection("schedule") { Schedule(&$0) } ?? .none
    forms = block.list("forms") { reader in reader.block { Form(&$0) } }
    record = block.section("record") { RecordRoles(&$0) }
    mapping = block.optionalSection("mapping") { Mapping(&$0) } ?? .none
    laboratoryLimits = block.optionalSection("laboratory-limits") { LimitsTable(&$0) }
    let (time, forms) = (study.time, forms)
    derivations =
      block.optional("derivations") { reader in
        reader.block { Derivations(&$0, reading, time: time, forms: forms) }
      } ?? .none
    analysisSets = block.list("analysis-sets") { reader in reader.block { AnalysisSet(&$0) } }
    endpoints = block.list("endpoints") { reader in reader.block { Endpoint(&$0) } }
    safety = block.optionalSection("safety") { SafetyPlan(&$0) }
    analyses = block.section("analyses") { AnalysisPlan(&$0) }
    monitoring = block.optionalSection("monitoring") { MonitoringPlan(&$0) }
    roles = block.list("roles") { reader in reader.block { Role(&$0) } }
    reconstruction = block.optionalSection("reconstruction") { Reconstruction(&$0) }
    assumptions = reading.assumptions
    positions = reading.positions
  }
}

extension BlockReader {
  /// A block that must be there.
  fileprivate mutating func section<Value>(_ key: String, _ read: (inout BlockReader) -> Value) -> Value {
    if let value = optionalSection(key, read) { return value }
    report("the block \"\(key)\" is missing", remedy: "Add \"\(key):\" with its keys indented below.")
    // What the missing block should have said is not reported key by key.
    let silent = ProtocolReading()
    let empty = NodeReader(ProtocolNode(.mapping([]), at: Position(line: 1, column: 1)), at: key, in: silent)
    return empty.block(read)
  }

  fileprivate mutating func optionalSection<Value>(
    _ key: String,
    _ read: (inout BlockReader) -> Value
  ) -> Value? {
    optional(key) { reader in reader.block(read) }
  }
}

extension StudyProtocol {
  public func arm(_ id: String) -> Arm? { arms.first { $0.id == id } }

  /// A recorded or a derived form.
  public func form(_ id: String) -> Form? {
    forms.first { $0.id == id } ?? derivations.forms.first { $0.id == id }
  }

  public func item(_ path: ItemPath) -> Item? { form(path.form)?.item(path.item) }

  public func endpoint(_ id: String) -> Endpoint? { endpoints.first { $0.id == id } }

  public func analysisSet(_ id: String) -> AnalysisSet? { analysisSets.first { $0.id == id } }

  /// The assumption behind the value at a place; nil where a source states it.
  public func assumption(at place: String) -> Assumption? { assumptions.first { $0.place == place } }

  /// The protocol for tables that stand in its own columns, codes and dates.
  public var withoutMapping: StudyProtocol {
    var study = self
    study.mapping = .none
    return study
  }

  /// The protocol for tables that a ledger tells: in its own columns, and not missing what only acts fill, such as the arm of
  /// a candidate who was not randomized.
  public var conducted: StudyProtocol {
    var study = withoutMapping
    let acts = Set([record.arm, record.site, record.randomized, consent.date].compactMap(\.self))
    study.forms = forms.map { $0.notRequiring(acts) }
    // No form can have this name.
    study.laboratoryLimits?.file = "limits of normal.csv"
    return study
  }

  /// The protocol for tables that a rehearsal made: whatever is read or shown says that nobody was treated.
  ///
  /// - Parameters:
  ///   - statement: The sentence that every page has to carry.
  ///   - cut: The cut that is used when none is asked for.
  /// - Returns: The same protocol with simulated data in its own columns, and nothing to reconstruct.
  public func rehearsed(_ statement: LocalizedText, cut: CivilDate) -> StudyProtocol {
    var study = conducted
    study.data = DataSource(simulated: statement, cut: cut)
    study.reconstruction = nil
    return study
  }

  /// The tables that feed the forms: those of the mapping, and `<form>.csv` for every other form.
  public var tables: [Mapping.Table] {
    let mapped = Set(mapping.tables.map(\.form))
    return mapping.tables + forms.filter { !mapped.contains($0.id) }.map { Mapping.Table(form: $0.id) }
  }
}
