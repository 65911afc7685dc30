// SPDX-License-Identifier: Apache-2.0

import Foundation
import TrialConduct
import TrialDesign
import TrialSimulation

/// The published trial whose data are reconstructed, from its folder in this repository.
enum PublishedTrial {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../Studies/cav-mec").standardized

  static func study() throws -> StudyProtocol { try study { $0 } }

  /// The study with its protocol text changed, to make a fault.
  static func study(_ change: (String) throws -> String) throws -> StudyProtocol {
    let text = try String(contentsOf: folder.appending(path: "protocol.yaml"), encoding: .utf8)
    return try StudyProtocol.read(YAMLSubset.node(try change(text)), shelf: try shelf())
  }

  /// The entries of the shelf that the study names; the program carries the same files inside.
  static func shelf() throws -> Shelf {
    let files = folder.appending(path: "../../Sources/Shelf").standardized
    func node(_ name: String) throws -> ProtocolNode {
      YAMLSubset.node(try String(contentsOf: files.appending(path: name), encoding: .utf8))
    }
    let terms = try Data(contentsOf: files.appending(path: "toxicity/ctcae-5-terms.csv"))
    return Shelf(
      [
        .response: ["eln-2022": try node("response/eln-2022.yaml")],
        .risk: ["eln-2022": try node("risk/eln-2022.yaml")],
        .toxicity: ["ctcae-5": try node("toxicity/ctcae-5.yaml")],
      ],
      terms: TermDictionary.read(Array(terms))?.terms ?? []
    )
  }
}

extension TrialRecord {
  /// Subjects who meet a criterion.
  func count(_ criterion: Criterion, in study: StudyProtocol) -> Int {
    truths(of: criterion, in: study).count { $0 == .met }
  }
}

extension Criterion {
  static func equals(_ path: String, _ codes: String...) -> Criterion {
    .compare(ItemPath(path) ?? ItemPath(form: "", item: ""), .among(codes))
  }

  static func known(_ path: String) -> Criterion {
    .compare(ItemPath(path) ?? ItemPath(form: "", item: ""), .known(true))
  }
}
