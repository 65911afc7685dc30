// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A serious event: every version of its report, and what went out.
public struct SeriousCase: Sendable {
  /// One version of the report.
  public struct Version: Hashable, Sendable {
    public let report: SeriousReport
    public let author: TrialEvent.Author
    public let at: Timestamp
    public let entry: Int
  }

  /// A report that went out.
  public struct Sent: Hashable, Sendable {
    public let kind: String
    public let on: CivilDate
  }

  public private(set) var versions: [Version]
  public private(set) var sent: [Sent] = []

  public var id: String { versions[0].report.id }
  public var row: RowReference { versions[0].report.row }

  init(_ report: SeriousReport, _ event: TrialEvent, _ entry: Int) {
    versions = [Version(report: report, author: event.author, at: event.at, entry: entry)]
  }

  /// The answer as it is known now; empty where unknown.
  public func answer(_ item: String) -> String {
    for version in versions.reversed() {
      if let answer = version.report.answers.first(where: { $0.item == item }) { return answer.text }
    }
    return ""
  }

  mutating func add(_ report: SeriousReport, _ event: TrialEvent, _ entry: Int) {
    versions.append(Version(report: report, author: event.author, at: event.at, entry: entry))
  }

  mutating func send(kind: String, on: CivilDate) { sent.append(Sent(kind: kind, on: on)) }
}
