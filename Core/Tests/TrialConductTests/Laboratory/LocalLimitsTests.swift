// SPDX-License-Identifier: Apache-2.0

import ProtocolLiterals
import Testing
import TrialConduct
import TrialDesign

/// Two sites whose limits differ; those of site 1 change on 2024-03-15.
@Suite struct LocalLimitsTests {
  private static let table = [
    "1,alt,male,,,,2024-03-14,U/L,,50", "1,alt,male,,,2024-03-15,,U/L,,30", "1,alt,female,,,,,U/L,,35",
    "2,alt,,18,59,,,ukat/L,,0.5", "2,alt,,60,,,,ukat/L,,0.75",
  ]

  private static let head = "site,analyte,sex,age_from,age_to,from,to,unit,lln,uln"

  // S-1: male, 49, site 1. S-2: female, 51, site 2. S-9: female, age missing, site 2. S-10: male, 66, site 1.
  private static let values = """
    subject,date,alt
    S-1,2024-03-14,160
    S-2,2024-03-14,160
    S-9,2024-03-14,160
    S-10,2024-03-15,160

    """

  /// Grades by multiples of the upper limit alone: above 1, 3, 5 and 20 times, as CTCAE 5.0 has it for a normal baseline.
  private static func grade(_ multiple: String) -> ProtocolNode {
    ["finding": "value", "above": .init(stringLiteral: multiple), "times": "uln"]
  }

  private static let scheme: ProtocolNode = [
    "id": "multiples", "title": "Multiples of the limit", "source": "CTCAE 5.0",
    "analytes": [["id": "alt", "title": "ALT", "unit": "U/L", "range": ["0", "100000"]]],
    "terms": [
      [
        "term": "ALT increased", "title": "ALT increased", "analyte": "alt",
        "systems": [["unit": "U/L", "relative": "true"]],
        "grades": ["4": grade("20"), "3": grade("5"), "2": grade("3"), "1": grade("1")],
      ]
    ],
  ]

  private static let limits: ProtocolNode = [
    "table": "laboratory-limits.csv", "sex": "baseline.sex", "age": "baseline.age",
  ]

  private static let blood: ProtocolNode = [
    "id": "blood", "title": "Blood", "repeats": "log", "happened": "date",
    "items": [["id": "date", "type": "date"], ["id": "alt", "type": "decimal", "unit": "U/L"]],
  ]

  private func study(
    _ limits: ProtocolNode? = Self.limits,
    blood: ProtocolNode = Self.blood,
    grades: Bool = true,
    _ rule: ProtocolNode? = nil
  ) throws -> StudyProtocol {
    let forms = try #require(SmallTrial.node.members.first { $0.key == "forms" }?.value)
    guard case .sequence(let old) = forms.content else { return try SmallTrial.study() }
    let line: ProtocolNode = ["analyte": "alt", "at": "blood.date", "value": "blood.alt"]
    var node = SmallTrial.node.with("forms", ProtocolNode(.sequence(old + [blood]), at: forms.position))
    if let limits { node = node.with("laboratory-limits", limits) }
    let toxicity: ProtocolNode = [
      "form": "events", "first-dose": "randomization.date", "grading": Self.scheme, "laboratory": [line],
    ]
    if grades { node = node.with("derivations", ["toxicity": toxicity]) }
    if let rule {
      node = node.with("eligibility", ["inclusion": [["id": "I1", "text": "ALT", "criterion": rule]]])
      let schedule: ProtocolNode = [
        "visits": [["id": "v", "title": "V", "window": ["-28", "100"]]],
        "activities": [
          ["title": "M", "form": "marrow", "visits": "v"], ["title": "D", "form": "death", "visits": "v"],
          ["title": "B", "form": "blood", "visits": "v"],
        ],
      ]
      node = node.with("schedule", schedule)
    }
    return try SmallTrial.study(node)
  }

  private func files(_ rows: [String]? = Self.table) -> [String: String] {
    var files = SmallTrial.files
    files["blood.csv"] = Self.values
    files["laboratory-limits.csv"] = rows.map { ([Self.head] + $0).joined(separator: "\n") + "\n" }
    return files
  }

  private func grades(_ rows: [String]) throws -> [String: String] {
    let study = try study()
    let (record, problems) = SmallTrial.read(study, files(rows))
    #expect(problems.map(\.description) == [])
    // A cut keeps the limits.
    let events = Deriver(study).derive(record.happened(by: CivilDate(iso: "2024-12-31")), cut: nil).events
    return Dictionary(
      events.map { event in
        let grades = [event.grade, event.highest].map { $0.map { "\($0)" } ?? "?" }
        return (record.subjects[event.subject], grades.joined(separator: "–"))
      }
    ) { first, _ in first }
  }

  @Test("the same value has the grade that the limits of its site, day, sex and age give")
  func grades() throws {
    // S-1, site 1 before the change, male: 160/50 = 3.2. S-2, site 2, aged 51: 160/30 = 5.3 (0.5 ukat/L are 30 U/L).
    // S-10, site 1 after the change: 160/30 = 5.3. S-9's limit at site 2 depends on an age that is not on file.
    let found = try grades(Self.table)
    #expect(found["S-1"] == "2–2")
    #expect(found["S-2"] == "3–3")
    #expect(found["S-10"] == "3–3")
    // Not graded by any limit: what is unknown stays open, and is no event.
    #expect(found["S-9"] == nil)
  }

  @Test("a value that may have a grade or none for want of its limit is kept apart, not dropped")
  func undecided() throws {
    let study = try study()
    let record = SmallTrial.read(study, files(Self.table)).record
    let derived = Deriver(study).derive(record, cut: nil)
    #expect(derived.undecided.map { record.subjects[$0.subject] } == ["S-9"])
    #expect(derived.undecided.map(\.grade) == [0] && derived.undecided.map(\.highest) == [4])
    // The tables of the report count the three events alone.
    #expect(derived.tables["events"]?.count == 3)
  }

  @Test("a value of a site without limits has no grade")
  func noDefault() throws {
    let found = try grades(Self.table.filter { $0.hasPrefix("1,") })
    #expect(found.keys.sorted() == ["S-1", "S-10"])
  }

  @Test("the order of the table's rows matters neither to grades nor to the record's bytes, a limit to both")
  func order() throws {
    let study = try study()
    func bytes(_ rows: [String]) -> [UInt8] {
      SmallTrial.read(study, files(rows)).record.canonicalBytes(of: study)
    }
    let turned = Array(Self.table.reversed())
    let changed = Self.table.map { $0.replacing(",,50", with: ",,60") }
    #expect(try grades(turned) == grades(Self.table))
    #expect(bytes(turned) == bytes(Self.table))
    #expect(bytes(changed) != bytes(Self.table))
    #expect(try grades(changed)["S-1"] == "1–1")
  }

  @Test(
    "a table that is missing, overlaps or names what the protocol does not know is refused with the remedy"
  )
  func problems() throws {
    let study = try study()
    let missing = SmallTrial.read(study, files(nil)).problems.map(\.description)
    #expect(
      missing == [
        """
        data/laboratory-limits.csv: the file is missing
          Put the table of laboratory limits into data/, or take laboratory-limits out of the protocol.
        """
      ]
    )
    let wrong =
      Self.table + ["1,alt,male,,,2024-02-01,,U/L,,40", "3,alt,,,,,,U/L,,40", "2,alp,,,,,,mg/dL,,1"]
    let found = SmallTrial.read(study, files(wrong)).problems.map { "\($0.line ?? 0) \($0.problem)" }
    #expect(
      found == [
        "7 overlaps with line 2: a measurement would have two limits",
        "7 overlaps with line 3: a measurement would have two limits", "8 unknown site \"3\"",
        "9 unknown analyte \"alp\"",
      ]
    )
  }

  // MARK: Multiples in criteria

  // By the table: S-1 160 ≤ 4 × 50; S-2 and S-10 160 > 4 × 30; the limit of S-9 depends on an age.
  private static let rule: ProtocolNode = ["item": "blood.alt", "at-most": "4", "times": "uln"]

  private func truths(_ study: StudyProtocol, values: String? = nil) throws -> [String: Truth] {
    var files = files()
    if let values { files["blood.csv"] = values }
    let (record, problems) = SmallTrial.read(study, files)
    #expect(problems.map(\.description) == [])
    let rule = try #require(study.eligibility.inclusion.first?.criterion)
    let all = record.truths(of: rule, in: study)
    let day = CivilDate(iso: "2024-12-31")?.day
    let verdicts = record.eligibility(in: study, on: day).map { $0.rules[0].truth }
    // Both ways of asking give one answer.
    #expect(all == verdicts)
    return Dictionary(zip(record.subjects, all)) { first, _ in first }
  }

  @Test(
    "a multiple of a limit is that of the subject's own laboratory on the day of the value",
    arguments: [true, false]
  )
  func multiples(grades: Bool) throws {
    // What the table calls the item follows from its grading, or the item says it.
    let alt: ProtocolNode = ["id": "alt", "type": "decimal", "unit": "U/L"]
    let blood = Self.blood.with(
      "items",
      [["id": "date", "type": "date"], grades ? alt : alt.with("analyte", "alt")]
    )
    let found = try truths(study(blood: blood, grades: grades, Self.rule))
    #expect(found == ["S-1": .met, "S-2": .notMet, "S-9": .unknown, "S-10": .notMet])
  }

  @Test("a limit that a row carries itself goes before the table's")
  func ownLimit() throws {
    let items: ProtocolNode = [
      ["id": "date", "type": "date"], ["id": "alt", "type": "decimal", "unit": "U/L", "uln": "blood.uln"],
      ["id": "uln", "type": "decimal", "unit": "U/L"],
    ]
    let values = """
      subject,date,alt,uln
      S-1,2024-03-14,160,30
      S-2,2024-03-14,160,40
      S-9,2024-03-14,160,
      S-10,2024-03-15,160,

      """
    let found = try truths(study(blood: Self.blood.with("items", items), Self.rule), values: values)
    #expect(found == ["S-1": .notMet, "S-2": .met, "S-9": .unknown, "S-10": .notMet])
  }

  @Test("a value whose laboratory has no limit is told without an item that could be recorded")
  func gap() throws {
    let study = try study(Self.limits, Self.rule)
    let record = SmallTrial.read(study, files()).record
    let subject = try #require(record.subjects.firstIndex(of: "S-9"))
    let day = CivilDate(iso: "2024-12-31")?.day
    let verdict = record.eligibility(in: study, on: day, subjects: [subject])[0].rules[0]
    #expect(verdict.parts[0].gaps == [.noLimit(nil)])
    #expect(verdict.settledBy == [])
  }

  @Test("an analyte needs a table that it leads to, and a name that the criteria know")
  func analyteProblems() {
    func problems(_ limits: ProtocolNode?, _ analyte: ProtocolNode) -> [String] {
      let alt: ProtocolNode = ["id": "alt", "type": "decimal", "unit": "U/L", "analyte": analyte]
      do {
        _ = try study(limits, blood: Self.blood.with("items", [["id": "date", "type": "date"], alt]))
        return []
      } catch let problems as ProtocolProblems {
        return problems.problems.map { "\($0.place): \($0.problem)" }
      } catch { return ["\(error)"] }
    }
    let place = "forms[6].items[1].analyte"
    #expect(problems(nil, "alt") == ["\(place): an analyte in a study without a table of laboratory limits"])
    #expect(problems(Self.limits, "alp") == ["\(place): unknown analyte \"alp\""])
  }

  @Test("sex and age have to be items that the protocol has")
  func protocolProblems() {
    let limits: ProtocolNode = [
      "table": "laboratory-limits.csv", "sex": "baseline.gender", "age": "baseline.weight",
    ]
    do {
      _ = try study(limits)
      Issue.record("the protocol was read")
    } catch let problems as ProtocolProblems {
      #expect(
        problems.problems.map { "\($0.place): \($0.problem)" } == [
          "laboratory-limits.age: baseline.weight is written in kg, which is no unit of age",
          "laboratory-limits.sex: unknown item of the form baseline \"gender\"",
        ]
      )
    } catch {
      Issue.record("\(error)")
    }
  }
}

extension ProtocolNode {
  fileprivate var members: [Entry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }
}
