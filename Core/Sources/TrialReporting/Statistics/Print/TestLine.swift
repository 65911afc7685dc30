// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import Markup

/// A test in a list of tests.
struct TestLine: Sendable {
  /// nil where the data are too many for it.
  let result: TestResult?
  /// nil for tests that have no direction.
  let alternative: Alternative?
  /// The number of subjects above which it is left out.
  let limit: Int

  init(_ result: TestResult?, _ alternative: Alternative? = nil, limit: Int = .max) {
    self.result = result
    self.alternative = alternative
    self.limit = limit
  }

  var json: JSONValue {
    guard let result else { return ["p": nil, "leftOut": "more than \(limit) subjects"] }
    guard result.p.isNaN, case .object(let members) = JSONValue.test(result, alternative) else {
      return .test(result, alternative)
    }
    return .object(members + [JSONValue.Member("reason", "not defined by these data")])
  }
}
