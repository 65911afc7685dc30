// SPDX-License-Identifier: Apache-2.0

import Coordination
import Markup
import TrialConduct
import TrialDesign
import TrialReporting

/// What the commands of conduct print.
enum ConductText {
  static func line(_ event: TrialEvent, entry: Int?, _ language: Language) -> String {
    "\(entry.map { "\($0)  " } ?? "")\(event.fact.kind)"
  }

  static func json(_ event: TrialEvent, entry: Int?) -> JSONValue {
    ["entry": .optional(entry), "kind": .string(event.fact.kind)]
  }

  static func words(for failure: TrialFailure, _ language: Language) -> String { "\(failure)" }
}
