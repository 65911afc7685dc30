// SPDX-License-Identifier: Apache-2.0

/// What a co-medication does to a drug's dose (`interactions:` of a drug's facts).
public struct InteractionRule: Sendable {
  /// Ids of co-medications or of classes of them.
  public let with: [String]
  public let effect: Effect
  /// Days after the last dose of the co-medication until the planned dose is taken up again; 0 for the next day.
  public let resumeAfter: Int
  /// What the label says about taking the planned dose up again.
  public let resumption: LocalizedText?
  public let because: LocalizedText?
  public let source: LocalizedText?

  /// The change of the dose.
  public enum Effect: Hashable, Sendable {
    /// Amounts in place of the planned ones: one for each day of the ramp-up, then the steady one.
    case amounts(ramp: [Quantity], steady: Quantity)
    /// This share of the planned dose.
    case share(Double)
    /// The two are not given together.
    case avoid
  }

  init(_ block: inout BlockReader) {
    with = block.list("with") { $0.text() }
    let ramp = block.list("ramp") { $0.amount() }
    let steady = block.optional("steady") { $0.amount() }
    let share = block.optional("share") { $0.share() }
    let avoid = block.optional("avoid") { $0.boolean() }
    switch (steady, share, avoid) {
    case (.some(let steady), nil, nil): effect = .amounts(ramp: ramp, steady: steady)
    case (nil, .some(let share), nil) where share > 0 && share < 1 && ramp.isEmpty: effect = .share(share)
    default:
      effect = .avoid
      if avoid != true || steady != nil || share != nil || !ramp.isEmpty {
        block.report(
          "an interaction without one clear effect",
          remedy: "Write steady (with ramp), a share below 100 %, or avoid: true."
        )
      }
    }
    resumeAfter = block.optional("resume-after") { $0.quantity()?.days } ?? 0
    resumption = block.optional("resumption") { $0.localized() }
    because = block.optional("because") { $0.localized() }
    source = block.optional("source") { $0.localized() }
  }
}

/// A drug that a subject takes beside the study drugs, as far as it matters for them.
public struct CoMedication: Sendable {
  public let id: String
  public let title: LocalizedText
  /// Ids of the classes it belongs to, such as strong CYP3A inhibitors.
  public let classes: [String]
  /// How other sources class it.
  public let otherwise: [Reading]
  public let source: LocalizedText?

  /// One source's classes.
  public struct Reading: Sendable {
    public let classes: [String]
    public let source: LocalizedText
  }

  /// A co-medication that no table knows, with the classes that someone named.
  package init(id: String, classes: [String]) {
    self.id = id
    title = LocalizedText(id)
    self.classes = classes
    otherwise = []
    source = nil
  }

  init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.optional("title") { $0.localized() } ?? LocalizedText(id)
    classes = block.list("classes") { $0.text() }
    otherwise = block.list("otherwise") { reader in
      reader.block { Reading(classes: $0.list("classes") { $0.text() }, source: $0.localized("source")) }
    }
    source = block.optional("source") { $0.localized() }
  }
}

/// A class of co-medications and its name.
public struct InteractionClass: Sendable {
  public let id: String
  public let title: LocalizedText
}
