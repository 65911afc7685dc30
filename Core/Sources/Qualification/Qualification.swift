// SPDX-License-Identifier: Apache-2.0

import Markup

/// What came of one family of references.
public struct FamilyResult: Sendable {
  /// One value that is not what the reference says.
  public struct Failure: Hashable, Sendable {
    public let `case`: String
    /// Where in the case, such as `wilson[0]`; else why it could not be computed.
    public let field: String
    /// nil where the reference defines nothing.
    public let expected: Double?
    /// NaN where nothing is defined here; nil where nothing could be computed.
    public let got: Double?
  }

  /// The file's name without `.json`.
  public let name: String
  public let cases: Int
  /// How many values were compared.
  public let values: Int
  /// Values of the file that nothing here is compared with.
  public let notCompared: Int
  /// The largest relative error among the values that agree.
  public let worstRelativeError: Double
  /// Values at which respected programs differ, each explained in `Documentation/Discrepancies/`.
  public let explained: Int
  public let failures: [Failure]
  /// Whether anything here computes this family at all.
  public let isJudged: Bool
}

/// Every statistic against reference values of other programs: what an installation is qualified by.
public struct Qualification: Sendable {
  /// In the order of their names.
  public let families: [FamilyResult]

  /// Whether something was judged, and nothing failed.
  public var passed: Bool {
    families.contains(where: \.isJudged) && families.allSatisfy(\.failures.isEmpty)
  }

  /// Judges reference files.
  ///
  /// - Parameters:
  ///   - files: The bytes of each file by its path, such as `survival_cox.json` and `data/aml.csv`; `Oracles/README.md` says
  ///     what is in them.
  ///   - only: Families to judge; empty for all.
  ///   - progress: Told before each family.
  public init(_ files: [String: [UInt8]], only: Set<String> = [], progress: (String) -> Void = { _ in }) {
    let data = ReferenceData(files)
    let names = files.keys.filter { $0.hasSuffix(".json") && !$0.contains("/") && $0 != "config.json" }
      .map { String($0.dropLast(5)) }.filter { only.isEmpty || only.contains($0) }.sorted()
    families = names.map { name in
      progress(name)
      return Self.judge(name, files["\(name).json"] ?? [], data)
    }
  }

  private static func judge(_ name: String, _ bytes: [UInt8], _ data: ReferenceData) -> FamilyResult {
    let cases: [ReferenceCase]
    do {
      cases = try read(bytes)
    } catch {
      let failure = FamilyResult.Failure(case: "\(name).json", field: "\(error)", expected: nil, got: nil)
      return FamilyResult(
        name: name,
        cases: 0,
        values: 0,
        notCompared: 0,
        worstRelativeError: 0,
        explained: 0,
        failures: [failure],
        isJudged: true
      )
    }
    var judge = Judge()
    let family = Family.named(name)
    if let family {
      for reference in cases {
        judge.begin(reference)
        do {
          try family(reference, data, &judge)
        } catch {
          judge.fail("\(error)")
        }
      }
    }
    let leaves = cases.reduce(0) { $0 + $1.expect.leafCount }
    return FamilyResult(
      name: name,
      cases: cases.count,
      values: judge.values,
      notCompared: max(0, leaves - judge.compared),
      worstRelativeError: judge.worst,
      explained: judge.explained,
      failures: judge.failures,
      isJudged: family != nil
    )
  }

  private static func read(_ bytes: [UInt8]) throws(ReferenceFault) -> [ReferenceCase] {
    let document: JSONValue
    do {
      document = try JSONValue(json: bytes)
    } catch {
      throw .notJSON(error)
    }
    guard let cases = document["cases"]?.array, !cases.isEmpty else { throw .noCases }
    return cases.map { ReferenceCase($0) }
  }
}

/// How the cases of one family are computed here.
typealias Judgement = (ReferenceCase, ReferenceData, inout Judge) throws -> Void

enum Family {
  static func named(_ name: String) -> Judgement? {
    switch name {
    case "allocation_steps": { reference, _, judge in try allocationSteps(reference, &judge) }
    case "ancova": analysisOfCovariance
    case "beta_binomial": { reference, _, judge in try betaBinomial(reference, &judge) }
    case "continuous": { reference, _, judge in try continuous(reference, &judge) }
    case "distributions": { reference, _, judge in try distributions(reference, &judge) }
    case "exact_power": { reference, _, judge in try exactPower(reference, &judge) }
    case "gsd_analysis": { reference, _, judge in try interimAnalyses(reference, &judge) }
    case "gsd_conditional": { reference, _, judge in try conditionalPower(reference, &judge) }
    case "gsd_designs": { reference, _, judge in try designs(reference, &judge) }
    case "gsd_exact": { reference, _, judge in try exactDesigns(reference, &judge) }
    case "gsd_inference": { reference, _, judge in try stagewiseInference(reference, &judge) }
    case "gsd_samplesize": { reference, _, judge in try sampleSizes(reference, &judge) }
    case "gsd_wedge": { reference, _, judge in try wedges(reference, &judge) }
    case "mvn": { reference, _, judge in try multivariateNormal(reference, &judge) }
    case "predictive": { reference, _, judge in try predictive(reference, &judge) }
    case "proportion_exact": { reference, _, judge in try exactProportions(reference, &judge) }
    case "proportion_one": { reference, _, judge in try oneProportion(reference, &judge) }
    case "proportion_two": { reference, _, judge in try twoProportions(reference, &judge) }
    case "randomization": { reference, _, judge in try randomization(reference, &judge) }
    case "simon": { reference, _, judge in try simon(reference, &judge) }
    case "survival_competing": competingRisks
    case "survival_cox": cox
    case "survival_km": kaplanMeier
    case "survival_logrank": logRank
    case "survival_rmst": restrictedMean
    case "tables": { reference, _, judge in try tables(reference, &judge) }
    default: nil
    }
  }
}
