// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// The request for one cycle of a recorded subject: what was named with the command, completed by the record.
public struct RecordedRequest: Sendable {
  public private(set) var request: DosingRequest
  /// Where everything comes from, and what is not on file, in the order of a calendar's head.
  public private(set) var evidence: [DosingEvidence]

  /// Completes a request.
  ///
  /// - Parameters:
  ///   - named: What was named with the command: the regimen and its rules, and of the subject what wins over the record.
  ///   - setsAside: Whether recorded co-medications are left out; else those that were not named too are added.
  ///   - comparesWeight: Whether the weight of the cycle before is on file; not where that was calculated with a named one.
  ///   - cycle: Counted from 1.
  ///   - plan: When cycles begin.
  ///   - record: The subject's record.
  /// - Throws: Why the cycle has no day 1.
  public init(
    _ named: DosingRequest,
    setsAside: Bool = false,
    comparesWeight: Bool = true,
    cycle: Int,
    plan: CyclePlan,
    record: RecordedDosing
  ) throws(DosingAbsence) {
    let (day, start) = try plan.start(of: cycle)
    request = named
    request.cycle = cycle
    request.start = day
    evidence = [start]
    for measure in DosingItems.Measure.allCases { complete(measure, by: day, record) }
    if comparesWeight, cycle > 1, let before = try? plan.start(of: cycle - 1).day {
      completeEarlierWeight(by: before, record)
    }
    completeCoMedications(record, setsAside: setsAside)
  }

  /// Why a measure is not there; nil where it is, or where nobody looked.
  public func absence(of measure: DosingItems.Measure) -> DosingAbsence? {
    for entry in evidence where entry.fact == measure.fact {
      if case .absent(let absence) = entry.origin { return absence }
    }
    return nil
  }

  // MARK: Measures

  private mutating func complete(_ measure: DosingItems.Measure, by day: CivilDate, _ record: RecordedDosing)
  {
    let onFile: DosingEvidence.OnFile?
    let absence: DosingAbsence?
    do {
      onFile = try record.value(of: measure, by: day)
      absence = nil
    } catch {
      onFile = nil
      absence = error
    }
    if let used = request.subject[measure] {
      evidence.append(DosingEvidence(measure.fact, used, from: .option(inPlaceOf: onFile)))
    } else if let onFile, let used = onFile.value.converted(for: measure) {
      request.subject[measure] = used
      evidence.append(DosingEvidence(measure.fact, used, from: .record(onFile)))
    } else {
      evidence.append(
        DosingEvidence(measure.fact, nil, from: .absent(absence ?? .notNamed(key: measure.key)))
      )
    }
  }

  /// The weight that the cycle before was calculated with, where another one has been found since.
  private mutating func completeEarlierWeight(by before: CivilDate, _ record: RecordedDosing) {
    guard request.subject.earlierWeight == nil, let earlier = try? record.value(of: .weight, by: before),
      case .quantity(let quantity)? = earlier.value.converted(for: .weight)
    else { return }
    let used = evidence.first { $0.fact == .weight }?.origin
    guard used != .record(earlier) else { return }
    request.subject.earlierWeight = quantity.value
    evidence.append(DosingEvidence(.earlierWeight, .quantity(quantity), from: .record(earlier)))
  }

  // MARK: Co-medications

  private mutating func completeCoMedications(_ record: RecordedDosing, setsAside: Bool) {
    let first = request.start + ((request.regimen.firstDay ?? 1) - 1)
    let last = request.start + ((request.regimen.lastDay ?? 1) - 1)
    let onFile = record.coMedications(with: request.regimen, from: first, to: last)
    let named = Set(request.coMedications.map(\.id))
    for course in request.coMedications {
      let other = onFile.first { $0.course.id == course.id }
      let kept = other.map { DosingEvidence.OnFile(.word($0.course.id), item: $0.item) }
      evidence.append(DosingEvidence(.coMedication, .word(course.id), from: .option(inPlaceOf: kept)))
    }
    for (course, item) in onFile where !named.contains(course.id) {
      let source = DosingEvidence.OnFile(.word(course.id), item: item)
      guard !setsAside else {
        evidence.append(DosingEvidence(.coMedication, nil, from: .option(inPlaceOf: source)))
        continue
      }
      evidence.append(DosingEvidence(.coMedication, .word(course.id), from: .record(source)))
      if request.regimen.coMedication(named: course.id) == nil {
        request.unclassed.append(course)
      } else {
        request.coMedications.append(course)
      }
    }
  }
}

extension DosingItems.Measure {
  var fact: DosingEvidence.Fact {
    switch self {
    case .height: .height
    case .weight: .weight
    case .age: .age
    case .sex: .sex
    case .creatinine: .creatinine
    case .bilirubin: .bilirubin
    }
  }

  fileprivate var key: String { "dosing.items.\(rawValue)" }
}

extension DosingEvidence.Value {
  /// The value in the unit of calculations; nil where it does not convert, or is an answer that says nothing.
  fileprivate func converted(for measure: DosingItems.Measure) -> DosingEvidence.Value? {
    switch self {
    case .word(let word): return Sex(rawValue: word).map { .word($0.rawValue) }
    case .day: return nil
    case .quantity(let quantity):
      guard let unit = measure.unit else { return nil }
      return (try? quantity.converted(to: unit, of: measure.analyte)).map { .quantity($0) }
    }
  }
}

extension DosingSubject {
  /// A measure in the unit of calculations; nil where missing.
  subscript(measure: DosingItems.Measure) -> DosingEvidence.Value? {
    get {
      guard measure != .sex else { return sex.map { .word($0.rawValue) } }
      guard let value = self[keyPath: measure.number], let unit = measure.unit else { return nil }
      return .quantity(Quantity(value, unit))
    }
    set {
      switch newValue {
      case .word(let word)?: sex = Sex(rawValue: word)
      case .quantity(let quantity)?: self[keyPath: measure.number] = quantity.value
      case .day?, nil: break
      }
    }
  }
}

extension DosingItems.Measure {
  fileprivate var number: WritableKeyPath<DosingSubject, Double?> {
    switch self {
    case .height, .sex: \.height
    case .weight: \.weight
    case .age: \.age
    case .creatinine: \.creatinine
    case .bilirubin: \.bilirubin
    }
  }
}
