// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TrialConduct

@testable import equipoise

/// The words of `equipoise dose`.
@Suite struct DoseCommandTests {
  @Test("co-medications as typed")
  func coMedications() throws {
    #expect(try DoseWords.coMedication("posaconazole") == CoMedicationCourse(id: "posaconazole"))
    let course = try DoseWords.coMedication("posaconazole@2025-01-10..2025-01-17")
    #expect(course.from?.description == "2025-01-10")
    #expect(course.to?.description == "2025-01-17")
    #expect(try DoseWords.coMedication("x@2025-01-10..").to == nil)
    #expect(try DoseWords.coMedication("x@..2025-01-10").from == nil)
    #expect(try DoseWords.coMedication("x=a+b").classes == ["a", "b"])
    #expect(throws: DoseFailure.self) { try DoseWords.coMedication("x@2025-01-10") }
    #expect(throws: DoseFailure.self) { try DoseWords.coMedication("x@2925-01-10..") }
    #expect(throws: DoseFailure.self) { try DoseWords.coMedication("") }
  }

  @Test("earlier amounts as typed; none is said, not assumed")
  func prior() throws {
    #expect(try DoseWords.prior([]) == nil)
    #expect(try DoseWords.prior(["none"]) == [:])
    #expect(try DoseWords.prior(["idarubicin=36 mg/m2", "idarubicin=12"]) == ["idarubicin": 48])
    #expect(throws: DoseFailure.self) { try DoseWords.prior(["idarubicin"]) }
    #expect(throws: DoseFailure.self) { try DoseWords.prior(["idarubicin=-1"]) }
  }

  @Test("height, weight and concentrations in several units, and refused without one where it matters")
  func units() throws {
    func subject(_ words: String...) throws -> DosingSubject { try SubjectArguments.parse(words).subject() }
    #expect(try subject("--height", "1.70 m").height == 170)
    #expect(try subject("--height", "170").height == 170)
    #expect(try subject("--creatinine", "88.4 umol/L").creatinine.map { ($0 - 1).magnitude < 1e-12 } == true)
    #expect(try subject("--bilirubin", "17.1 umol/L").bilirubin.map { ($0 - 1).magnitude < 1e-12 } == true)
    #expect(throws: DoseFailure.self) { try subject("--creatinine", "1.0") }
    #expect(throws: DoseFailure.self) { try subject("--weight", "70 mg/m2") }
    #expect(throws: DoseFailure.self) { try subject("--child-pugh", "D") }
  }

  @Test("a regimen that is nowhere is told with the one that was meant")
  func unknownRegimen() throws {
    do {
      _ = try DoseRegimen("clag-n", study: nil)
      Issue.record("found")
    } catch let failure as DoseFailure {
      #expect("\(failure)".contains("Did you mean \"clag-m\"?"))
    }
  }
}
