// SPDX-License-Identifier: Apache-2.0

import Foundation
import TrialReporting

/// A figure as a file of its own.
struct PlotFile {
  private let path: String

  init(_ path: String) { self.path = path }

  /// Writes the figure whole, or nothing.
  func write(_ figure: some Figure) throws(CommandFailure) {
    do {
      try Data(figure.standalone.rendered(.lines).utf8).write(
        to: URL(fileURLWithPath: path),
        options: .atomic
      )
    } catch {
      throw .unwritable(path, because: error.localizedDescription)
    }
  }
}
