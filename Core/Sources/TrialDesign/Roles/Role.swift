// SPDX-License-Identifier: Apache-2.0

/// Someone with rights and duties in the trial (`roles:`).
public struct Role: Sendable {
  public let id: String
  public let title: LocalizedText
  /// What the role may do, in words.
  public let may: [LocalizedText]
  /// What the software lets the role do; empty: nothing.
  public let can: Set<Permission>
  /// Whose subjects it reaches; where left out, those of its own sites.
  public let sites: SiteReach

  init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.localized("title")
    may = block.list("may") { $0.localized() }
    can = Set(block.list("can") { $0.choice(Permission.self) })
    sites = block.optional("sites") { $0.choice(SiteReach.self) } ?? .own
    if can.contains(.readResults), sites == .own {
      block.report(
        "a role that sees results by arm at its own sites only",
        at: "sites",
        remedy: "Results by arm are the whole trial's: write sites: all, or take read-results away."
      )
    }
  }
}
