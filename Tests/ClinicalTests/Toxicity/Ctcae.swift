// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign

/// CTCAE 5.0 from the shelf, for the suites of this folder.
enum Ctcae {
  static let scheme = Result {
    try GradingScheme.read(try #require(Shelf.standard.entry(.toxicity, "ctcae-5")))
  }

  /// The scheme's grader, with other parameters where the test asks for them.
  static func grader(_ parameters: [String: String] = [:]) throws -> LaboratoryGrader {
    LaboratoryGrader(try scheme.get().setting(parameters))
  }

  static func dictionary() throws -> TermDictionary {
    let bytes = try #require(ShelfFiles.all["toxicity/ctcae-5-terms.csv"])
    return try #require(TermDictionary.read(bytes, instead: try scheme.get().instead))
  }

  /// The term of this name; of two analytes, the one that is named.
  static func term(_ name: String, analyte: String? = nil) throws -> Int {
    let scheme = try scheme.get()
    let named = scheme.terms(named: name)
    return try #require(
      named.first { index in analyte.map { scheme.analytes[scheme.terms[index].analyte].id == $0 } ?? true },
      "no term \(name)"
    )
  }
}
