// SPDX-License-Identifier: Apache-2.0

/// A best response, or a rate that adds some of them up.
enum ResponseName {
  case complete, partial, stable, progressive, responseRate, controlRate

  var isRate: Bool { self == .responseRate || self == .controlRate }

  fileprivate static let short: [String: ResponseName] = [
    "cr": .complete, "crs": .complete, "pr": .partial, "prs": .partial, "sd": .stable, "pd": .progressive,
    "orr": .responseRate, "dcr": .controlRate,
  ]

  /// The longest first, as scalars.
  fileprivate static let ideographs = chinese.map { ($0.unicodeScalars.map(\.value), $1) }
  private static let chinese: [(String, ResponseName)] = [
    ("客观缓解率", .responseRate), ("总缓解率", .responseRate), ("疾病控制率", .controlRate), ("完全缓解", .complete),
    ("部分缓解", .partial), ("疾病稳定", .stable), ("疾病进展", .progressive), ("稳定", .stable), ("进展", .progressive),
  ]
}

extension Audit {
  /// The response or rate that is named at a token, and the place behind the name.
  func responseName(at index: Int, _ look: PhraseLook) -> (name: ResponseName, end: Int)? {
    guard look.isWord(index) else { return nil }
    if look.isIdeographic(index) { return ideographic(index, look) }
    let word = document.word(index)
    if let name = ResponseName.short[word] { return (name, index + 1) }
    func isResponse(_ place: Int) -> Bool {
      document.isWord(place, in: ["response", "responses", "remission", "remissions"])
    }
    switch word {
    case "complete", "partial":
      let name: ResponseName = word == "complete" ? .complete : .partial
      if let place = (index + 1...index + 2).first(where: isResponse) {
        // "Complete or partial response" are two in one.
        guard look.sense(index + 1) != .or, look.sense(index + 1) != .and else { return nil }
        return (name, place + 1)
      }
      // "An objective response (12 complete, 18 partial)".
      if document.tokens.indices.contains(index - 1), document.tokens[index - 1].isNumber,
        [.comma, .and, .close, .stop, .end].contains(look.sense(index + 1)),
        look.sentence.contains(where: isResponse)
          || look.sentence.contains(where: { document.isWord($0, in: ["responded", "orr"]) })
      {
        return (name, index + 1)
      }
      // "A complete and 15 a partial response".
      let isShared = (index + 1..<index + 7).contains {
        isResponse($0) && document.isWord($0 - 1, in: ["partial"])
      }
      return isShared && look.sense(index + 1) == .and && document.tokens.indices.contains(index + 2)
        && document.tokens[index + 2].isNumber ? (name, index + 1) : nil
    case "stable" where document.isWord(index + 1, in: ["disease"]): return (.stable, index + 2)
    case "progressive" where document.isWord(index + 1, in: ["disease"]): return (.progressive, index + 2)
    case "disease" where document.isWord(index + 1, in: ["control"]) && look.sense(index + 2) == .rate:
      return (.controlRate, index + 3)
    case "objective", "overall":
      return isResponse(index + 1)
        ? (.responseRate, look.sense(index + 2) == .rate ? index + 3 : index + 2) : nil
    case "responded": return (.responseRate, index + 1)
    case "response": return look.sense(index + 1) == .rate ? (.responseRate, index + 2) : nil
    default: return nil
    }
  }

  private func ideographic(_ index: Int, _ look: PhraseLook) -> (name: ResponseName, end: Int)? {
    let start = Int(document.tokens[index].start)
    let scalars = document.text.scalars
    for (signs, name) in ResponseName.ideographs where signs[0] == scalars[start] {
      guard start + signs.count <= scalars.count, scalars[start..<start + signs.count].elementsEqual(signs)
      else {
        continue
      }
      var end = index + 1
      while look.sentence.contains(end), Int(document.tokens[end].start) < start + signs.count { end += 1 }
      return (name, end)
    }
    return nil
  }
}
