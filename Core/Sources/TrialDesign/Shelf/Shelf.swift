// SPDX-License-Identifier: Apache-2.0

/// Published criteria, grades, regimens and drug facts that protocols name instead of writing them out.
///
/// An entry is a file, kept as nodes so that a protocol can override single keys of it:
///
///     regimens:
///       - {shelf: mec-classic, id: mec, cycles: 2}
///
/// The keys written beside `shelf` win over those of the entry.
public struct Shelf: Sendable {
  /// What an entry is; also the name of its folder.
  public enum Kind: String, CaseIterable, Sendable {
    case response
    case risk
    case toxicity
    case regimens
    case drugs
  }

  private let entries: [Kind: [String: ProtocolNode]]
  /// The terms of adverse events, with their classes and printed grades.
  public let terms: [TermDictionary.Term]

  public init(_ entries: [Kind: [String: ProtocolNode]], terms: [TermDictionary.Term] = []) {
    self.entries = entries
    self.terms = terms
  }

  /// A shelf with nothing on it.
  public static let empty = Shelf([:])

  /// The entry's nodes, such as `.response`, `eln-2022`; nil where there is none of that name.
  public func entry(_ kind: Kind, _ name: String) -> ProtocolNode? { entries[kind]?[name] }

  /// The names of all entries of a kind, sorted.
  public func names(of kind: Kind) -> [String] { (entries[kind] ?? [:]).keys.sorted() }
}
