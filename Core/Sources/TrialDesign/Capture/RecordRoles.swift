// SPDX-License-Identifier: Apache-2.0

/// Which items carry the facts that every trial has (`record:`).
public struct RecordRoles: Sendable {
  /// The arm a subject was randomized to.
  public let arm: ItemPath
  /// nil where the data name no site.
  public let site: ItemPath?
  /// The day of randomization, from which days are counted; nil in relative time, where it is day 0.
  public let randomized: ItemPath?
  /// The first dose of study treatment (a date, or days since randomization); nil where not recorded.
  public let treated: ItemPath?
  /// The last dose of study treatment; nil where not recorded, then the plan says when treatment ends.
  public let lastDose: ItemPath?
  /// The first day of other therapy against the disease; nil where not recorded.
  public let newTherapy: ItemPath?
  /// Dates that show the subject alive; empty: every form's own date shows it.
  public let alive: [ItemPath]
  /// Why treatment was stopped early; nil where not recorded.
  public let discontinued: Reason?
  /// Whether or why follow-up was lost; nil where not recorded.
  public let lost: Reason?

  /// A category item of which some answers are a reason and others say that there was none.
  public struct Reason: Sendable {
    public let item: ItemPath
    /// The answers that are no reason, such as `completed` or `no`.
    public let exempt: [String]
    /// When it came about: before that day, as at an earlier cut, there is no reason yet; nil for the form's own day.
    public let at: ItemPath?
  }

  static let none = RecordRoles()

  private init() {
    arm = ItemPath(form: "", item: "")
    site = nil
    randomized = nil
    treated = nil
    lastDose = nil
    newTherapy = nil
    alive = []
    discontinued = nil
    lost = nil
  }

  init(_ block: inout BlockReader) {
    arm = block.required("arm", else: ItemPath(form: "", item: "")) { $0.itemPath() }
    site = block.optional("site") { $0.itemPath() }
    randomized = block.optional("randomized") { $0.itemPath() }
    treated = block.optional("treated") { $0.itemPath() }
    lastDose = block.optional("last-dose") { $0.itemPath() }
    newTherapy = block.optional("new-therapy") { $0.itemPath() }
    alive = block.list("alive") { $0.itemPath() }
    discontinued = block.optional("discontinued") { $0.reason() }
    lost = block.optional("lost") { $0.reason() }
  }
}

extension NodeReader {
  /// An item, or `{item: form.item, except: [codes], at: form.item}`.
  fileprivate func reason() -> RecordRoles.Reason? {
    guard case .mapping = node.content else {
      return itemPath().map { RecordRoles.Reason(item: $0, exempt: [], at: nil) }
    }
    return block { block in
      RecordRoles.Reason(
        item: block.required("item", else: ItemPath(form: "", item: "")) { $0.itemPath() },
        exempt: block.list("except") { $0.text() },
        at: block.optional("at") { $0.itemPath() }
      )
    }
  }
}
