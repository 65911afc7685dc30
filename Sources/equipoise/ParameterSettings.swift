// SPDX-License-Identifier: Apache-2.0

/// What `--set name=value` says of the parameters of criteria.
enum ParameterSettings {
  /// - Parameters:
  ///   - texts: As typed; of a name that stands twice the last counts.
  ///   - example: One that the command takes, for the advice.
  /// - Returns: Values by the name of their parameter.
  /// - Throws: `CommandFailure` where a text has no "=".
  static func read(_ texts: [String], example: String) throws(CommandFailure) -> [String: String] {
    var values: [String: String] = [:]
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else {
        throw .usage("--set: \"\(text)\" names no value.\n  Write, for example, --set \(example).")
      }
      values[parts[0]] = parts[1]
    }
    return values
  }
}
