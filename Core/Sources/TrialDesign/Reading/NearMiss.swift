// SPDX-License-Identifier: Apache-2.0

/// The word of a list that was probably meant by a mistyped one; capitals do not count.
public func nearMiss(of word: String, among words: [String]) -> String? {
  let typed = Array(word.lowercased().unicodeScalars)
  let near = words.map { ($0, editDistance(typed, Array($0.lowercased().unicodeScalars))) }
    .min { $0.1 < $1.1 }
  // Codes of two letters differ in one letter and mean another thing (PR, CR): there only capitals may be wrong.
  guard let near, near.1 <= typed.count / 3 else { return nil }
  return near.0
}

/// What to write instead of an unknown word: the probable one, and the list as far as a line can hold it.
public func advice(for word: String, among words: [String]) -> String {
  let meant = nearMiss(of: word, among: words).map { "Did you mean \"\($0)\"? " } ?? ""
  guard !words.isEmpty else { return meant + "The protocol defines none." }
  let shown = words.prefix(20).joined(separator: ", ")
  return meant + "Known: \(shown)\(words.count > 20 ? ", … (\(words.count) in all)" : "")."
}

/// The Levenshtein distance of two words.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var row = Array(0...b.count)
  for i in a.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let substituted = diagonal + (a[i] == b[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substituted, min(diagonal, row[j]) + 1)
    }
  }
  return row[b.count]
}
