// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ProtocolLibrary
import TrialConduct
import TrialDesign

/// What `equipoise dose` is told about a subject.
struct SubjectArguments: ParsableArguments {
  @Option(help: "Height in cm (or \"1.70 m\").")
  var height: String?

  @Option(help: "Weight in kg.")
  var weight: String?

  @Option(help: ArgumentHelp("When height and weight were measured.", valueName: "date"))
  var measured: String?

  @Option(help: ArgumentHelp("The weight of the doses before; a change of 10 % is said.", valueName: "kg"))
  var previousWeight: String?

  @Option(help: ArgumentHelp("Age in years.", valueName: "years"))
  var age: Double?

  @Option(help: "female or male.")
  var sex: Sex?

  @Option(help: ArgumentHelp("Serum creatinine with its unit.", valueName: "\"1.0 mg/dL\""))
  var creatinine: String?

  @Option(help: ArgumentHelp("Total bilirubin with its unit.", valueName: "\"17 umol/L\""))
  var bilirubin: String?

  @Option(help: ArgumentHelp("Child-Pugh class: A, B or C.", valueName: "class"))
  var childPugh: String?

  @Option(
    help: ArgumentHelp(
      "Further findings that rules ask for, such as lvef=55; with @DATE the day it was found.",
      valueName: "name=value"
    )
  )
  var finding: [String] = []

  /// The subject, with every value in the unit that formulas take.
  func subject() throws(DoseFailure) -> DosingSubject {
    var findings: [String: String] = [:]
    for text in finding {
      findings[try Self.named(text, "--finding").name] = try Self.named(text, "--finding").value
    }
    let classes = ["A", "B", "C"]
    if let childPugh, !classes.contains(childPugh) {
      throw .option("--child-pugh", childPugh, remedy: "Write A, B or C.")
    }
    return DosingSubject(
      height: try Self.measure(height, "--height", in: "cm", example: "170"),
      weight: try Self.measure(weight, "--weight", in: "kg", example: "70"),
      measured: try measured.map { text throws(DoseFailure) in try Self.date(text, "--measured") },
      earlierWeight: try Self.measure(previousWeight, "--previous-weight", in: "kg", example: "70"),
      age: age,
      sex: sex,
      creatinine: try Self.concentration(creatinine, of: "creatinine"),
      bilirubin: try Self.concentration(bilirubin, of: "bilirubin"),
      childPugh: childPugh,
      findings: findings
    )
  }

  /// The last day on which some finding was made; nil where none says so.
  func lastFinding() throws(DoseFailure) -> CivilDate? {
    var last: CivilDate?
    for text in finding {
      guard let date = try Self.named(text, "--finding").date else { continue }
      last = max(last ?? date, date)
    }
    return last
  }

  /// `name=value@date`, the date optional.
  private static func named(
    _ text: String,
    _ option: String
  ) throws(DoseFailure) -> (name: String, value: String, date: CivilDate?) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw .option(option, text, remedy: "Write \(option) name=value.")
    }
    let dated = parts[1].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let day: CivilDate? = dated.count == 2 ? try date(String(dated[1]), option) : nil
    return (String(parts[0]), String(dated[0]), day)
  }

  /// A plain number in the unit asked for, or a quantity that converts to it.
  static func measure(
    _ text: String?,
    _ option: String,
    in code: String,
    example: String
  ) throws(DoseFailure) -> Double? {
    guard let text else { return nil }
    let value = Double(text) ?? Unit(code).flatMap { Quantity(text)?.converted(to: $0)?.value }
    guard let value, value.isFinite else {
      throw .option(option, text, remedy: "Write \(option) \(example), which is in \(code).")
    }
    return value
  }

  /// A concentration in mg/dL; a number without a unit is refused, because 1.0 and 88 are both usual.
  private static func concentration(_ text: String?, of analyte: String) throws(DoseFailure) -> Double? {
    guard let text else { return nil }
    guard let unit = Unit("mg/dL"), let quantity = Quantity(text),
      let value = try? quantity.converted(to: unit, of: Analyte(analyte)).value
    else {
      throw .option("--\(analyte)", text, remedy: "Write it with its unit, \"1.0 mg/dL\" or \"88 umol/L\".")
    }
    return value
  }

  /// A day of this trial's time; a slip in the year is refused.
  static func date(_ text: String, _ option: String) throws(DoseFailure) -> CivilDate {
    guard let date = CivilDate(iso: text), (1990...2100).contains(date.components.year) else {
      throw .option(option, text, remedy: "Write a date between 1990 and 2100, for example 2025-01-06.")
    }
    return date
  }
}

extension Sex: @retroactive ExpressibleByArgument {}

extension BodySurfaceArea.Formula: @retroactive ExpressibleByArgument {}

/// Co-medications and earlier amounts as typed.
enum DoseWords {
  /// `posaconazole`, `posaconazole@2025-01-10..2025-01-17`, `diltiazem=strong-cyp3a-inhibitor`.
  static func coMedication(_ text: String) throws(DoseFailure) -> CoMedicationCourse {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let remedy = "Write --with posaconazole, or with days: posaconazole@2025-01-10..2025-01-17."
    guard !name[0].isEmpty else { throw .option("--with", text, remedy: remedy) }
    let classes = name.count == 2 ? name[1].split(separator: "+").map { String($0) } : nil
    guard parts.count == 2 else { return CoMedicationCourse(id: String(name[0]), classes: classes) }
    guard let dots = parts[1].firstRange(of: "..") else {
      throw .option("--with", text, remedy: remedy)
    }
    func end(_ part: Substring) throws(DoseFailure) -> CivilDate? {
      part.isEmpty ? nil : try SubjectArguments.date(String(part), "--with")
    }
    return CoMedicationCourse(
      id: String(name[0]),
      classes: classes,
      from: try end(parts[1][..<dots.lowerBound]),
      to: try end(parts[1][dots.upperBound...])
    )
  }

  /// `idarubicin=36 mg/m2`: drug and earlier amount in mg/m²; a plain number is in mg/m².
  static func prior(_ texts: [String]) throws(DoseFailure) -> [String: Double]? {
    guard !texts.isEmpty else { return nil }
    var amounts: [String: Double] = [:]
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let remedy = "Write --prior idarubicin=\"36 mg/m2\", or --prior none."
      if text == "none" { continue }
      guard parts.count == 2, !parts[0].isEmpty,
        let amount = try SubjectArguments.measure(
          String(parts[1]),
          "--prior",
          in: "mg/m2",
          example: "drug=36"
        ),
        amount >= 0, amount < 10_000
      else { throw .option("--prior", text, remedy: remedy) }
      amounts[String(parts[0]), default: 0] += amount
    }
    return amounts
  }
}
