// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@testable import TrialConduct

/// Evidence: by hand, from the rules of ISCN 2020 and ELN 2022; the two Down syndromes are examples of ISCN 2020
/// (errata to chapter 8), 46,XY,−7,+mar and 46,XX,dup(21) published case reports (see Sources.md).
@Suite struct KaryotypeReaderTests {
  /// A karyotype, the lesions it shows, and those it leaves open.
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let met: Set<CytogeneticLesion>
    let open: Set<CytogeneticLesion>

    init(_ text: String, _ met: Set<CytogeneticLesion> = [], open: Set<CytogeneticLesion> = []) {
      self.text = text
      self.met = met
      self.open = open
    }

    var testDescription: String { text }
  }

  private static let cases = [
    // Bands at every level of resolution, and in any order.
    Case("46,XX,t(8;21)(q22;q22.1)[20]", [.t_8_21]),
    Case("46,XX,inv(16)(p13.1q22)[20]", [.inv_16]),
    Case("46,XX,t(16;16)(p13.1;q22)[20]", [.inv_16]),
    Case("46,XX,t(16;16)(q22;p13.1)[20]", [.inv_16]),
    Case("46,XX,t(6;9)(p23.3;q34.1)[20]", [.t_6_9]),
    Case("46,XX,t(6;9)(p22;q34)[20]", [.t_6_9]),
    Case("46,XX,t(8;16)(p11.2;p13.3)[20]", [.t_8_16]),
    Case("46,XX,t(3;3)(q21.3;q26.2)[20]", [.inv_3]),
    Case("46,XX,inv(3)(q21.3q26.2)[20]", [.inv_3]),
    Case("46,XX,t(3;21)(q26.2;q22)[20]", [.mecom_other]),
    Case("46,XX,t(11;17)(q23.3;q25)[20]", [.kmt2a_other]),
    Case("46,XX,t(5;11)(q35;p15.4)[20]", [.nup98]),
    // The other entity at 3q25.
    Case("46,XX,t(3;5)(q25;q35)[20]"),
    // Variants with a third chromosome.
    Case("46,XX,t(9;22;14)(q34;q11.2;q32)[20]", [.bcr_abl1]),
    Case("46,XX,t(6;9;11)(q21;p21.3;q23.3)[20]", [.t_9_11]),
    // Only one of the two derivative chromosomes carries the fused gene.
    Case("46,XX,der(22)t(9;22)(q34;q11.2)[20]", [.bcr_abl1]),
    Case("46,XX,der(9)t(9;22)(q34;q11.2)[20]", open: [.bcr_abl1]),
    // Near misses: chromosomes and arms, other bands.
    Case("46,XX,t(8;21)(q21;q22)[20]", open: [.t_8_21]),
    Case("46,XX,t(8;21)(p11;q22)[20]"),
    Case("46,XX,t(9;11)(p13;q23)[20]", open: [.t_9_11, .kmt2a_other]),
    Case("46,XX,t(9;11)(q34;q23)[20]", [.kmt2a_other]),
    Case("46,XX,t(9;11)[20]", open: [.t_9_11, .kmt2a_other, .nup98]),
    Case("46,XX,t(2;3)(p21;q27)[20]", open: [.mecom_other]),
    Case("46,XX,?t(8;21)(q22;q22)[20]", open: [.t_8_21]),
    Case("46,XX,t(8;21)(q?22;q22)[20]", open: [.t_8_21]),
    // Bands may be left out where they were written before.
    Case("46,XX,t(8;21)(q22;q22)[10]/47,XX,t(8;21),+8[10]", [.t_8_21]),
    // Losses.
    Case("46,XX,del(5q)[20]", [.del_5q]),
    Case("46,XX,5q-[20]", [.del_5q]),
    Case("46,XX,del(5)(p13)[20]"),
    Case("46,XX,del(5)[20]", open: [.del_5q]),
    Case("46,XX,add(5)(q31)[20]", open: [.del_5q]),
    Case("46,XX,del(7q)[20]"),
    Case("45,XX,-7[2]/46,XX[18]", open: [.minus_7]),
    Case("46,XX,del(17)(q21)[20]"),
    Case("46,XX,add(17)(p13)[20]", [.abn_17p]),
    Case("46,XX,idic(17)(p11.2)[20]", [.abn_17p]),
    Case("46,XX,t(1;17)(p36;p13)[20]", [.abn_17p]),
    Case("47,XX,+i(17)(q10)[20]"),
    // The old way to write a replaced chromosome is no monosomy.
    Case("46,XX,-17,+i(17)(q10)[20]", [.abn_17p]),
    Case("46,XX,r(17)[20]", open: [.abn_17p]),
    Case("45,XX,dic(5;17)(q13;p11.2)[20]", [.abn_17p], open: [.del_5q]),
    // Complex and monosomal.
    Case("48,XX,+8,del(20)(q11.2)[20]"),
    Case("48,XX,+8,del(20)(q11.2),+21[20]", [.complex_karyotype]),
    Case("49,XX,+8,+10,+21[20]"),
    Case("50,XX,+8,+10,+21,+mar[20]", [.complex_karyotype]),
    Case("48,XX,+8,+13,-18[20]", [.complex_karyotype]),
    Case("47,XX,+8[8]/46,XX,del(20)(q11.2)[6]/46,XX,del(12)(p12)[6]", [.complex_karyotype]),
    Case("46,XX,del(20)(q11.2)[10]/47,idem,+8[10]"),
    Case("47,XX,del(20)(q11.2),+8[10]/48,sl,+9[5]/49,sdl,+21[5]", [.complex_karyotype]),
    Case("47,XX,+8[10]/48,sl,+9[5]/49,sdl1,+21[5]"),
    Case("44,XX,-3,-18[20]", [.monosomal_karyotype]),
    Case("45,XX,-3,del(12)(p12)[20]", [.monosomal_karyotype]),
    Case("45,X,-X,del(12)(p12)[20]"),
    Case("44,X,-Y,-18[20]"),
    Case("46,XX,der(1;7)(q10;p10),+8[20]"),
    Case("45,XX,-3,del(12)(p12),t(8;21)(q22;q22)[20]", [.t_8_21]),
    Case("46,XY,−7,+mar[20]", [.minus_7, .monosomal_karyotype]),
    Case("47,XX,+1~3mar[20]", open: [.complex_karyotype]),
    Case("46,XX,5~20dmin[20]"),
    Case("92,XXXX,-5,-7[20]", [.complex_karyotype], open: [.del_5q, .minus_7]),
    // Constitutional changes are not the leukemia's.
    Case("48,XY,+21c,+21[20]"),
    Case("46,XY,+21c,-21[20]"),
    Case("46,XX,inv(9)(p12q13)c[20]"),
    Case("46,XX,inv(9)(p12q13)[20]"),
    Case("46,XX,dup(21)(q21q22)[20]"),
    // A donor's cells tell nothing.
    Case("45,XX,-7[5]//46,XY[15]", [.minus_7]),
    Case("//46,XY[20]", open: Set(CytogeneticLesion.allCases)),
    // In situ hybridization is another language.
    Case("45,XX,-7[20].nuc ish(KMT2Ax2)[200]", [.minus_7], open: all(but: .minus_7)),
    Case("46,XX,inc[4]", open: Set(CytogeneticLesion.allCases)),
    // As a Chinese keyboard writes it.
    Case("46，XX，t（8；21）（q22；q22）［20］", [.t_8_21]),
    Case("46,XX"),
    Case("46,xy[20]"),
  ]

  private static func all(but lesion: CytogeneticLesion) -> Set<CytogeneticLesion> {
    Set(CytogeneticLesion.allCases).subtracting([lesion])
  }

  @Test("reads lesions by the rules of ISCN and ELN", arguments: cases)
  func lesions(of example: Case) {
    let lesions = Karyotype(example.text).lesions()
    #expect(Set(lesions.filter { $0.truth == .met }.map(\.lesion)) == example.met)
    #expect(Set(lesions.filter { $0.truth == .unknown }.map(\.lesion)) == example.open)
  }

  @Test("an unbalanced translocation counts once, or twice where the protocol says so")
  func derivativesTwice() {
    let karyotype = Karyotype("47,XX,+8,der(5)t(5;12)(q13;p12)[20]")
    let twice = Karyotype.LesionRules(countsDerivativesTwice: true)
    #expect(karyotype.truth(of: .complex_karyotype, by: .init()) == .notMet)
    #expect(karyotype.truth(of: .complex_karyotype, by: twice) == .met)
  }

  @Test("a normal karyotype needs as many metaphases as the protocol asks for")
  func metaphases() {
    let karyotype = Karyotype("46,XX[15]")
    #expect(karyotype.truth(of: .minus_7, by: .init()) == .unknown)
    #expect(karyotype.truth(of: .minus_7, by: .init(metaphasesOfNormal: 15)) == .notMet)
  }

  @Test(
    "says where it could not read",
    arguments: [
      ("46,XX,t(8;21)(q22;q22[20]", "t(8;21)(q22;q22", 7),
      ("46,XX,t(9;22)(q34:q11.2)[20]", "t(9;22)(q34:q11.2)", 7),
      ("46,XX, del(20)(q11.2), huh[20]", "huh", 24), ("46,XX,15[20]", "15", 7), ("no report", "no report", 1),
      ("47,idem,+8[20]", "idem", 4),
    ]
  )
  func unread(text: String, part: String, column: Int) {
    #expect(Karyotype(text).remarks.contains(.unread(part, column: column)), "\(Karyotype(text).remarks)")
  }

  @Test("an empty text is no normal karyotype", arguments: ["", " ", "/", "46", "46,", ","])
  func empty(text: String) {
    #expect(Karyotype(text).lesions().allSatisfy { $0.truth == .unknown })
  }

  @Test("remarks where the items do not make the stated number")
  func count() {
    #expect(Karyotype("47,XX,-7[20]").remarks == [.wrongCount(clone: 1, stated: 47...47, items: 45)])
    for text in [
      "45,X,-Y[20]", "47,XXY[20]", "46,XX,-7,+8[20]", "45,XX,der(14;15)(q10;q10)[20]", "47,XX,+mar[20]",
    ] {
      #expect(Karyotype(text).remarks == [], "\(text)")
    }
  }

  @Test("one character turned into rubbish never goes unseen")
  func rubbish() {
    let text = "44~46,XX,t(8;21)(q22;q22)[7],-5,der(7)t(7;12)(p11.2;q13),+2mar[cp11]/45,sl,-19[cp4]/46,XY[5]"
    for index in text.indices {
      var broken = text
      broken.replaceSubrange(index...index, with: "§")
      #expect(Karyotype(broken).hasUnreadParts, "\(broken)")
    }
    for end in 0...text.count { #expect(Karyotype(String(text.prefix(end))).lesions().count == 15) }
  }
}

extension Karyotype {
  fileprivate func truth(of lesion: CytogeneticLesion, by rules: LesionRules) -> Truth? {
    lesions(by: rules).first { $0.lesion == lesion }?.truth
  }
}
