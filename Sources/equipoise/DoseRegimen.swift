// SPDX-License-Identifier: Apache-2.0

import Foundation
import ProtocolLibrary
import TrialDesign

/// The regimen that `equipoise dose` was asked for, wherever it stands.
struct DoseRegimen {
  let regimen: Regimen
  let rules: DosingRules
  /// Values of the regimen that no source states.
  let assumptions: [Assumption]
  /// The study's short title; nil for a regimen of the shelf or of a file.
  let study: LocalizedText?

  /// Finds a regimen.
  ///
  /// - Parameters:
  ///   - name: An entry of the shelf, a file, or a regimen's id in the study.
  ///   - path: A study folder; nil for shelf and files.
  /// - Throws: `CommandFailure` for a study with problems, `DoseFailure` for the rest.
  init(_ name: String, study path: String?) throws {
    if let path {
      try self.init(name, in: path)
    } else if let node = Shelf.standard.entry(.regimens, name) {
      self = try Self.read(node, from: "shelf/regimens/\(name).yaml")
    } else if FileManager.default.fileExists(atPath: name) {
      let (root, problems) = ProtocolText.read(try Self.bytes(of: name))
      guard let root, problems.isEmpty else { throw DoseFailure.regimenProblems(file: name, problems) }
      self = try Self.read(root, from: name)
    } else {
      throw DoseFailure.unknownRegimen(
        name,
        known: Shelf.standard.names(of: .regimens),
        of: "on the shelf, and no file of that name"
      )
    }
  }

  private init(_ name: String, in path: String) throws {
    let reading = StudyReading(try StudyOpening(path).folder, readsData: false)
    guard let study = reading.study else { throw CommandFailure.unsound(reading.problems) }
    try self.init(name, in: study)
  }

  /// A regimen of a study that was read already.
  init(_ name: String, in study: StudyProtocol) throws(DoseFailure) {
    guard let index = study.regimens.firstIndex(where: { $0.id == name }) else {
      throw DoseFailure.unknownRegimen(name, known: study.regimens.map(\.id), of: "in \(study.study.id)")
    }
    regimen = study.regimens[index]
    rules = study.dosing
    assumptions = study.assumptions.filter {
      $0.place.hasPrefix("regimens[\(index)].") || $0.place.hasPrefix("dosing.")
    }
    self.study = study.study.shortTitle
  }

  private init(_ reading: Regimen.Reading) {
    regimen = reading.regimen
    rules = .standard
    assumptions = reading.assumptions
    study = nil
  }

  private static func read(_ root: ProtocolNode, from file: String) throws(DoseFailure) -> DoseRegimen {
    do {
      return DoseRegimen(try Regimen.read(root, shelf: .standard))
    } catch {
      throw .regimenProblems(file: file, error.problems)
    }
  }

  static func bytes(of path: String) throws(DoseFailure) -> [UInt8] {
    do {
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .unreadable(path, because: error.localizedDescription)
    }
  }
}
