// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// Laws that hold for every term.
@Suite struct GradePropertyTests {
  @Test("grades tile the axis: one grade for every value, and no turning back")
  func tiling() throws {
    let grader = try Ctcae.grader()
    for (index, term) in grader.scheme.terms.enumerated() {
      for system in term.systems {
        for base in Self.circumstances(term, system) {
          var lane = try grader.lane(term: index, unit: system.unit)
          var last: Int?
          var directions: Set<Int> = []
          for value in Self.axis(grader.scheme, term, system, base) {
            var result = base
            result.value = value
            let grades = lane.grades(of: result)
            let grade = try #require(grades.grade, "\(term.term) \(value) \(base): \(grades.grades)")
            if let last, last != grade { directions.insert((grade - last).signum()) }
            last = grade
          }
          #expect(directions.count <= 1, "\(term.term) in \(system.unit) turns back: \(base)")
        }
      }
    }
  }

  @Test("a change of unit within one system changes no grade")
  func units() throws {
    let grader = try Ctcae.grader()
    let families = [
      ["g/L", "g/dL", "mg/dL", "mg/L"], ["10*9/L", "/uL", "10*3/uL", "/mm3", "10*6/L"], ["mmol/L", "umol/L"],
      ["U/L", "ukat/L"], ["g/d", "mg/d"], ["ng/L", "ng/mL", "ug/L"], ["s", "ms"],
    ]
    for (index, term) in grader.scheme.terms.enumerated() {
      for system in term.systems {
        let family = families.first { $0.contains(system.unit.code) } ?? []
        for code in family where code != system.unit.code {
          let unit = try #require(Unit(code))
          var own = try grader.lane(term: index, unit: system.unit)
          var other = try grader.lane(term: index, unit: unit)
          for base in Self.circumstances(term, system) {
            for value in Self.axis(grader.scheme, term, system, base, step: 23) {
              var (here, there) = (base, base)
              here.value = value
              there.value = try #require(system.unit.convert(value, to: unit))
              there.lln = try #require(system.unit.convert(base.lln, to: unit))
              there.uln = try #require(system.unit.convert(base.uln, to: unit))
              there.baseline = try #require(system.unit.convert(base.baseline, to: unit))
              there.infarctionLimit = try #require(system.unit.convert(base.infarctionLimit, to: unit))
              #expect(
                own.grades(of: here) == other.grades(of: there),
                "\(term.term) \(value) \(system.unit) \(unit)"
              )
            }
          }
        }
      }
    }
  }

  /// With the practical readings a flag or limit that is not on file is settled by assumption, so they are not removed.
  @Test("what is removed only widens the set", arguments: [false, true])
  func removal(isStrict: Bool) throws {
    let open = ["flags-not-given": "open", "limits-not-given": "open"]
    let grader = try Ctcae.grader(isStrict ? open : [:])
    var stream = Stream(state: 20_171_127)
    for (index, term) in grader.scheme.terms.enumerated() {
      for system in term.systems {
        var lane = try grader.lane(term: index, unit: system.unit)
        let circumstances = Self.circumstances(term, system)
        for _ in 0..<60 {
          var result = circumstances[stream.next(circumstances.count)]
          let axis = Self.axis(grader.scheme, term, system, result)
          result.value = axis[stream.next(axis.count)]
          for bit in grader.scheme.flags.indices { result.flags[bit] = stream.next(3) == 0 }
          let whole = lane.grades(of: result)
          var less = result
          if stream.next(4) == 0 { less.value = .nan }
          if stream.next(2) == 0 { less.baseline = .nan }
          if stream.next(2) == 0 { less.infarctionLimit = .nan }
          if stream.next(2) == 0 { less.temperature = .nan }
          if stream.next(2) == 0 { less.duration = .nan }
          if isStrict, stream.next(2) == 0 { less.uln = .nan }
          if isStrict, stream.next(2) == 0 { less.lln = .nan }
          for bit in grader.scheme.flags.indices where isStrict || term.neededFlags >> UInt16(bit) & 1 == 1 {
            if stream.next(2) == 0 { less.flags[bit] = nil }
          }
          let partial = lane.grades(of: less)
          #expect(
            whole.bits & ~partial.bits == 0,
            "\(term.term): \(whole.grades) of \(result), \(partial.grades) of \(less)"
          )
        }
      }
    }
  }

  @Test("sets remembered from row to row are those found anew")
  func memory() throws {
    let grader = try Ctcae.grader()
    var stream = Stream(state: 7)
    for (index, term) in grader.scheme.terms.enumerated() {
      let system = term.systems[0]
      let fresh = try grader.lane(term: index, unit: system.unit)
      var lane = fresh
      let (low, high) = Self.limits(system)
      for _ in 0..<60 {
        func draw() -> Double {
          stream.next(3) == 0 ? .nan : low * 0.2 + high * Double(stream.next(400)) / 100
        }
        let result = LaboratoryResult(value: draw(), lln: draw(), uln: draw(), baseline: draw())
        var anew = fresh
        #expect(lane.grades(of: result) == anew.grades(of: result), "\(term.term) \(result)")
      }
    }
  }

  @Test("a flag that is not on file never gives a higher grade than one that is")
  func flags() throws {
    let grader = try Ctcae.grader()
    for (index, term) in grader.scheme.terms.enumerated() {
      let system = term.systems[0]
      var lane = try grader.lane(term: index, unit: system.unit)
      for base in Self.circumstances(term, system) {
        for value in Self.axis(grader.scheme, term, system, base, step: 17) {
          var unsaid = base
          unsaid.value = value
          for bit in grader.scheme.flags.indices where term.neededFlags >> UInt16(bit) & 1 == 0 {
            var (yes, none) = (unsaid, unsaid)
            yes.flags[bit] = true
            none.flags[bit] = nil
            #expect(
              lane.grades(of: none).atMost <= lane.grades(of: yes).atMost,
              "\(term.term) \(value) \(bit)"
            )
          }
        }
      }
    }
  }

  // MARK: - Cases

  /// Limits, baselines and flags under which a value is graded; every fact is known.
  static func circumstances(_ term: LaboratoryTerm, _ system: LaboratoryTerm.System) -> [LaboratoryResult] {
    let (low, high) = limits(system)
    var found: [LaboratoryResult] = []
    for baseline in [(low + high) / 2, low * 0.8, high * 1.4] {
      for isYes in [false, true] {
        var result = LaboratoryResult(
          lln: low,
          uln: high,
          baseline: baseline,
          infarctionLimit: high * 3,
          temperature: 38.5,
          duration: 2
        )
        // On anticoagulation is a circumstance of its own, the others make matters worse.
        for bit in 0..<12 { result.flags[bit] = isYes && bit != 6 }
        found.append(result)
        if isYes {
          result.flags[6] = true
          found.append(result)
        }
      }
    }
    return found
  }

  /// Limits of normal on the mild side of the printed cut-offs.
  static func limits(_ system: LaboratoryTerm.System) -> (low: Double, high: Double) {
    let cuts = thresholds(system)
    guard let least = cuts.min(), let most = cuts.max() else { return (40, 100) }
    let isFall = system.inputs.contains(.lln)
    return isFall ? (most * 1.2, most * 2) : (least * 0.5, least * 0.9)
  }

  /// The absolute cut-offs of the value.
  static func thresholds(_ system: LaboratoryTerm.System) -> [Double] {
    func numbers(_ criterion: Criterion) -> [Double] {
      switch criterion {
      case .all(let parts), .any(let parts): parts.flatMap { numbers($0) }
      case .not(let part): numbers(part)
      case .compare(let path, .number(_, let threshold, .unit)) where path.item == "value": [threshold]
      case .compare: []
      }
    }
    return system.list.rules.flatMap { numbers($0.criterion) }
  }

  /// A fine grid over the possible values, and every threshold with its neighbours.
  static func axis(
    _ scheme: GradingScheme,
    _ term: LaboratoryTerm,
    _ system: LaboratoryTerm.System,
    _ base: LaboratoryResult,
    step: Int = 1
  ) -> [Double] {
    let range = scheme.analytes[term.analyte].range(in: system.unit) ?? 0...1
    let absolute = thresholds(system)
    var marks = absolute
    for factor in [0.25, 0.5, 0.75, 0.8, 0.9, 1, 1.2, 1.5, 2, 2.5, 3, 5, 6, 10, 20] {
      marks += [factor * base.lln, factor * base.uln, factor * base.baseline]
    }
    marks += [60, -10, -20, 20, 40, 2, 4].map { base.baseline + $0 } + [20, 40, 2, 4].map { base.uln + $0 }
    let top = min(range.upperBound, max(marks.max() ?? 1, 1) * 1.1)
    let grid = stride(from: 0, through: 200, by: step).map {
      range.lowerBound + (top - range.lowerBound) * Double($0) / 200
    }
    let near = marks.flatMap { [$0 * (1 - 1e-6), $0, $0 * (1 + 1e-6)] }
    return Set(grid + near).filter { range.contains($0) }.sorted()
  }

  /// A linear congruential stream (Knuth's MMIX constants), enough to draw cases.
  struct Stream {
    var state: UInt64

    mutating func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
  }
}
