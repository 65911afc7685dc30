// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// How the help of commands is written, so that it reads well in a terminal of any width.
@Suite struct HelpTests {
  @Test("prose of help is one line for each paragraph, wrapped by the terminal", arguments: SourceTree.doors)
  func prose(file: SourceTree.File) {
    for discussion in file.text.matches(of: /discussion: """\n([\s\S]*?)\n( *)"""/) {
      let indent = discussion.output.2.count
      let lines = discussion.output.1.split(separator: "\n", omittingEmptySubsequences: false)
        .map { String($0.dropFirst(indent)) }
      for (line, next) in zip(lines, lines.dropFirst()) where isProse(line) && isProse(next) {
        #expect(line.hasSuffix("\\"), "\(file.path): end the line with a backslash: \(line)")
      }
    }
  }

  /// Examples and lists are indented or set in columns.
  private func isProse(_ line: String) -> Bool {
    !line.isEmpty && !line.hasPrefix(" ") && !line.hasSuffix(":") && !line.contains("  ")
  }
}
