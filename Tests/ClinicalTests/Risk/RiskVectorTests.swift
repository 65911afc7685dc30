// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign

/// ELN 2022, Table 6 and its footnotes, by hand: each case is everything negative but what is named.
@Suite struct RiskVectorTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let findings: [String: String]
    let categories: [String]
    /// Notes by a piece of their English text.
    let note: String?

    init(_ findings: [String: String], _ categories: String..., note: String? = nil) {
      self.findings = findings
      self.categories = categories
      self.note = note
    }

    var testDescription: String {
      findings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
  }

  // MARK: - Vectors

  private static let vectors = [
    Vector(["t_8_21": "yes", "kit": "yes"], "favorable"),
    Vector(["inv_16": "yes", "flt3_itd": "yes", "flt3_tkd": "yes"], "favorable"),
    Vector(
      ["npm1": "yes", "asxl1": "yes"],
      "favorable",
      note: "no adverse marker beside a favorable subtype"
    ),
    Vector(["npm1": "yes", "flt3_itd": "yes"], "intermediate"),
    Vector(
      ["npm1": "yes", "flt3_itd": "yes", "flt3_itd_allelic_ratio": "0.1"],
      "intermediate",
      note: "no longer used"
    ),
    Vector(["npm1": "yes", "flt3_itd": "yes", "srsf2": "yes"], "adverse"),
    Vector(["npm1": "yes", "del_5q": "yes"], "adverse"),
    Vector(["t_9_11": "yes", "runx1": "yes"], "intermediate", note: "the fusion takes precedence"),
    Vector(
      ["t_9_11": "yes", "tp53": "yes", "tp53_vaf": "40"],
      "intermediate",
      note: "the fusion takes precedence"
    ),
    Vector(["tp53": "yes", "tp53_vaf": "8"], "intermediate", note: "below the VAF"),
    Vector(["tp53": "yes", "tp53_vaf": "10"], "adverse"),
    Vector(["flt3_itd": "yes"], "intermediate"),
    Vector([:], "intermediate"),
    Vector(["cebpa": "bzip_inframe"], "favorable"),
    Vector(["cebpa": "bzip_inframe_biallelic", "ezh2": "yes"], "favorable", note: "no adverse marker"),
    Vector(["cebpa": "other"], "intermediate"),
    Vector(["kmt2a_ptd": "yes"], "intermediate", note: "no KMT2A rearrangement"),
    Vector(["nup98": "yes"], "intermediate", note: "Chinese guideline"),
    // What ELN gives no order for.
    Vector(
      ["t_8_21": "yes", "tp53": "yes", "tp53_vaf": "30"],
      "favorable",
      note: "Mutated TP53 beside a core-binding"
    ),
    Vector(
      ["inv_16": "yes", "minus_7": "yes"],
      "favorable",
      note: "An adverse cytogenetic lesion beside a core-binding"
    ),
    Vector(
      ["t_9_11": "yes", "minus_7": "yes"],
      "adverse",
      note: "An adverse cytogenetic lesion beside t(9;11)"
    ),
    Vector(
      ["t_9_11": "yes", "abn_17p": "yes"],
      "adverse",
      note: "An adverse cytogenetic lesion beside t(9;11)"
    ),
    Vector(
      ["t_9_11": "yes", "complex_karyotype": "yes"],
      "intermediate",
      note: "does not count beside t(9;11)"
    ),
    Vector(
      ["t_9_11": "yes", "monosomal_karyotype": "yes"],
      "intermediate",
      note: "does not count beside t(9;11)"
    ),
    Vector(
      ["cebpa": "bzip_inframe", "tp53": "yes", "tp53_vaf": "20"],
      "adverse",
      note: "TP53 beside a CEBPA"
    ),
    Vector(["npm1": "yes", "tp53": "yes", "tp53_vaf": "20"], "adverse", note: "TP53 beside NPM1"),
    Vector(["cebpa": "bzip_inframe", "minus_7": "yes"], "adverse", note: "beside a CEBPA bZIP mutation"),
    // What is missing matters only where it can change the category.
    Vector(["runx1": "yes", "flt3_itd": "yes", "npm1": ""], "adverse"),
    Vector(["runx1": "yes", "flt3_itd": "", "npm1": ""], "favorable", "adverse"),
    Vector(["tp53": ""], "intermediate", "adverse"),
    Vector(["tp53": "yes", "tp53_vaf": ""], "intermediate", "adverse"),
    Vector(["asxl1": "", "srsf2": ""], "intermediate", "adverse"),
    Vector(["t_8_21": "yes", "tp53": "", "npm1": "", "minus_7": ""], "favorable"),
    Vector(["npm1": "yes", "flt3_itd": ""], "favorable", "intermediate"),
    Vector(["t_8_21": "", "minus_7": "yes"], "favorable", "adverse"),
    Vector(["complex_karyotype": "yes", "t_9_11": ""], "intermediate", "adverse"),
    Vector(["tp53": "no", "tp53_vaf": ""], "intermediate"),
  ]

  @Test("gives the categories of the vectors", arguments: vectors)
  func vector(_ vector: Vector) throws {
    let verdict = try Eln.assess(vector.findings)
    #expect(try Eln.categories(verdict) == vector.categories)
    if let note = vector.note {
      let texts = try verdict.decision.notes.map { try Eln.list.notes[$0].text.english }
      #expect(texts.contains { $0.contains(note) }, "\(texts)")
    }
  }

  private static let adverseLesions = [
    "t_6_9", "kmt2a_other", "bcr_abl1", "t_8_16", "inv_3", "mecom_other", "del_5q", "minus_7", "abn_17p",
    "complex_karyotype", "monosomal_karyotype",
  ]
  private static let myelodysplasiaGenes = [
    "asxl1", "bcor", "ezh2", "runx1", "sf3b1", "srsf2", "stag2", "u2af1", "zrsr2",
  ]

  @Test(
    "every adverse lesion is adverse, alone and beside NPM1, CEBPA and FLT3-ITD",
    arguments: adverseLesions
  )
  func adverse(lesion: String) throws {
    for beside in [[:], ["npm1": "yes"], ["cebpa": "bzip_inframe"], ["flt3_itd": "yes"]] {
      let verdict = try Eln.assess(beside.merging([lesion: "yes"]) { $1 })
      #expect(try Eln.categories(verdict) == ["adverse"])
      #expect(try verdict.decision.parts.map { try Eln.list.inputs[$0.input].id }.contains(lesion))
    }
  }

  @Test(
    "every myelodysplasia-related gene is adverse, but not in a favorable subtype",
    arguments: myelodysplasiaGenes
  )
  func myelodysplasiaRelated(gene: String) throws {
    #expect(try Eln.categories(Eln.assess([gene: "yes"])) == ["adverse"])
    #expect(try Eln.categories(Eln.assess([gene: "yes", "npm1": "yes"])) == ["favorable"])
    #expect(try Eln.categories(Eln.assess([gene: "yes", "inv_16": "yes"])) == ["favorable"])
    #expect(try Eln.categories(Eln.assess([gene: "yes", "t_9_11": "yes"])) == ["intermediate"])
  }

  @Test(
    "parameters change what they say",
    arguments: [
      (["nup98-adverse": "yes"], ["nup98": "yes"], "adverse"),
      (["tp53-vaf": "5"], ["tp53": "yes", "tp53_vaf": "8"], "adverse"),
      (["cebpa-alleles": "biallelic"], ["cebpa": "bzip_inframe"], "intermediate"),
      (["cebpa-alleles": "biallelic"], ["cebpa": "bzip_inframe_biallelic"], "favorable"),
    ]
  )
  func parameters(set: [String: String], findings: [String: String], category: String) throws {
    let assessment = RiskAssessment(try Eln.list.setting(set))
    let verdict = assessment.assess(try Eln.values(findings, for: assessment))
    #expect(try Eln.categories(verdict) == [category])
  }

  // MARK: - Properties

  @Test("taking a finding away only widens what is possible")
  func removingWidens() throws {
    let maker = try RiskAssessment(Eln.list).maker
    var draw = Draw()
    for _ in 0..<60 {
      var values = maker.emptyCase
      for index in 0..<(try Eln.list.findingCount) where draw.next(10) < 8 {
        let item = try Eln.list.inputs[index].item
        values[index] =
          item.kind == .category ? Double(draw.next(item.categories.count)) : Double(draw.next(21))
      }
      let before = maker.outcomes(of: values)
      #expect(before != 0)
      for index in 0..<(try Eln.list.findingCount) where !values[index].isNaN {
        var fewer = values
        fewer[index] = .nan
        #expect(maker.outcomes(of: fewer) & before == before)
      }
    }
  }

  @Test(
    "a karyotype and the same lesions given by hand come to the same category",
    arguments: [
      "46,XX,t(8;21)(q22;q22)[20]", "45,XX,-7[20]", "46,XX,t(9;11)(p21;q23)[20]", "49,XY,+8,+10,+21[20]",
      "46,XX[20]",
      "44,XY,-5,-18,del(12)(p12)[20]", "46,XX,t(3;3)(q21;q26)[20]",
    ]
  )
  func karyotypeEqualsLesions(text: String) throws {
    let genes = try Eln.values([:], without: CytogeneticLesion.allCases.map(\.rawValue))
    let read = try RiskAssessment(Eln.list).assess(genes, karyotype: text)
    #expect(read.decision.outcome != nil)
    let given = try RiskAssessment(Eln.list).assess(read.values)
    #expect(given.decision.possible == read.decision.possible)
  }

  @Test("given lesions win over the karyotype, and the contradiction is told")
  func contradiction() throws {
    let values = try Eln.values(["t_9_11": "yes"])
    let verdict = try RiskAssessment(Eln.list).assess(values, karyotype: "45,XX,-7[20]")
    #expect(try Eln.categories(verdict) == ["intermediate"])
    #expect(verdict.contradictions == [.t_9_11, .minus_7])
  }

  @Test("a fusion that was ruled out defines no class, so that complexity counts")
  func ruledOut() throws {
    let names = CytogeneticLesion.allCases.map(\.rawValue).filter { $0 != "t_8_21" }
    let values = try Eln.values([:], without: names)
    let text = "47,XX,t(8;21)(q22;q22),+8,del(12)(p12)[20]"
    let verdict = try RiskAssessment(Eln.list).assess(values, karyotype: text)
    #expect(try Eln.categories(verdict) == ["adverse"])
    #expect(verdict.contradictions == [.t_8_21])
  }
}

/// The shelf's criteria, and cases in which all is negative but what is named.
private enum Eln {
  static var list: DecisionList {
    get throws { try DecisionList.read(try #require(TrialDesign.Shelf.standard.entry(.risk, "eln-2022"))) }
  }

  static func assess(_ findings: [String: String]) throws -> RiskVerdict {
    RiskAssessment(try list).assess(try values(findings))
  }

  static func values(
    _ findings: [String: String],
    without names: [String] = [],
    for assessment: RiskAssessment? = nil
  ) throws -> [Double] {
    let list = try list
    var values = (assessment ?? RiskAssessment(list)).maker.emptyCase
    for index in 0..<list.findingCount {
      let item = list.inputs[index].item
      let negative = item.kind == .category ? (item.id == "cebpa" ? "wt" : "no") : ""
      let text = names.contains(item.id) ? "" : findings[item.id] ?? negative
      if item.kind == .category {
        values[index] = item.categories.firstIndex { $0.code == text }.map { Double($0) } ?? .nan
      } else {
        values[index] = Double(text) ?? .nan
      }
    }
    for name in findings.keys { #expect(list.index(of: name) != nil, "\(name)") }
    return values
  }

  static func categories(_ verdict: RiskVerdict) throws -> [String] {
    let list = try list
    return verdict.decision.possible.map { list.outcomes[$0].id }
  }
}

/// A small congruential generator: the same draws on every run.
private struct Draw {
  private var state: UInt64 = 2022

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}
