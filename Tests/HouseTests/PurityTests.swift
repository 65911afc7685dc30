// SPDX-License-Identifier: Apache-2.0

import Testing

/// Below the doors there is no clock, disk, network, system randomness, terminal or shared state.
@Suite struct PurityTests {
  /// What is banned: plain words that any use of it must hold, looked for first because patterns are slow, and the
  /// pattern that decides.
  private static var banned: [(what: String, words: [String], sign: Regex<Substring>)] {
    [
      (
        "the clock",
        ["Date", "Clock", "DispatchTime", "clock_gettime"],
        /\bDate\(\)|\bDate\.now\b|\b(?:Continuous|Suspending|System)Clock\b|\bsome Clock\b|\bDispatchTime\b|\bclock_gettime\b/
      ),
      (
        "the disk",
        ["File", "fopen", "contentsOf", "URL("],
        /\bFileManager\b|\bFileHandle\b|\bfopen\b|\bcontentsOfFile:|\b(?:Data|String)\(contentsOf:|\bURL\(/
      ),
      ("other programs", ["Process", "getenv"], /\bProcess\(|\bProcessInfo\b|\bgetenv\b/),
      ("the network", ["URLSession", "socket("], /\bURLSession\b|\bsocket\(/),
      (
        "system randomness",
        ["arc4random", "SystemRandom", "random(", "randomElement", "shuffled(", "UUID("],
        /\barc4random|\bSystemRandomNumberGenerator\b|\.random\(in:|\.randomElement\(\)|\.shuffled\(\)|\bUUID\(\)/
      ),
      ("the terminal", ["print(", "readLine(", "dump("], /\bprint\(|\breadLine\(|\bdebugPrint\(|\bdump\(/),
      (
        "threads", ["Thread", "DispatchQueue", "Task"],
        /\bThread\b|\bDispatchQueue\b|\bTask\s*\{|\bTask\.detached\b/
      ),
      (
        "global state",
        ["nonisolated", "var "],
        /\bnonisolated\(unsafe\)|^(?:public |package |internal |private )?var\s|\bstatic var \w+[^{]*=\s/
      ),
      ("sudden ends", ["fatalError(", "try!", "as!", "exit("], /\bfatalError\(|\btry!|\bas!|\bexit\(/),
    ]
  }

  @Test("Core is pure", arguments: SourceTree.core)
  func pure(file: SourceTree.File) {
    for (what, words, sign) in Self.banned {
      for (number, line) in file.code where words.contains(where: line.contains) && line.contains(sign) {
        Issue.record("\(file.path):\(number) uses \(what): \(line)")
      }
    }
  }

  @Test("doors do not end suddenly either", arguments: SourceTree.doors)
  func doors(file: SourceTree.File) {
    for (number, line) in file.code where line.contains(/\bfatalError\(|\btry!|\bas!/) {
      Issue.record("\(file.path):\(number) ends suddenly: \(line)")
    }
  }
}
