// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// A verdict on genetic risk in words.
public struct RiskWords {
  let list: DecisionList
  let texts: Texts
  private let decisions: DecisionWords

  public init(_ list: DecisionList, language: Language) {
    self.list = list
    texts = Texts(language: language)
    decisions = DecisionWords(list, language: language)
  }

  /// The deciding line first; then what speaks against other categories, and what the karyotype shows.
  public func because(_ verdict: RiskVerdict) -> [String] {
    [decisions.verdict(verdict.decision)] + refusals(verdict.decision) + lesions(verdict)
  }

  /// What was there and did not lead to another category.
  ///
  /// That lesions are absent explains nothing.
  private func refusals(_ decision: Decision) -> [String] {
    var told: Set<String> = []
    return decision.refused.compactMap { refusal in
      let parts = refusal.parts.filter { isRemarkable($0) }
      guard !parts.isEmpty else { return nil }
      let outcome = list.outcomes[list.rules[refusal.rule].outcome].id
      return texts(DecisionMessage.notBecause, outcome, decisions.parts(parts))
    }.filter { told.insert($0).inserted }
  }

  private func isRemarkable(_ part: Decision.Part) -> Bool {
    guard part.input < list.findingCount, !part.value.isNaN else { return false }
    let item = list.inputs[part.input].item
    return item.kind != .category || !["no", "wt"].contains(item.categories[Int(part.value)].code)
  }

  /// The deciding line alone.
  public func verdict(_ verdict: RiskVerdict) -> String { decisions.verdict(verdict.decision) }

  /// What would leave fewer categories open, by name.
  ///
  /// Where hardly any lesion is known, the karyotype is named instead.
  public func settledBy(_ verdict: RiskVerdict) -> [String] {
    let open = verdict.decision.settledBy
    let cytogenetic = open.filter { CytogeneticLesion(rawValue: list.inputs[$0].id) != nil }
    guard cytogenetic.count > 8 else { return open.map { title($0) } }
    return [texts[RiskMessage.karyotype]] + open.filter { !cytogenetic.contains($0) }.map { title($0) }
  }

  /// What the karyotype shows, hides or leaves open.
  public func lesions(_ verdict: RiskVerdict) -> [String] {
    verdict.lesions.compactMap { finding in
      let evidence = finding.evidence.compactMap { words($0) }
      guard !evidence.isEmpty, let index = list.index(of: finding.lesion.rawValue) else { return nil }
      let said = evidence.joined(separator: separator)
      switch finding.truth {
      case .met: return texts(RiskMessage.shown, title(index), said)
      // A count that stays below three explains nothing.
      case .notMet: return finding.isNotable ? texts(RiskMessage.ruledOut, title(index), said) : nil
      case .unknown: return texts(RiskMessage.leftOpen, title(index), said)
      }
    }
  }

  /// The notes of the criteria, contradictions, and what the reader of the karyotype should look at.
  public func notes(_ verdict: RiskVerdict) -> [String] {
    let published = verdict.decision.notes.map { index in
      let note = list.notes[index]
      guard let source = note.source else { return texts[note.text] }
      return texts(DecisionMessage.source, texts[note.text], texts[source])
    }
    let contradictions = verdict.contradictions.compactMap { lesion -> String? in
      guard let index = list.index(of: lesion.rawValue) else { return nil }
      let given = list.inputs[index].item.categories[Int(verdict.values[index])].title
      let found = verdict.lesions.first { $0.lesion == lesion }?.evidence.compactMap { words($0) } ?? []
      let said = found.isEmpty ? verdict.karyotypeText : found.joined(separator: separator)
      return texts(RiskMessage.contradiction, title(index), texts[given], said)
    }
    return published + contradictions + remarks(verdict) + unusedValues(verdict)
  }

  private func remarks(_ verdict: RiskVerdict) -> [String] {
    guard let karyotype = verdict.karyotype else { return [] }
    var lines = karyotype.remarks.map { remark -> String in
      switch remark {
      case .unread(let text, let column): texts(RiskMessage.unread, text, "\(column)")
      case .incomplete: texts[RiskMessage.incomplete]
      case .onlyDonor: texts[RiskMessage.onlyDonor]
      case .wrongCount(let clone, let stated, let items):
        texts(RiskMessage.wrongCount, "\(clone)", "\(stated.lowerBound)", "\(items)")
      case .replaced(let loss, let by): texts(RiskMessage.replaced, loss, by)
      }
    }
    if karyotype.hasUnreadParts { lines.append(texts[RiskMessage.unreadRest]) }
    if let few = verdict.lesions.lazy.flatMap(\.evidence).first(where: \.isFewMetaphases),
      case .fewMetaphases(let number, let needed) = few
    {
      lines.append(texts(RiskMessage.fewMetaphases, "\(number)", "\(needed)"))
    }
    if let item = karyotype.promyelocyticTranslocation {
      lines.append(texts(RiskMessage.promyelocytic, item))
    }
    return lines
  }

  private func unusedValues(_ verdict: RiskVerdict) -> [String] {
    verdict.vafWithoutUnit.map { [texts(RiskMessage.vafWithoutUnit, $0)] } ?? []
  }

  /// nil where the evidence concerns every lesion alike and is told once, with the remarks.
  private func words(_ evidence: LesionEvidence) -> String? {
    switch evidence {
    case .found(let item): texts(RiskMessage.found, item)
    case .variant(let item): texts(RiskMessage.variant, item)
    case .nearMiss(let item): texts(RiskMessage.nearMiss, item)
    case .withoutBands(let item): texts(RiskMessage.withoutBands, item)
    case .uncertain(let item): texts(RiskMessage.uncertain, item)
    case .suspicious(let item): texts(RiskMessage.suspicious, item)
    case .notClonal(let item, let cells): texts(RiskMessage.notClonal, item, "\(cells)")
    case .unreadParts, .fewMetaphases: nil
    case .count(let range, let items):
      range.count == 1
        ? texts(RiskMessage.abnormalities, "\(range.lowerBound)", listed(items))
        : texts(RiskMessage.abnormalitiesRange, "\(range.lowerBound)", "\(range.upperBound)", listed(items))
    case .hyperdiploid(let items): texts(RiskMessage.hyperdiploid, listed(items))
    case .classDefined(let item, _): texts(RiskMessage.classDefined, item)
    case .monosomies(let losses, let structural):
      structural.isEmpty
        ? texts(RiskMessage.monosomies, listed(losses))
        : texts(RiskMessage.monosomyBeside, listed(losses), listed(structural))
    }
  }

  func quantity(_ value: Double, _ unit: Unit?) -> String { decisions.quantity(value, unit) }

  func title(_ input: Int) -> String { texts[list.inputs[input].item.title] }

  private func listed(_ items: [String]) -> String { items.joined(separator: separator) }

  private var separator: String { texts[DecisionMessage.listSeparator] }
}

extension LesionFinding {
  /// Whether a reader may have expected the lesion.
  fileprivate var isNotable: Bool {
    evidence.contains {
      switch $0 {
      case .hyperdiploid: true
      case .classDefined(_, let wouldCount): wouldCount
      default: false
      }
    }
  }
}

extension LesionEvidence {
  fileprivate var isFewMetaphases: Bool {
    if case .fewMetaphases = self { true } else { false }
  }
}
