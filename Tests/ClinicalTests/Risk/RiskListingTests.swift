// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign
import TrialReporting

/// What `equipoise risk` says, word by word, in cases a haematologist would argue about.
@Suite struct RiskListingTests {
  private static let genes =
    "npm1,flt3_itd,cebpa,asxl1,bcor,ezh2,runx1,sf3b1,srsf2,stag2,u2af1,zrsr2,tp53,tp53_vaf,tp53_vaf_unit"
  private static let negative = "no,no,wt,no,no,no,no,no,no,no,no,no,no,,"

  private func listing(
    _ rows: [String],
    head: String = "karyotype,\(genes)",
    language: Language = .english,
    refuses: Bool = false
  ) throws -> RiskListing {
    let root = try #require(TrialDesign.Shelf.standard.entry(.risk, "eln-2022"))
    let list = try DecisionList.read(root)
    let assessment = RiskAssessment(list)
    let table = FindingTable(Array(([head] + rows).joined(separator: "\n").utf8), for: assessment.maker)
    #expect(table.problems.isEmpty != refuses && table.faults.isEmpty, "\(table.problems)")
    return RiskListing(RiskCases(table, by: assessment, published: list), language: language)
  }

  @Test("a row with a value that cannot be is refused with its reason; the others are assessed")
  func refusedRow() throws {
    let listing = try listing(
      ["A,yes,no", "B,maybe,no", "C,no,yes"],
      head: "subject,npm1,flt3_itd",
      refuses: true
    )
    let text = listing.text
    #expect(text.contains("Row 2 · B   refused\n  npm1: \"maybe\" is not one of its answers. "), "\(text)")
    #expect(text.contains("refused: 1 of 3"), "\(text)")
    #expect(text.contains("Row 1 · A ") && text.contains("Row 3 · C "))
    let rows = listing.json.map { $0.rendered(.compact) }
    #expect(rows.count == 3)
    #expect(rows[1].hasPrefix("{\"row\":2,\"subject\":\"B\",\"category\":null,\"possible\":[]"))
    #expect(rows[1].contains("\"problems\":[{\"column\":\"npm1\""))
    #expect(!rows[0].contains("\"problems\""))
  }

  @Test("−7 beside t(9;11): adverse, by an order that ELN does not give")
  func monosomySevenBesideFusion() throws {
    // Patient 2894 of the Cancer Genome Atlas (2013).
    let text = try listing(["\"45,XX,-7,t(9;11)(p22;q23)[19]/46,XX[1]\",\(Self.negative)"]).text
    #expect(
      text.contains(
        """
        Row 1   Adverse
          adverse: −7: present [adverse cytogenetics decide, also beside mutated NPM1; Table 6, adverse;
          footnote on NPM1 with adverse cytogenetics]
          t(9;11)(p21.3;q23.3)/MLLT3::KMT2A: t(9;11)(p22;q23) in the karyotype
          −7: -7 in the karyotype
          not Monosomal karyotype: not counted beside t(9;11)(p22;q23), which defines the class of the
          leukemia
          Note: An adverse cytogenetic lesion beside t(9;11): ELN gives no order; adverse here; order
                assumed
        """
      ),
      "\(text)"
    )
  }

  @Test("del(16)(q22): CBFB::MYH11 may hide behind it")
  func maskedInversion() throws {
    // Patient 2954: the fusion was found in the RNA.
    let text = try listing([
      "\"46,XX,del(16)(q22)[16]/47,XX,del(16)(q22),+22[8]/47,XX,+22[2]/46,XX[4]\",\(Self.negative)"
    ]).text
    #expect(
      text.contains(
        """
        Row 1   Favorable? / Intermediate?
          favorable, intermediate possible: inv(16)(p13.1q22) or t(16;16)(p13.1;q22)/CBFB::MYH11 not known
          inv(16)(p13.1q22) or t(16;16)(p13.1;q22)/CBFB::MYH11 not settled: del(16)(q22) may hide it; in
          situ hybridization or sequencing would tell
          Settled by: inv(16)(p13.1q22) or t(16;16)(p13.1;q22)/CBFB::MYH11
        """
      ),
      "\(text)"
    )
  }

  @Test("three trisomies are no complex karyotype")
  func hyperdiploid() throws {
    let text = try listing(["\"49,XY,+8,+10,+21[20]\",\(Self.negative)"]).text
    #expect(
      text.contains(
        """
        Row 1   Intermediate
          intermediate: what is neither favorable nor adverse is intermediate; Table 6, intermediate
          not Complex karyotype: only gains of whole chromosomes (+8, +10, +21)
        """
      ),
      "\(text)"
    )
  }

  @Test("TP53 at 8 % does not count, and the verdict says so in Chinese")
  func lowVAF() throws {
    let text = try listing(
      ["\"46,XX[20]\",no,no,wt,no,no,no,no,no,no,no,no,no,yes,0.08,1"],
      language: .simplifiedChinese
    ).text
    #expect(
      text.contains(
        """
        行 1   预后中等
          intermediate：既非预后良好亦非预后不良者属预后中等；表 6，预后中等
          非 adverse：TP53 变异等位基因频率 8 % < TP53 计入阈值 (10 %)
        """
      ),
      "\(text)"
    )
  }

  @Test("an allele frequency of at most 1 without a unit is not used")
  func vafWithoutUnit() throws {
    let json = try listing(["\"46,XX[20]\",no,no,wt,no,no,no,no,no,no,no,no,no,yes,0.35,"]).json[0].rendered(
      .compact
    )
    #expect(json.contains("\"category\":null,\"possible\":[\"intermediate\",\"adverse\"]"), "\(json)")
    #expect(json.contains("has no unit and may be a fraction or percent"))
  }

  @Test("JSON has the public shape")
  func json() throws {
    let rows = ["\"44,XX,-5,-7,del(12)(p12)[16]/46,XX[4]\",\(Self.negative)", ",\(Self.negative)"]
    let objects = try listing(rows).json.map { value in
      let data = Data(value.rendered(.compact).utf8)
      return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
    #expect(objects.map { $0["row"] as? Int } == [1, 2])
    let keys = ["row", "subject", "category", "possible", "because", "settledBy", "notes", "lesions"]
    for object in objects { #expect(Set(object.keys) == Set(keys)) }
    #expect(objects[0]["category"] as? String == "adverse")
    #expect(objects[0]["possible"] as? [String] == ["adverse"])
    let lesions = try #require(objects[0]["lesions"] as? [[String: Any]])
    let complex = try #require(lesions.first { $0["id"] as? String == "complex_karyotype" })
    #expect(complex["present"] as? Bool == true && complex["from"] as? String == "karyotype")
    #expect(complex["items"] as? [String] == ["-5", "-7", "del(12)(p12)"])
    #expect(complex["atLeast"] as? Int == 3 && complex["atMost"] as? Int == 3)
    // Without a karyotype nothing is known of the lesions.
    #expect(objects[1]["category"] is NSNull)
    #expect(objects[1]["possible"] as? [String] == ["favorable", "intermediate", "adverse"])
  }

  @Test("lines keep to 100 columns", arguments: Language.allCases)
  func columns(language: Language) throws {
    let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
        "Documentation/Examples/risk.csv"
      )
    let rows = try String(contentsOf: example, encoding: .utf8).split(separator: "\n").map(String.init)
    let text = try listing(Array(rows.dropFirst()), head: rows[0], language: language).text
    for line in text.split(separator: "\n") {
      let width = line.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFE6).contains($1.value) ? 2 : 1) }
      #expect(width <= 100, "\(line)")
    }
  }

  @Test("the schema names every column of the example")
  func schema() throws {
    let schema = ClinicalSchemas.risk.rendered(.compact)
    let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
        "Documentation/Examples/risk.csv"
      )
    let head = try #require(try String(contentsOf: example, encoding: .utf8).split(separator: "\n").first)
    for column in head.split(separator: ",") { #expect(schema.contains("\"\(column)\":"), "\(column)") }
  }
}
