// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import PaperAudit

/// The paragraphs of `Corpus/*.md` with their labels.
struct LabelledParagraph {
  struct Label {
    /// The snippet, and other places that are as good to accuse; ranges of Unicode scalars.
    let places: [Range<Int>]
    let snippet: String
    let kind: String
    let verdict: String
    let reason: String
  }

  let file: String
  let title: String
  let isSound: Bool
  let text: String
  let labels: [Label]

  /// All paragraphs; the files stand beside this one.
  static func all(in folder: String) throws -> [LabelledParagraph] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: folder)
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "md" && $0.lastPathComponent != "README.md" }
    return try files.sorted { $0.lastPathComponent < $1.lastPathComponent }.flatMap { file in
      paragraphs(try String(contentsOf: file, encoding: .utf8), file: file.lastPathComponent)
    }
  }

  private static func paragraphs(_ markdown: String, file: String) -> [LabelledParagraph] {
    var found: [LabelledParagraph] = []
    var title = ""
    var head = ""
    var text: [Substring] = []
    var labels: [Substring] = []
    var isInside = false
    func finish() {
      guard !text.isEmpty else { return }
      let joined = text.joined(separator: "\n")
      let parsed = labels.compactMap { label(String($0), in: joined) }
      #expect(parsed.count == labels.count, "\(file): \(title): a label was not understood")
      found.append(
        LabelledParagraph(
          file: file,
          title: title,
          isSound: head.contains("All sound: yes"),
          text: joined,
          labels: parsed
        )
      )
    }
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("~~~") {
        isInside.toggle()
      } else if isInside {
        text.append(line)
      } else if line.hasPrefix("## ") {
        finish()
        (title, head, text, labels) = (String(line.dropFirst(3)), "", [], [])
      } else if line.hasPrefix("Habit:") {
        head = String(line)
      } else if line.hasPrefix("- `") {
        labels.append(line)
      }
    }
    finish()
    return found
  }

  /// - `snippet` @2 | kind | verdict | reason, or at `other`
  private static func label(_ line: String, in text: String) -> Label? {
    let parts = line.dropFirst(2).components(separatedBy: " | ")
    guard parts.count >= 3, let snippet = quoted(parts[0]).first else { return nil }
    let reason = parts.dropFirst(3).joined(separator: " | ")
    let occurrence =
      parts[0].components(separatedBy: "@").last.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) } ?? 1
    var places = range(of: snippet.text, occurrence, in: text).map { [$0] } ?? []
    guard !places.isEmpty else { return nil }
    if let start = reason.range(of: "or at ") {
      for other in quoted(String(reason[start.upperBound...])) {
        if let place = range(of: other.text, other.occurrence, in: text) { places.append(place) }
      }
    }
    return Label(
      places: places,
      snippet: snippet.text,
      kind: parts[1].trimmingCharacters(in: .whitespaces),
      verdict: parts[2].trimmingCharacters(in: .whitespaces),
      reason: reason
    )
  }

  private static func quoted(_ text: String) -> [(text: String, occurrence: Int)] {
    let parts = text.components(separatedBy: "`")
    return stride(from: 1, to: parts.count, by: 2).map { index in
      let behind = index + 1 < parts.count ? parts[index + 1] : ""
      let digits = behind.hasPrefix(" @") ? behind.dropFirst(2).prefix { $0.isNumber } : ""
      return (parts[index], Int(digits) ?? 1)
    }
  }

  private static func range(of snippet: String, _ occurrence: Int, in text: String) -> Range<Int>? {
    let (text, snippet) = (Array(text.unicodeScalars), Array(snippet.unicodeScalars))
    guard !snippet.isEmpty, text.count >= snippet.count else { return nil }
    var seen = 0
    for start in 0...text.count - snippet.count
    where text[start..<start + snippet.count].elementsEqual(snippet) {
      seen += 1
      if seen == occurrence { return start..<start + snippet.count }
    }
    return nil
  }
}
