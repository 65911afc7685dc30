// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where commands speak: results on standard output, complaints on standard error.
enum Terminal {
  /// Writes a result, ended by a line break.
  static func say(_ text: String) {
    write(text, to: .standardOutput)
  }

  /// Writes what went wrong, ended by a line break.
  static func complain(_ text: String) {
    write(text, to: .standardError)
  }

  private static func write(_ text: String, to file: FileHandle) {
    let line = text.hasSuffix("\n") ? text : text + "\n"
    // A reader that has gone away (`| head`) is no reason to complain.
    try? file.write(contentsOf: Data(line.utf8))
  }
}
