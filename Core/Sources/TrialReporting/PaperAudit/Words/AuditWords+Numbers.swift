// SPDX-License-Identifier: Apache-2.0

import PaperAudit
import TrialDesign

/// How sentences write numbers.
extension AuditWords {
  /// A number as it is printed.
  func printed(_ number: PrintedNumber) -> String {
    DecimalText.fixed(number.value, decimals: number.decimals)
  }

  /// The printed figure of a role; "…" where the claim has none.
  func printed(_ role: PrintedFigure.Role, _ claim: Claim) -> String {
    claim.printed.first { $0.role == role }.map { printed($0.number) } ?? "…"
  }

  func percent(_ digits: String) -> String {
    texts.language == .simplifiedChinese ? digits + "%" : digits + " %"
  }

  /// What arithmetic gives for a role, with so many digits that its rounding can be followed.
  func exact(_ role: PrintedFigure.Role, _ claim: Claim) -> String {
    guard let values = claim.recomputed.first(where: { $0.role == role })?.values else { return "…" }
    let decimals = min(6, claim.printed.first { $0.role == role }?.number.decimals ?? 0)
    guard values.lowerBound == values.upperBound else { return range(values, decimals: max(1, decimals)) }
    return exact(values.lowerBound, decimals)
  }

  /// One digit more than is printed; two where the first is a 5 that may have been rounded up itself.
  private func exact(_ value: Double, _ decimals: Int) -> String {
    let plain = DecimalText.fixed(value, decimals: decimals)
    let more = DecimalText.fixed(value, decimals: decimals + 1)
    if more == plain + (decimals == 0 ? ".0" : "0") {
      let most = DecimalText.fixed(value, decimals: decimals + 3)
      return most.hasSuffix("000") ? plain : more
    }
    return more.hasSuffix("5") ? DecimalText.fixed(value, decimals: decimals + 2) : more
  }

  /// One number, or both ends.
  func range(_ values: ClosedRange<Int>) -> String {
    values.count == 1 ? "\(values.lowerBound)" : to("\(values.lowerBound)", "\(values.upperBound)")
  }

  /// Totals that fit; those that were searched end at a million.
  func totals(_ values: ClosedRange<Int>) -> String {
    guard values.upperBound >= 1_000_000 else { return range(values) }
    return texts(QuantityMessage.orMore, "\(values.lowerBound)")
  }

  func range(_ values: ClosedRange<Double>, decimals: Int) -> String {
    let low = DecimalText.fixed(values.lowerBound, decimals: decimals)
    let high = DecimalText.fixed(values.upperBound, decimals: decimals)
    return low == high ? low : to(low, high)
  }

  func to(_ low: String, _ high: String) -> String { texts(QuantityMessage.to, low, high) }

  /// What follows "p" in a sentence: "= 0.0379", "= 0.0379 to 0.0382", "< 0.0001".
  func p(_ values: ClosedRange<Double>) -> String {
    if values.upperBound < 0.0001 { return "< 0.0001" }
    let (low, high) = (probability(values.lowerBound), probability(values.upperBound))
    if values.lowerBound < 0.0001 { return "≤ \(high)" }
    return "= \(low == high ? low : to(low, high))"
  }

  /// Four decimals, at least 0.0001.
  func probability(_ value: Double) -> String {
    value < 0.0001 ? "<0.0001" : DecimalText.fixed(value, decimals: 4)
  }

  func sum(_ parts: [Int]) -> String { parts.map(String.init).joined(separator: " + ") }

  /// The parts and what they make: "13 + 5 = 18".
  func sum(_ parts: [ClosedRange<Int>]) -> String {
    parts.map { $0.count == 1 ? "\($0.lowerBound)" : "(\(range($0)))" }.joined(separator: " + ")
  }

  func list(_ parts: [String]) -> String { parts.joined(separator: texts[QuantityMessage.list]) }

  func either(_ parts: [String]) -> String {
    guard let first = parts.first else { return "…" }
    return parts.dropFirst().reduce(first) { texts(QuantityMessage.or, $0, $1) }
  }

  /// Events of subjects by arm: "16/30 against 8/25".
  func tables(_ rows: [Because.TableRow]) -> String {
    let counts = rows.map { "\($0.events)/\($0.total)" }
    guard let first = counts.first else { return "…" }
    return counts.dropFirst().reduce(first) { texts(ProbabilityMessage.versus, $0, $1) }
  }

  /// Sentences behind each other; only English sets a blank between them.
  func joined(_ sentences: [String]) -> String {
    sentences.joined(separator: texts.language == .simplifiedChinese ? "" : " ")
  }
}
