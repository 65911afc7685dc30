// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// One term's criteria in one unit system, made ready for many results of one unit.
///
/// The fast way to grade: names and units were looked up when the lane was made, a result costs no allocation, and
/// sets that missing facts leave open are remembered from row to row.
public struct GradingLane: Sendable {
  /// Index into the scheme's terms.
  public let term: Int
  /// Index into the term's unit systems.
  public let system: Int
  let maker: DecisionMaker
  let inputs: [LaboratoryTerm.Input]
  let scale: UnitScale
  /// Flags that are taken for "no" where nothing is on file.
  let countedWhereGiven: UInt16
  /// Whether value and limits cannot be used, because nobody said in which unit they are.
  let isUnitMissing: Bool
  private var values: [Double]
  private var memory = DecisionMemory()

  init(
    term: Int,
    system: Int,
    maker: DecisionMaker,
    inputs: [LaboratoryTerm.Input],
    scale: UnitScale,
    countedWhereGiven: UInt16,
    isUnitMissing: Bool
  ) {
    self.term = term
    self.system = system
    self.maker = maker
    self.inputs = inputs
    self.scale = scale
    self.countedWhereGiven = countedWhereGiven
    self.isUnitMissing = isUnitMissing
    values = maker.emptyCase
  }

  /// The grades that the facts leave open.
  public mutating func grades(of result: LaboratoryResult) -> GradeSet {
    Self.grades(of: result, inputs, scale, isUnitMissing, countedWhereGiven, maker, &values, &memory)
  }

  /// The case that the criteria see: one number for each input of the list.
  func values(of result: LaboratoryResult) -> [Double] {
    var values = maker.emptyCase
    values.withUnsafeMutableBufferPointer { buffer in
      Self.fill(buffer, result, inputs, scale, isUnitMissing, countedWhereGiven)
    }
    return values
  }

  private static func grades(
    of result: LaboratoryResult,
    _ inputs: [LaboratoryTerm.Input],
    _ scale: UnitScale,
    _ isUnitMissing: Bool,
    _ countedWhereGiven: UInt16,
    _ maker: DecisionMaker,
    _ values: inout [Double],
    _ memory: inout DecisionMemory
  ) -> GradeSet {
    values.withUnsafeMutableBufferPointer { buffer in
      fill(buffer, result, inputs, scale, isUnitMissing, countedWhereGiven)
      return GradeSet(bits: maker.outcomes(of: UnsafeBufferPointer(buffer), remembering: &memory))
    }
  }

  @inline(__always)
  private static func fill(
    _ buffer: UnsafeMutableBufferPointer<Double>,
    _ result: LaboratoryResult,
    _ inputs: [LaboratoryTerm.Input],
    _ scale: UnitScale,
    _ isUnitMissing: Bool,
    _ countedWhereGiven: UInt16
  ) {
    for (index, input) in inputs.enumerated() {
      switch input {
      case .temperature: buffer[index] = result.temperature
      case .duration: buffer[index] = result.duration
      case .flag(let bit):
        let mask: UInt16 = 1 << UInt16(bit)
        if result.flags.known & mask != 0 {
          buffer[index] = result.flags.yes & mask != 0 ? 0 : 1
        } else {
          buffer[index] = countedWhereGiven & mask != 0 ? 1 : .nan
        }
      case _ where isUnitMissing: buffer[index] = .nan
      case .value: buffer[index] = scale(result.value)
      case .lln: buffer[index] = scale(result.lln)
      case .uln: buffer[index] = scale(result.uln)
      case .baseline: buffer[index] = scale(result.baseline)
      case .change: buffer[index] = scale(result.value) - scale(result.baseline)
      case .excess: buffer[index] = scale(result.value) - scale(result.uln)
      case .infarctionLimit: buffer[index] = scale(result.infarctionLimit)
      }
    }
  }
}
