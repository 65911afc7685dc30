// SPDX-License-Identifier: Apache-2.0

import Coordination
import TrialConduct
import TrialDesign

/// One step of a subject's way through the small trial; its key says all of it.
struct Step: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case screen
    case consent
    case enter
    case confirm
    case randomize
    case count
    case correct
  }

  /// 2025-03-10T08:00:00Z, the instant at which the small trial was opened.
  static let opening: Int64 = 1_741_593_600

  let kind: Kind
  let subject: String

  init(_ kind: Kind, for subject: String) {
    self.kind = kind
    self.subject = subject
  }

  init?(key: some StringProtocol) {
    let parts = key.split(separator: "/")
    guard parts.count == 2, let kind = Kind(rawValue: String(parts[1])) else { return nil }
    self.init(kind, for: String(parts[0]))
  }

  var key: String { "\(subject)/\(kind.rawValue)" }

  /// Two sites, so that two strata are drawn from.
  private var isNorth: Bool { subject.utf8.reduce(0) { $0 &+ Int($1) }.isMultiple(of: 2) }

  func order() -> Order {
    Order(act, by: isNorth ? "li" : "sun", reason: kind == .correct ? "slip" : nil, key: key)
  }

  private var act: Act {
    let day = CivilDate(iso: "2025-03-10") ?? Timestamp(seconds: Self.opening, offset: .utc).date
    func enter(_ form: String, _ values: [(String, String)]) -> Act {
      let values = values.map { EnteredValue($0.0, $0.1) }
      return .enter(subject: subject, form: form, row: nil, values: values, expecting: nil)
    }
    switch kind {
    case .screen:
      return .screen(Screening(subject: subject, site: isNorth ? "north" : "south", on: day, identity: nil))
    case .consent: return .consent(subject: subject, version: "1", on: day)
    case .enter:
      return enter("baseline", [("age", "58"), ("pregnant", "no"), ("name", "NAME OF \(subject)")])
    case .confirm: return .confirmEligibility(subject: subject)
    case .randomize: return .randomize(subject: subject)
    // A count above 1000 is asked about, so that the act makes two entries.
    case .count: return enter("counts", [("date", "2025-03-10"), ("platelets", "1400")])
    case .correct:
      let row = RowReference(subject, "counts")
      return .correct(row, values: [EnteredValue("platelets", "140")], expecting: nil)
    }
  }
}
