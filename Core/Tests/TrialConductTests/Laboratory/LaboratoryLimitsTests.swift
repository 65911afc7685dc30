// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

@Suite struct LaboratoryLimitsTests {
  private static let table = """
    site,analyte,sex,age_from,age_to,from,to,unit,lln,uln
    North,ALT,male,,,,,U/L,,50
    North,ALT,female,,,,,U/L,,35
    North,creatinine,,18,59.99,,2024-12-31,umol/L,45,104
    North,creatinine,,60,,,2024-12-31,umol/L,45,115
    North,creatinine,,18,,2025-01-01,,mg/dL,0.5,1.2
    South,ALT,,,,,,ukat/L,,0.75

    """

  private func limits(_ site: String, _ analyte: String, _ sex: String?, _ age: Double?, _ date: String?)
    throws
    -> LaboratoryLimits.Row
  {
    let (limits, problems) = LaboratoryLimits.read(Array(Self.table.utf8))
    #expect(problems.isEmpty)
    return try limits.limits(
      site: site,
      analyte: analyte,
      sex: sex,
      age: age,
      date: date.flatMap { CivilDate(iso: $0) }
    )
  }

  @Test("the row of site, sex, age and date applies")
  func found() throws {
    #expect(try limits("North", "ALT", "female", nil, nil).upper?.description == "35 U/L")
    #expect(try limits("North", "creatinine", nil, 59, "2024-12-31").upper?.description == "104 umol/L")
    #expect(try limits("North", "creatinine", nil, 60, "2024-12-31").upper?.description == "115 umol/L")
    #expect(try limits("North", "creatinine", "male", 60, "2025-01-01").lower?.description == "0.5 mg/dL")
    let south = try limits("South", "ALT", nil, nil, nil)
    #expect(south.upper?.converted(to: try .named("U/L"))?.value == 45)
    #expect(south.lower == nil)
  }

  @Test("limits that are missing, or depend on what is missing, are unknown with the reason")
  func gaps() throws {
    #expect(throws: LaboratoryLimits.Gap.noSite("East", analyte: "ALT")) {
      try limits("East", "ALT", "male", 40, nil)
    }
    #expect(throws: LaboratoryLimits.Gap.dependsOn(["sex"])) { try limits("North", "ALT", nil, 40, nil) }
    #expect(throws: LaboratoryLimits.Gap.noRow("North", analyte: "creatinine")) {
      try limits("North", "creatinine", "male", 17, "2025-06-01")
    }
    #expect(throws: LaboratoryLimits.Gap.dependsOn(["age", "date"])) {
      try limits("North", "creatinine", "male", nil, nil)
    }
    // Under 18 nothing applies, so the age matters on a known date too.
    #expect(throws: LaboratoryLimits.Gap.dependsOn(["age"])) {
      try limits("North", "creatinine", "male", nil, "2025-06-01")
    }
  }

  @Test("every problem of the table is reported at once, with its line")
  func problems() {
    let table = """
      site,analyte,sex,age_from,age_to,from,to,unit,lln
      North,ALT,male,,,,,U/L,10
      North,ALT,,,,,,UL,10
      ,ALT,,40,18,2025-02-30,,U/L,-1
      North,ALT,male,50,,,,U/L,12

      """
    let problems = LaboratoryLimits.read(Array(table.utf8)).problems
    #expect(
      problems.map { "\($0.line) \($0.column ?? "–"): \($0.problem)" } == [
        "1 uln: the column is missing", "3 unit: unknown unit \"UL\"", "4 age_to: the ages run backwards",
        "4 from: \"2025-02-30\" is not a date of the calendar", "4 lln: \"-1\" is not a number from 0 on",
        "4 site: nothing is written", "5 –: overlaps with line 2: a measurement would have two limits",
      ]
    )
  }
}
