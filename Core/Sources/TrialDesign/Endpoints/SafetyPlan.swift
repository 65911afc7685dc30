// SPDX-License-Identifier: Apache-2.0

/// Where adverse events and deaths are recorded (`safety:`).
public struct SafetyPlan: Sendable {
  /// The items of the adverse event form.
  public struct AdverseEvents: Sendable {
    public let term: ItemPath
    /// System organ class; nil where not recorded.
    public let systemOrganClass: ItemPath?
    /// CTCAE grade, 1–5.
    public let grade: ItemPath
  }

  /// The items of the death form.
  public struct Deaths: Sendable {
    /// A date, or days since randomization.
    public let at: ItemPath
    /// Dead only where this is met; nil where a value on file is a death.
    public let when: Criterion?
    public let cause: ItemPath?
  }

  /// The analysis set whose subjects are counted.
  public let set: String
  public let adverseEvents: AdverseEvents?
  public let deaths: Deaths?
  /// Reports that are due within days; nil where the protocol declares none.
  public let expedited: ExpeditedReporting?
  /// What ties these data together beyond terms, grades and dates; nil where the protocol does not say.
  public let reconcile: ReconciliationPlan?

  init(_ block: inout BlockReader) {
    set = block.text("set")
    adverseEvents = block.optional("adverse-events") { reader in reader.block { AdverseEvents(&$0) } }
    deaths = block.optional("deaths") { reader in reader.block { Deaths(&$0) } }
    expedited = block.optional("expedited") { reader in reader.block { ExpeditedReporting(&$0) } }
    reconcile = block.optional("reconcile") { reader in reader.block { ReconciliationPlan(&$0) } }
  }
}

extension StudyProtocol {
  /// The recorded form with a line for each adverse event; nil where none is recorded.
  ///
  /// The safety plan may count the lines of a derived form; then it is the one from which those are derived.
  public var adverseEventForm: String? {
    recordedEvents?.form
  }
}

extension SafetyPlan.AdverseEvents {
  fileprivate init(_ block: inout BlockReader) {
    term = block.required("term", else: ItemPath(form: "", item: "")) { $0.itemPath() }
    systemOrganClass = block.optional("soc") { $0.itemPath() }
    grade = block.required("grade", else: ItemPath(form: "", item: "")) { $0.itemPath() }
  }
}

extension SafetyPlan.Deaths {
  fileprivate init(_ block: inout BlockReader) {
    at = block.required("at", else: ItemPath(form: "", item: "")) { $0.itemPath() }
    when = block.optional("when") { $0.criterion() }
    cause = block.optional("cause") { $0.itemPath() }
  }
}
