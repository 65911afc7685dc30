// SPDX-License-Identifier: Apache-2.0
import Foundation
import Markup
import Testing

@testable import TrialReporting

/// Compares a figure with its kept picture, and checks its layout on the page and as a file.
///
/// With `EQUIPOISE_RECORD=1` in the environment the pictures are written instead; look at them before keeping
/// them.
func expectSnapshot(_ figure: some Figure, _ name: String, sourceLocation: SourceLocation = #_sourceLocation)
  throws
{
  #expect(FigureLayoutCheck(figure.svg).faults == [], "on the page", sourceLocation: sourceLocation)
  #expect(FigureLayoutCheck(figure.standalone).faults == [], "as a file", sourceLocation: sourceLocation)
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/\(name).svg")
  let now = figure.standalone.rendered(.lines)
  if ProcessInfo.processInfo.environment["EQUIPOISE_RECORD"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(now.utf8).write(to: file)
    return
  }
  let kept = try String(contentsOf: file, encoding: .utf8)
  guard kept != now else { return }
  let difference = zip(
    kept.split(separator: "\n", omittingEmptySubsequences: false),
    now.split(separator: "\n", omittingEmptySubsequences: false)
  )
  .enumerated()
  .first { $1.0 != $1.1 }
  Issue.record(
    """
    \(name).svg differs, first in line \((difference?.offset ?? -1) + 1)
      kept: \(difference?.element.0 ?? "")
      now:  \(difference?.element.1 ?? "")
    """,
    sourceLocation: sourceLocation
  )
}

extension FigureNotes {
  /// The words around an invented figure.
  static func example(_ id: String, title: String = "Overall survival by arm") -> FigureNotes {
    FigureNotes(
      id: id,
      title: title,
      description: "An invented example for tests.",
      caption:
        "Full analysis set. Bands are pointwise 95% confidence intervals; ticks mark censored subjects.",
      footer: "example · cut 2025-07-31 · 3f2a9c"
    )
  }
}
