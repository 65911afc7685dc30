// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import LedgerSQLite

/// A program of its own for tests that end it, or that need another user: `ledger-child append|try PATH`.
@main
struct LedgerChild {
  static func main() async {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { exit(2) }
    do {
      switch arguments[1] {
      case "append": try await append(to: arguments[2])
      case "try": try await attempt(at: arguments[2])
      default: exit(2)
      }
    } catch {
      say("\(error)")
      exit(1)
    }
  }

  /// Appends groups of one to five entries until it is ended, and says each head once it is acknowledged.
  private static func append(to path: String) async throws {
    let ledger = try SQLiteLedger(opening: path)
    let name = ProcessInfo.processInfo.processIdentifier
    var head = try await ledger.head()
    var number = 0
    let parent = getppid()
    // Whoever started it may have ended without a word.
    while getppid() == parent {
      let drafts = (0...number % 5).map { part in
        Draft(payload: Array("\(name) \(number) \(part)".utf8), claims: ["request/\(name)/\(number)/\(part)"])
      }
      do {
        head = try await ledger.append(drafts, expecting: head)
        say("\(head.count) \(head.hash) \(drafts.count)")
        number += 1
      } catch {
        guard case .moved(let now) = error else { throw error }
        head = now
      }
    }
  }

  /// Appends one entry as a user without rights.
  private static func attempt(at path: String) async throws {
    if geteuid() == 0, setgid(65534) != 0 || setuid(65534) != 0 { exit(3) }
    let ledger = try SQLiteLedger(opening: path, patience: 0.2)
    let head = try await ledger.append([Draft(payload: [1])], expecting: ledger.head())
    say("\(head.count)")
  }

  /// One write, so that a line is whole or not there.
  private static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
  }
}
