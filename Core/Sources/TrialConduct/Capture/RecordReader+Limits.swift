// SPDX-License-Identifier: Apache-2.0

import TrialDesign

extension RecordReader {
  /// Reads the table of laboratory limits; its sites, sexes and analytes have to be those of the protocol.
  mutating func readLimits(_ bytes: [UInt8], of file: String) -> LaboratoryLimits {
    let (limits, faults) = LaboratoryLimits.read(bytes, for: study)
    for fault in faults {
      let line = bytes.isEmpty ? nil : fault.line
      problems.add(in: file) {
        DataProblem(file: file, line: line, place: fault.column, fault.problem, remedy: fault.remedy)
      }
    }
    return limits
  }

  mutating func reportMissingLimits(_ file: String, near others: [String]) {
    let near = nearMiss(of: file, among: others).map { "Did you mean \"\($0)\"? " } ?? ""
    let remedy =
      "Put the table of laboratory limits into data/, or take laboratory-limits out of the protocol."
    problems.add(in: file) { DataProblem(file: file, "the file is missing", remedy: near + remedy) }
  }
}
