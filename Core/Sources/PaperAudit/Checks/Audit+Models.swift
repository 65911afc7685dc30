// SPDX-License-Identifier: Apache-2.0

extension Audit {
  /// Whether a sentence speaks of an adjusted analysis, or the text says so of all of them.
  func hasModels(_ sentence: SentenceReading) -> Bool {
    isModelled || Self.namesModel(sentence, document)
  }

  /// A sentence without results tells how everything was analysed; one with results tells its own.
  static func isModelled(_ reading: PaperReading) -> Bool {
    let document = reading.document
    guard document.has(.adjusted) else { return false }
    return reading.sentences.contains { sentence in
      let hasResult = sentence.phrases.contains {
        switch $0 {
        case .p, .estimate, .proportion, .statistic: true
        case .summary(let summary): summary.value != nil
        case .count: false
        }
      }
      return !hasResult && namesModel(sentence, document)
    }
  }

  /// "Stratified" in the sentence on randomization is no analysis.
  static func namesModel(_ sentence: SentenceReading, _ document: Document) -> Bool {
    guard sentence.tokens.contains(where: { document.sense($0) == .adjusted }) else { return false }
    let isAllocating = sentence.tokens.contains { document.sense($0) == .randomized }
    return sentence.tokens.contains {
      document.sense($0) == .adjusted && !(isAllocating && document.word($0).hasPrefix("stratifi"))
    }
  }
}
