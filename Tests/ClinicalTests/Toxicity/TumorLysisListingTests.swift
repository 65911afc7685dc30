// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign
import TrialReporting

@testable import equipoise

/// What `equipoise tumor-lysis` prints of its example table, as it stands.
@Suite struct TumorLysisListingTests {
  private static func listing(_ language: Language = .english, _ setting: [String: String] = [:]) throws
    -> TumorLysisListing
  {
    let assessor = try TumorLysisCases.assessor(setting)
    let table = TumorLysisTable(
      try TumorLysisCases.example,
      criteria: assessor.criteria,
      scheme: assessor.scheme
    )
    #expect(table.faults.isEmpty && table.ignored.isEmpty && table.others.isEmpty)
    return try TumorLysisListing(table, by: assessor, language: language)
  }

  @Test(
    "each subject's reasons name the values, their times, the clauses and what would settle it",
    arguments: [
      """
      T-01 · therapy from 2025-03-03   clinical tumor lysis
        laboratory tumor lysis met: 2 abnormal within 24 h, 2 needed
          row 1 · 2025-03-03 08:00 · potassium 6.4 mmol/L ≥ 6 mmol/L [limit of adults, Cairo & Bishop
            2004]
          row 2 · 2025-03-04 08:00 · uric acid 9.1 mg/dL (541.268 µmol/L) ≥ 476 µmol/L [limit of adults,
            Cairo & Bishop 2004]
        clinical: laboratory tumor lysis: yes, rise of creatinine 46 µmol/L ≥ 26.5 µmol/L [laboratory
          tumor lysis with an injured kidney, a dysrhythmia, a seizure, symptomatic hypocalcemia or sudden
          death; Howard, Jones & Pui, N Engl J Med 2011;364:1844–1854, Table 1]
        creatinine of row 5

      """,
      """
      T-02 · therapy from 2025-03-03   no tumor lysis
        laboratory tumor lysis not met: 1 abnormal within 24 h, 2 needed
          row 6 · 2025-03-04 08:00 · potassium 6.4 mmol/L ≥ 6 mmol/L [limit of adults, Cairo & Bishop
            2004]
          row 7 · 2025-03-05 08:01 · uric acid 545 µmol/L ≥ 476 µmol/L [limit of adults, Cairo & Bishop
            2004]
        none: the laboratory criteria are not met; Howard, Jones & Pui, N Engl J Med 2011;364:1844–1854,
          Table 1
        creatinine of row 10

      """,
      """
      T-03 · therapy from 2025-03-03   no tumor lysis? / laboratory tumor lysis? / clinical tumor lysis?
        laboratory tumor lysis not known: 1 certainly abnormal within 24 h, 2 needed
          row 11 · 2025-03-04 · potassium 6.1 mmol/L ≥ 6 mmol/L [limit of adults, Cairo & Bishop 2004]
          row 12 · 2025-03-05 · phosphate 1.6 mmol/L ≥ 1.45 mmol/L [limit of adults, Cairo & Bishop 2004]
          not measured on days −3 to +7: corrected calcium
          would be settled by: corrected calcium, the time of day of row 11, the time of day of row 12

      """,
      """
      T-05 · therapy from 2025-03-03   laboratory tumor lysis? / clinical tumor lysis?
        laboratory tumor lysis met: 2 abnormal within 24 h, 2 needed
          row 16 · 2025-02-28 12:00 · potassium 6.2 mmol/L ≥ 6 mmol/L [limit of adults, Cairo & Bishop
            2004]
          row 17 · 2025-02-28 12:00 · uric acid 500 µmol/L ≥ 476 µmol/L [limit of adults, Cairo & Bishop
            2004]
          not measured on days −3 to +7: phosphate, corrected calcium
        laboratory, clinical possible: rise of creatinine not known
        creatinine of row 18
        would be settled by: the baseline of row 18

      """,
      """
      T-06 · therapy from 2025-03-03   no tumor lysis
        laboratory tumor lysis not met: 0 abnormal within 24 h, 2 needed
          not measured on days −3 to +7: corrected calcium
        none: the laboratory criteria are not met; Howard, Jones & Pui, N Engl J Med 2011;364:1844–1854,
          Table 1
        not looked at, outside days −3 to +7: rows 19, 20, 21

      """,
      """
      row 25 · T-07   refused
        value: 640 mmol/L of potassium is not possible. Possible values lie between 0.5 and 20 mmol/L.

      """,
      """
      no tumor lysis: 2 of 7
      laboratory tumor lysis: 0 of 7
      clinical tumor lysis: 2 of 7
      not decided: 3 of 7
      """,
    ]
  )
  func english(block: String) throws {
    #expect(try Self.listing().text.contains(block))
  }

  @Test("a change from baseline names its factor and the baseline")
  func change() throws {
    let text = try Self.listing(.english, ["version": "2004"]).text
    #expect(text.contains("Parameter version of the definition: 2004\n"))
    #expect(
      text.contains(
        "row 3 · 2025-03-04 08:00 · phosphate 1.4 mmol/L ≥ 1.25 × baseline (1.1 mmol/L) [Cairo & Bishop,\n"
      )
    )
    // 6.4 and 545 within 24 hours and a minute: counted in 2004, which sets no hours.
    #expect(text.contains("T-02 · therapy from 2025-03-03   laboratory tumor lysis\n"))
    #expect(text.contains("laboratory tumor lysis met: 3 abnormal in the days that count, 2 needed\n"))
    #expect(text.contains("  not clinical: rise of creatinine 17.68 µmol/L < 26.5 µmol/L, urine below"))
  }

  @Test("the same in Chinese")
  func chinese() throws {
    let text = try Self.listing(.simplifiedChinese).text
    #expect(
      text.contains(
        """
        T-04 · 治疗始于 2025-03-03   临床肿瘤溶解
          符合实验室肿瘤溶解：24 小时内 2 项异常，需 2 项
            第 14 行 · 2025-03-05 07:30 · 磷酸盐 2.1 mmol/L ≥ 1.45 mmol/L [成人界值，Cairo & Bishop 2004]
            第 15 行 · 2025-03-05 07:30 · 校正钙 1.7 mmol/L ≤ 1.75 mmol/L [成人界值，Cairo & Bishop 2004]
            第 −3 至 +7 天未检测：钾、尿酸
          clinical：实验室肿瘤溶解：有、癫痫发作：有 [实验室肿瘤溶解并伴有肾损伤、心律失常、癫痫发作、症状性
            低钙血症或猝死；Howard, Jones & Pui, N Engl J Med 2011;364:1844–1854, Table 1]

        """
      )
    )
  }

  @Test("text stays within 100 columns", arguments: Language.allCases, ["2011", "2004"])
  func width(language: Language, version: String) throws {
    let text = try Self.listing(language, ["version": version]).text
    for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
  }

  @Test("JSON has one object for each subject, then one for each refused row")
  func json() throws {
    let table = try TumorLysisCases.table(String(decoding: TumorLysisCases.example, as: UTF8.self))
    let objects = try TumorLysisCases.json(table)
    #expect(objects.map { $0["subject"] as? String } == (1...7).map { "T-0\($0)" } + ["T-07", "T-07"])
    #expect(
      objects.map { $0["category"] as? String } == [
        "clinical", "none", nil, "clinical", nil, "none", nil, nil, nil,
      ]
    )
    #expect(objects[4]["possible"] as? [String] == ["laboratory", "clinical"])
    #expect(objects[4]["settledBy"] as? [String] == ["baseline"])
    #expect(objects[0]["creatinineRow"] as? Int == 5)
    #expect(objects[5]["outside"] as? [Int] == [19, 20, 21])
    #expect(objects[6]["refused"] as? [Int] == [25, 27])
    #expect(objects[7]["row"] as? Int == 25 && objects[8]["row"] as? Int == 27)
    let laboratory = try #require(objects[0]["laboratory"] as? [String: Any])
    #expect(laboratory["met"] as? Bool == true)
    let abnormal = try #require(laboratory["abnormal"] as? [[String: Any]])
    #expect(abnormal.map { $0["analyte"] as? String } == ["potassium", "urate"])
    #expect(abnormal.map { $0["row"] as? Int } == [1, 2])
    #expect(abnormal[1]["time"] as? String == "08:00" && abnormal[1]["unit"] as? String == "mg/dL")
    #expect(abnormal[0]["because"] as? String == "potassium 6.4 mmol/L ≥ 6 mmol/L")
    #expect(abnormal[0]["together"] as? Bool == true)
    let open = try #require(objects[2]["laboratory"] as? [String: Any])
    #expect(open["met"] is NSNull)
    #expect(open["notMeasured"] as? [String] == ["calcium"])
    #expect(open["settledBy"] as? [String] == ["calcium", "time"])
  }

  @Test("the schema describes the columns that are read, and every key that is printed")
  func schema() throws {
    let text = Data(ClinicalSchemas.tumorLysis.rendered(.compact).utf8)
    let root = try #require(JSONSerialization.jsonObject(with: text) as? [String: Any])
    let parts = try #require(root["$defs"] as? [String: [String: Any]])
    let columns = try #require(parts["sample"]?["properties"] as? [String: Any])
    #expect(Set(columns.keys) == Set(TumorLysisTable.columns + TumorLysisCases.findings))
    #expect(try TumorLysisTests.criteria().findingColumns == TumorLysisCases.findings)
    let subject = try #require(parts["subject"]?["properties"] as? [String: Any])
    let refused = try #require(parts["refused"]?["properties"] as? [String: Any])
    let table = try TumorLysisCases.table(String(decoding: TumorLysisCases.example, as: UTF8.self))
    for object in try TumorLysisCases.json(table) {
      let known = Set((object["row"] == nil ? subject : refused).keys)
      // A refused row has a subject only where one is written.
      #expect(Set(object.keys).isSubset(of: known), "\(object.keys.sorted())")
      if object["row"] == nil { #expect(Set(object.keys) == known) }
    }
  }
}
