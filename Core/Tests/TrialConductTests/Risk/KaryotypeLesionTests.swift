// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialConduct

@Suite struct KaryotypeLesionTests {
  @Test("reads the lesions of published karyotypes", arguments: PublishedKaryotype.all)
  func published(_ patient: PublishedKaryotype) {
    let lesions = Karyotype(patient.text).lesions()
    #expect(Set(lesions.filter { $0.truth == .met }.map(\.lesion)) == patient.met)
    let open = Set(lesions.filter { $0.truth == .unknown }.map(\.lesion))
    if let expected = patient.open {
      #expect(open == expected)
    } else {
      let classDefined = lesions.filter {
        if case .classDefined? = $0.evidence.first { true } else { false }
      }
      #expect(
        open
          == Set(CytogeneticLesion.allCases).subtracting(patient.met).subtracting(classDefined.map(\.lesion))
      )
    }
  }

  @Test(
    "calls no published complex karyotype simple, and no normal one abnormal",
    arguments: PublishedKaryotype.all
  )
  func agreesWithPublishedClass(_ patient: PublishedKaryotype) {
    let truths = Dictionary(
      uniqueKeysWithValues: Karyotype(patient.text).lesions().map { ($0.lesion, $0.truth) }
    )
    switch patient.published {
    // t(4;11) stands above complexity in ELN.
    case PublishedKaryotype.complexCytogenetics where truths[.kmt2a_other] != .met && truths[.t_8_16] != .met:
      #expect(truths[.complex_karyotype] != .notMet)
    case "Normal Karyotype": #expect(!truths.values.contains(.met))
    case "CBFB-MYH11": #expect(truths[.inv_16] != .notMet)
    case "RUNX1-RUNX1T1": #expect(truths[.t_8_21] != .notMet)
    case "BCR-ABL1": #expect(truths[.bcr_abl1] != .notMet)
    case "MLL translocation, t(9;11)": #expect(truths[.t_9_11] != .notMet)
    case "MLL translocation, poor risk": #expect(truths[.kmt2a_other] != .notMet)
    default: break
    }
  }
}
