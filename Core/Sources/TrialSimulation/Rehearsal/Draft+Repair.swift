// SPDX-License-Identifier: Apache-2.0

import Biostatistics
import TrialConduct
import TrialDesign

/// Bends the values of a draft until a criterion says what is wanted.
///
/// Candidates come from the criterion itself: its codes, the numbers on either side of its thresholds (often the threshold,
/// where slips of a sign show), the days around those it names. Criteria pull against each other, so one pass settles nothing;
/// the caller asks the engine again, and tries again.
extension Draft {
  mutating func make(
    _ criterion: Criterion,
    _ wanted: Bool,
    validity: Int?,
    drawing stream: inout RandomStream
  ) {
    switch criterion {
    case .not(let part): make(part, !wanted, validity: validity, drawing: &stream)
    case .all(let parts), .any(let parts):
      let needsEvery = if case .all = criterion { wanted } else { !wanted }
      guard !needsEvery, !parts.isEmpty else {
        for part in parts { make(part, wanted, validity: validity, drawing: &stream) }
        return
      }
      make(parts[stream.integer(below: parts.count)], wanted, validity: validity, drawing: &stream)
    case .compare(let path, let comparison):
      // In a log one row is enough to meet a comparison, and every row has to fail it.
      let places = rows.indices.filter { rows[$0].form.id == path.form }
      for index in wanted ? Array(places.suffix(1)) : places {
        make(path, comparison, wanted, in: index, drawing: &stream)
        refresh(path, in: index, validity: validity, drawing: &stream)
      }
    }
  }

  private mutating func make(
    _ path: ItemPath,
    _ comparison: Comparison,
    _ wanted: Bool,
    in index: Int,
    drawing stream: inout RandomStream
  ) {
    guard let item = rows[index].form.item(path.item) else { return }
    let isFree = isFree(path, in: index)
    switch comparison {
    case .date(let order, let other):
      makeDate(path, order, other, wanted, isFree: isFree, in: index, drawing: &stream)
    case _ where !isFree: return
    case .known(let known):
      guard known == wanted else { return rows[index].texts[item.id] = "" }
      redraw(item, in: index, drawing: &stream)
    case .among(let codes):
      let all = item.kind == .text ? codes + ["Virtual text"] : stage.study.codes(of: item)
      let fit = all.filter { codes.contains($0) == wanted }
      if !fit.isEmpty { rows[index].texts[item.id] = fit[stream.integer(below: fit.count)] }
    case .number(let relation, let factor, let scale):
      guard let limit = threshold(factor, scale, of: item, in: index, drawing: &stream),
        let number = number(relation, limit, wanted, item, drawing: &stream)
      else { return }
      rows[index].texts[item.id] = ValueDrawing.text(number, of: item)
    }
  }

  /// Whether a value may be bent: not what acts fill, what stands already, and what a subject's life says.
  private func isFree(_ path: ItemPath, in index: Int) -> Bool {
    guard rows[index].stands[path.item] == nil else { return false }
    switch stage.meanings.meaning(of: path) {
    case .ordinary, .causeOfDeath: return true
    case .ofAct, .firstDose, .lastDose, .stopReason, .death, .alive, .lost, .event: return false
    }
  }

  private mutating func redraw(_ item: Item, in index: Int, drawing stream: inout RandomStream) {
    rows[index].texts[item.id] = ValueDrawing(stage: stage).value(
      of: item,
      in: rows[index].form,
      beside: rows[index].texts,
      on: rows[index].day,
      at: site,
      drawing: &stream
    )
  }

  // MARK: Numbers

  /// A threshold in the item's own unit; a limit of normal that is missing is drawn.
  private mutating func threshold(
    _ factor: Double,
    _ scale: Comparison.Scale,
    of item: Item,
    in index: Int,
    drawing stream: inout RandomStream
  ) -> Double? {
    if case .unit(let unit) = scale {
      guard let unit else { return factor }
      return item.unit.flatMap { unit.factor(to: $0) }.map { $0 * factor }
    }
    guard let path = item.limits[scale], let limit = stage.study.item(path),
      let place = place(of: path, beside: index)
    else { return nil }
    if Double(rows[place].text(path.item)) == nil { redraw(limit, in: place, drawing: &stream) }
    guard let value = Double(rows[place].text(path.item)),
      let unit = stage.study.limitFactor(from: limit, to: item)
    else { return nil }
    return factor * value * unit
  }

  /// A number on the wanted side of a threshold and inside the item's range; nil where there is none.
  private func number(
    _ relation: Comparison.Relation,
    _ threshold: Double,
    _ wanted: Bool,
    _ item: Item,
    drawing stream: inout RandomStream
  ) -> Double? {
    let range = ValueDrawing.range(of: item)
    let isAbove = (relation == .atLeast || relation == .above) == wanted
    let edge = isAbove ? range.upperBound : range.lowerBound
    guard isAbove ? threshold <= edge : threshold >= edge else { return nil }
    let step = item.kind == .integer ? 1.0 : 0.1
    let near = isAbove ? threshold + step : threshold - step
    // The threshold itself, its neighbour, and something on the way to the end of the range.
    let far = threshold + (edge - threshold) * 0.5 * stream.uniform()
    var candidates = [far, near, threshold, edge]
    if stream.uniform() < 0.4 { candidates = [threshold, near, far, edge] }
    return candidates.first { candidate in
      let typed = Double(ValueDrawing.text(candidate, of: item)) ?? .nan
      return range.contains(typed) && relation.holds(typed, threshold) == wanted
    }
  }

  // MARK: Days

  private mutating func makeDate(
    _ path: ItemPath,
    _ order: Comparison.DateOrder,
    _ other: Comparison.Day,
    _ wanted: Bool,
    isFree: Bool,
    in index: Int,
    drawing stream: inout RandomStream
  ) {
    let isEarlier = (order == .before || order == .onOrBefore) == wanted
    // "before" wanted, or "on or after" not wanted, may not lie on the day itself.
    let isStrict = (order == .before || order == .after) == wanted
    let apart = (isStrict ? 1 : 0) + stream.integer(below: 12)
    if isFree {
      guard let base = day(of: other, beside: index) else {
        if let item = other.item { return redrawOther(item, beside: index, drawing: &stream) }
        return
      }
      let day = base + other.offset
      let chosen = isEarlier ? day + -apart : min(day + apart, max(asked, day + (isStrict ? 1 : 0)))
      rows[index].texts[path.item] = "\(chosen)"
    } else if let item = other.item, stage.meanings.meaning(of: item) != .ofAct,
      let own = known(path, beside: index),
      let place = item.form == rows[index].form.id
        ? index : rows.firstIndex(where: { $0.form.id == item.form })
    {
      // An act filled the day itself; the one that it is compared with can still be chosen.
      let base = own + -other.offset
      let chosen = isEarlier ? min(base + apart, max(asked, base + (isStrict ? 1 : 0))) : base + -apart
      rows[place].texts[item.item] = "\(chosen)"
    }
  }

  private mutating func redrawOther(_ path: ItemPath, beside index: Int, drawing stream: inout RandomStream) {
    guard let item = stage.study.item(path), let place = place(of: path, beside: index),
      isFree(path, in: place)
    else { return }
    redraw(item, in: place, drawing: &stream)
  }

  /// The row that holds an item beside another: that one itself, or the first of the other form.
  private func place(of path: ItemPath, beside index: Int) -> Int? {
    path.form == rows[index].form.id ? index : rows.firstIndex { $0.form.id == path.form }
  }

  private func day(of other: Comparison.Day, beside index: Int) -> CivilDate? {
    switch other.base {
    case .date(let date): date
    case .randomization: asked
    case .item(let path): known(path, beside: index)
    }
  }

  /// A day that stands in the draft, or that an act wrote.
  private func known(_ path: ItemPath, beside index: Int) -> CivilDate? {
    let state = base.subject(subject)
    if path == stage.study.consent.date { return state?.consents.first?.on }
    if path == stage.study.record.randomized { return state?.allocation?.on }
    if let place = place(of: path, beside: index) { return CivilDate(iso: rows[place].text(path.item)) }
    return CivilDate(iso: state?.row(path.form, 1)?.text(path.item) ?? "")
  }

  /// Dates a value so that it has not expired on the day asked about, and is the latest of its kind.
  private mutating func refresh(
    _ path: ItemPath,
    in index: Int,
    validity: Int?,
    drawing stream: inout RandomStream
  ) {
    let form = rows[index].form
    guard let item = form.item(path.item), let measured = form.happened(of: item),
      isFree(measured, in: index), measured != path
    else { return }
    let day = CivilDate(iso: rows[index].text(measured.item))
    let oldest = validity.map { asked + -$0 }
    let isFit = day.map { $0 <= asked && (oldest ?? $0) <= $0 } ?? false
    if !isFit {
      let fresh = asked + -stream.integer(below: min(validity ?? 5, 5) + 1)
      rows[index].texts[measured.item] = "\(fresh)"
      if form.happened == measured.item { rows[index].day = fresh }
    }
    guard form.repeats == .log, let latest = CivilDate(iso: rows[index].text(measured.item)) else {
      return
    }
    for other in rows.indices where other < index && rows[other].form.id == form.id {
      guard let earlier = CivilDate(iso: rows[other].text(measured.item)), earlier >= latest else {
        continue
      }
      rows[other].texts[measured.item] = "\(latest + -1)"
    }
  }
}
