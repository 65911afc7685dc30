// SPDX-License-Identifier: Apache-2.0

import Testing

/// Below the doors there is no clock, disk, network, system randomness, terminal or shared state.
@Suite struct PurityTests {
  private static var banned: [(what: String, sign: Regex<Substring>)] {
    [
      (
        "the clock",
        /\bDate\(\)|\bDate\.now\b|\b(?:Continuous|Suspending|System)Clock\b|\bsome Clock\b|\bDispatchTime\b|\bclock_gettime\b/
      ),
      (
        "the disk",
        /\bFileManager\b|\bFileHandle\b|\bfopen\b|\bcontentsOfFile:|\b(?:Data|String)\(contentsOf:|\bURL\(/
      ),
      ("other programs", /\bProcess\(|\bProcessInfo\b|\bgetenv\b/),
      ("the network", /\bURLSession\b|\bsocket\(/),
      (
        "system randomness",
        /\barc4random|\bSystemRandomNumberGenerator\b|\.random\(in:|\.randomElement\(\)|\.shuffled\(\)|\bUUID\(\)/
      ),
      ("the terminal", /\bprint\(|\breadLine\(|\bdebugPrint\(|\bdump\(/),
      ("threads", /\bThread\b|\bDispatchQueue\b|\bTask\s*\{|\bTask\.detached\b/),
      (
        "global state",
        /\bnonisolated\(unsafe\)|^(?:public |package |internal |private )?var\s|\bstatic var \w+[^{]*=\s/
      ),
      ("sudden ends", /\bfatalError\(|\btry!|\bas!|\bexit\(/),
    ]
  }

  @Test("Core is pure", arguments: SourceTree.core)
  func pure(file: SourceTree.File) {
    for (number, line) in file.code {
      for (what, sign) in Self.banned where line.contains(sign) {
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
