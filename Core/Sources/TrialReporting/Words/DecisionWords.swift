// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// A verdict in words: what decides, what speaks against better outcomes, what would settle an open one.
///
///     CRh: Marrow blasts 2 % < 5 %, Neutrophils 0.9 ×10⁹/L ≥ 0.5 ×10⁹/L, …
///     not CR: Neutrophils 0.9 ×10⁹/L < 1 ×10⁹/L
public struct DecisionWords {
  private let list: DecisionList
  private let texts: Texts

  public init(_ list: DecisionList, language: Language) {
    self.list = list
    texts = Texts(language: language)
  }

  /// The verdict's lines, the deciding one first.
  ///
  /// - Parameter decision: A decision by this list.
  /// - Returns: One line for what decides or is open, one for each better outcome that was refused (only the first
  ///   rule of an outcome), one for what would settle it, and the notes.
  public func because(_ decision: Decision) -> [String] {
    var lines = [verdict(decision)]
    var told: Set<Int> = []
    for refusal in decision.refused where told.insert(list.rules[refusal.rule].outcome).inserted {
      let outcome = list.outcomes[list.rules[refusal.rule].outcome].id
      lines.append(texts(DecisionMessage.notBecause, outcome, parts(refusal.parts)))
    }
    if !decision.settledBy.isEmpty { lines.append(settledBy(decision)) }
    return lines + decision.notes.map { texts[list.notes[$0].text] }
  }

  /// The deciding line: the outcome, the parts it rests on, and the published sentence with its source.
  public func verdict(_ decision: Decision) -> String {
    guard let outcome = decision.outcome else {
      let possible = decision.possible.map { list.outcomes[$0].id }.joined(separator: separator)
      return texts(DecisionMessage.open, possible, parts(decision.parts))
    }
    let name = list.outcomes[outcome].id
    guard let index = decision.rule else {
      guard !decision.parts.isEmpty, decision.parts.allSatisfy({ $0.truth == .met }) else {
        return texts(DecisionMessage.allMissingLeadTo, name)
      }
      return texts(DecisionMessage.certainBecause, name, parts(decision.parts))
    }
    let rule = index < list.rules.count ? list.rules[index] : list.otherwise
    let stated = [rule.because, rule.source ?? list.source].compactMap { $0.map { texts[$0] } }
    let published = stated.count == 2 ? texts(DecisionMessage.source, stated[0], stated[1]) : stated.joined()
    let rests = parts(decision.parts)
    return texts(DecisionMessage.because, name, rests.isEmpty ? published : "\(rests) [\(published)]")
  }

  /// What would leave fewer outcomes open; empty where nothing is open.
  public func settledBy(_ decision: Decision) -> String {
    guard !decision.settledBy.isEmpty else { return "" }
    let names = decision.settledBy.map { title(of: $0) }
    return texts(DecisionMessage.settledBy, names.joined(separator: separator))
  }

  /// Several comparisons in one line.
  public func parts(_ parts: [Decision.Part]) -> String {
    var told: Set<String> = []
    return parts.map { part($0) }.filter { told.insert($0).inserted }.joined(separator: separator)
  }

  /// One comparison as it came out: `Marrow blasts 7 % ≥ 5 %` where less than 5 % was asked.
  public func part(_ part: Decision.Part) -> String {
    let title = title(of: part.input)
    switch part.comparison {
    case .known(let wanted):
      let isRecorded = (part.truth == .met) == wanted
      return texts(isRecorded ? DecisionMessage.isRecorded : .isNotRecorded, title)
    // Decision lists compare no dates.
    case .date: return texts(DecisionMessage.isMissing, title)
    case .among(let codes):
      guard !part.value.isNaN else { return texts(DecisionMessage.isMissing, title) }
      let value = category(Int(part.value), of: part.input)
      let wanted = codes.map { code in
        list.inputs[part.input].item.categories.firstIndex { $0.code == code }
          .map { category($0, of: part.input) } ?? code
      }
      return part.truth == .met
        ? texts(DecisionMessage.isCode, title, value)
        : texts(DecisionMessage.isNotCode, title, value, wanted.joined(separator: "/"))
    case .number(let relation, let threshold, let scale):
      guard !part.value.isNaN, part.truth != .unknown else { return unknown(part, title) }
      let unit = list.inputs[part.input].item.unit
      let sign = (part.truth == .met ? relation : relation.opposite).sign
      return "\(title) \(quantity(part.value, unit)) \(sign) \(limit(threshold, scale, part, unit))"
    }
  }

  private func unknown(_ part: Decision.Part, _ title: String) -> String {
    guard !part.value.isNaN, case .number(_, _, .finding(let other)) = part.comparison,
      let partner = list.index(of: other.item)
    else { return texts(DecisionMessage.isMissing, title) }
    return texts(DecisionMessage.isMissing, self.title(of: partner))
  }

  private func limit(
    _ threshold: Double,
    _ scale: Comparison.Scale,
    _ part: Decision.Part,
    _ own: Unit?
  ) -> String {
    switch scale {
    case .finding(let other):
      let name = list.index(of: other.item).map { title(of: $0) } ?? other.item
      guard threshold != 1 else { return "\(name) (\(quantity(part.partner ?? .nan, own)))" }
      return texts(
        DecisionMessage.multipleOf,
        Self.number(threshold),
        name,
        quantity(part.partner ?? .nan, own)
      )
    case .unit(let unit): return quantity(threshold, unit ?? own)
    case .upperLimit, .lowerLimit, .baseline: return Self.number(threshold)
    }
  }

  func quantity(_ value: Double, _ unit: Unit?) -> String {
    guard let unit, unit.code != "1" else { return Self.number(value) }
    return "\(Self.number(value)) \(UnitWords.symbol(of: unit, in: texts))"
  }

  /// The shortest digits that give the value back: a value beside a threshold must not be rounded onto it.
  private static func number(_ value: Double) -> String {
    guard value == value.rounded(), value.magnitude < 1e15 else {
      return "\(value)".replacing("-", with: "−")
    }
    return value < 0 ? "−\(Int(value.magnitude))" : "\(Int(value))"
  }

  private func title(of input: Int) -> String { texts[list.inputs[input].item.title] }

  private func category(_ index: Int, of input: Int) -> String {
    texts[list.inputs[input].item.categories[index].title]
  }

  private var separator: String { texts[DecisionMessage.listSeparator] }
}

extension Comparison.Relation {
  /// The relation that holds where this one does not.
  var opposite: Comparison.Relation {
    switch self {
    case .atLeast: .below
    case .atMost: .above
    case .above: .atMost
    case .below: .atLeast
    }
  }

  var sign: String {
    switch self {
    case .atLeast: "≥"
    case .atMost: "≤"
    case .above: ">"
    case .below: "<"
    }
  }
}
