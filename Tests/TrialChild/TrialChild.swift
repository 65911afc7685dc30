// SPDX-License-Identifier: Apache-2.0

import Coordination
import Foundation
import TrialConduct
import TrialDesign

/// A program of its own for tests that end it: `trial-child FOLDER KEYS NAME AGAIN`.
///
/// It opens the trial of a folder and lets 64 clients conduct it at once, until it is ended. Every act that is
/// acknowledged becomes one line: its idempotency key, its first and its last entry. What failed becomes a line that
/// begins with `!`. Subjects are named after NAME, so that two programs with the same name ask for the same acts; AGAIN is
/// a file of keys that are asked for again before anything new.
@main
struct TrialChild {
  static func main() async {
    let arguments = CommandLine.arguments
    guard arguments.count == 5, let keys = FileManager.default.contents(atPath: arguments[4]) else { exit(2) }
    do {
      let trial = try await TrialFolder(arguments[1], keys: arguments[2]).open(allocates: true, now: clock())
      let again = String(decoding: keys, as: UTF8.self).split(separator: "\n").compactMap { Step(key: $0) }
      await withTaskGroup(of: Void.self) { group in
        for step in again { group.addTask { await ask(step, of: trial) } }
      }
      let parent = getppid()
      await withTaskGroup(of: Void.self) { group in
        for client in 0..<64 {
          group.addTask {
            var number = 0
            // Whoever started it may have ended without a word.
            while getppid() == parent {
              for kind in Step.Kind.allCases {
                await ask(Step(kind, for: "\(arguments[3])-\(client)-\(number)"), of: trial)
              }
              number += 1
            }
          }
        }
      }
    } catch {
      say("! \(error)")
      exit(1)
    }
  }

  /// The wall clock, moved so that the trial stays at the day on which it was opened.
  private static func clock() -> @Sendable () -> Timestamp {
    let (day, opening) = (Step.opening, ProcessInfo.processInfo.environment["EQUIPOISE_OPENING"])
    let shift = day - (opening.flatMap { Int64($0) } ?? 0)
    return { Timestamp(seconds: Int64(Date().timeIntervalSince1970) + shift, offset: .utc) }
  }

  /// Asks until an answer comes that is final; a place that fails is asked again with the same key.
  private static func ask(_ step: Step, of trial: LiveTrial) async {
    for _ in 0..<200 {
      do {
        let entries = try await trial.perform(step.order()).entries
        say("\(step.key) \(entries.lowerBound) \(entries.upperBound)")
        return
      } catch {
        say("! \(step.key): " + "\(error)".replacingOccurrences(of: "\n", with: " "))
        guard case .ledger = error else { return }
        try? await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  /// One write, so that a line is whole or not there.
  private static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
  }
}
