// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialConduct

/// Karyotypes of patients with acute myeloid leukemia as published, with the lesions read from them by hand.
///
/// Source: Cancer Genome Atlas Research Network, N Engl J Med 2013;368:2059–2074, supplementary table 1 (version of
/// 13 May 2013), columns "Cytogenetics" and "Cytogenetic Classification", by patient. Slips of the pen are kept as printed:
/// a reader has to do with them.
struct PublishedKaryotype: Sendable, CustomTestStringConvertible {
  let patient: Int
  let text: String
  /// The class that the paper gives.
  let published: String
  let met: Set<CytogeneticLesion>
  /// What must stay unknown; nil where the text cannot be read as a whole and all that is not met is unknown.
  let open: Set<CytogeneticLesion>?

  init(
    _ patient: Int,
    _ text: String,
    _ published: String,
    _ met: Set<CytogeneticLesion> = [],
    open: Set<CytogeneticLesion>? = []
  ) {
    self.patient = patient
    self.text = text
    self.published = published
    self.met = met
    self.open = open
  }

  var testDescription: String { "\(patient): \(text)" }

  static let complexCytogenetics = "Complex Cytogenetics"

  static let all: [PublishedKaryotype] = fusions + losses + complex + others

  private static let fusions = [
    PublishedKaryotype(2819, "46,XX,t(8;21)(q22;q22)[17]/46,XX[3]", "RUNX1-RUNX1T1", [.t_8_21]),
    PublishedKaryotype(2875, "45,X,-Y,t(8;21)(q22;q22)[19]/46,XY[1]", "RUNX1-RUNX1T1", [.t_8_21]),
    PublishedKaryotype(
      2886,
      "45,X,-Y,t(8;21)(q22;q22)[13]/45,idem,del(9)(q22;q32)[7]",
      "RUNX1-RUNX1T1",
      [.t_8_21]
    ),
    PublishedKaryotype(2950, "45,X,-X,t(8;21)(q22;q22)[20]", "RUNX1-RUNX1T1", [.t_8_21]),
    // No bands: another translocation of the same chromosomes cannot be ruled out.
    PublishedKaryotype(2858, "46,XX,t(8;21)[15]/46,idem,del(9)(q12q22)[5]", "RUNX1-RUNX1T1", open: [.t_8_21]),
    // A parenthesis is not closed.
    PublishedKaryotype(2806, "45,X,-Y, t(8;7;21)(q22;p15;q22[22]/46,XY[3]", "RUNX1-RUNX1T1", open: nil),
    PublishedKaryotype(2870, "46,XY,inv(16)(p13q22)[9]/46,XY[10]", "CBFB-MYH11", [.inv_16]),
    PublishedKaryotype(2889, "46,XY,inv(16)(p13;q22)[20]", "CBFB-MYH11", [.inv_16]),
    PublishedKaryotype(
      2914,
      "46,XX,inv(16)(p13q22)[5]/46,idem,t(3;3)(p13;q?28)[5]/46,XX[6]",
      "CBFB-MYH11",
      [.inv_16]
    ),
    // A comma is missing.
    PublishedKaryotype(2828, "46,XY,t(2;4)(q34;q21)inv(16)(p13q22) [20]", "CBFB-MYH11", open: nil),
    // CBFB::MYH11 was found in the RNA.
    PublishedKaryotype(
      2954,
      "46,XX,del(16)(q22)[16]/47,XX,del(16)(q22),+22[8]/47,XX,+22[2]/46,XX[4]",
      "CBFB-MYH11",
      open: [.inv_16]
    ),
    PublishedKaryotype(
      2956,
      "46,XY,t(9;11)(p22;q23)[7]/47,XY,t(9;11)(p22;q23)[7]/46,XY[4]",
      "MLL translocation, t(9;11)",
      [.t_9_11]
    ),
    PublishedKaryotype(
      2894,
      "45,XX,-7,t(9;11)(p22;q23)[19]/46,XX[1]",
      "MLL translocation, t(9;11)",
      [.t_9_11, .minus_7]
    ),
    PublishedKaryotype(
      2834,
      "46,XY,t(11;19)(q23;p13)[17]/46,XY,t(11;19)(q23;p13),inv(12)(p12p13)[3]",
      "MLL translocation, poor risk",
      [.kmt2a_other]
    ),
    PublishedKaryotype(2844, "46,XY,t(11;19)(q23;p13)[20]", "MLL translocation, poor risk", [.kmt2a_other]),
    PublishedKaryotype(2893, "46,XY,t(6;11)(q27;q23)[15]", "MLL translocation, poor risk", [.kmt2a_other]),
    // Behind both deletions of 11q23 the RNA showed a fusion of KMT2A.
    PublishedKaryotype(
      2911,
      "44~46,XX,del(11)(q23),der(19)?t(11;19)(q23;p13.1)[cp11]/44~45,XX,-19[cp4]/46,XX [5]",
      "MLL translocation, poor risk",
      [.complex_karyotype, .monosomal_karyotype],
      open: [.kmt2a_other]
    ),
    PublishedKaryotype(
      2883,
      "52~54,XY,+2,+4,+6,+8,del(11)(q23),+19,+19,+21[17]/46,XY[3]",
      "MLL translocation, poor risk",
      [.complex_karyotype],
      open: [.kmt2a_other]
    ),
    PublishedKaryotype(
      2817,
      "45,XY,-7, t(9;22)(q34;q11.20) [19]/46,XY[1]",
      "BCR-ABL1",
      [.bcr_abl1, .minus_7]
    ),
    PublishedKaryotype(
      2941,
      "46,XY,t(9;22)(q34;q11.2)[13]/34~37,idem,-3,del(4),-4,-5,-7,-9,-10,t?(11;12),-12,-14,-14,-16,-17,-22[cp6]/46,XY[1]",
      "BCR-ABL1",
      [.bcr_abl1, .del_5q, .minus_7, .abn_17p],
      open: [.kmt2a_other, .nup98]
    ),
    // Two parentheses too few and one too many.
    PublishedKaryotype(
      2901,
      "46,XY,t(9;22)(q34;q11.2[4]/50,idem,+8,+10,+21,+der(22)(t(9;22)(q34;q11.2)[16]",
      "BCR-ABL1",
      open: nil
    ),
    PublishedKaryotype(2998, "46,XX,t(15;17)(q22;q21)[20]", "PML-RARA"),
    PublishedKaryotype(
      3007,
      "47,XY,del(7)(q22),+8,t(15;17)(q22;q21)[18]/46,XY,del(7)(q22),t(15;17)(q22;q21)[2]",
      "PML-RARA"
    ),
    PublishedKaryotype(2823, "47,XX,t(15;17)(q22:q21)+mar[20]", "PML-RARA", open: nil),
  ]

  private static let losses = [
    PublishedKaryotype(
      2814,
      "46,XX,del(5)(q22q33)[4]/46,XX[16]",
      "Poor Risk Cytogenetic Abnormality",
      [.del_5q]
    ),
    PublishedKaryotype(2874, "45,XY,-7[20]", "Poor Risk Cytogenetic Abnormality", [.minus_7]),
    PublishedKaryotype(2882, "45,XX,-7[12]/46,XX[8]", "Poor Risk Cytogenetic Abnormality", [.minus_7]),
    PublishedKaryotype(2944, "45,XX-7[5]-only 5 metaphases", "Poor Risk Cytogenetic Abnormality", open: nil),
    // Not on ELN's list.
    PublishedKaryotype(2887, "46,XX,del(7)(q11.2)[20]", "Poor Risk Cytogenetic Abnormality"),
    PublishedKaryotype(2847, "46,XY,del(7)(q21q36)[18]/46,XY[2]", "Poor Risk Cytogenetic Abnormality"),
    // Abnormal 17p by ELN.
    PublishedKaryotype(
      2933,
      "46,XY,i(17)(q10)[15]/47,XY,idem+13[3]/46,XY[2]",
      "Intermediate Risk Cytogenetic Abnormality",
      [.abn_17p]
    ),
    PublishedKaryotype(
      2912,
      "47,XY,+8[15]/46,+8,-17[3]",
      "Intermediate Risk Cytogenetic Abnormality",
      [.abn_17p]
    ),
    // −7 in two cells is no clone yet, and would make the karyotype monosomal.
    PublishedKaryotype(
      2917,
      "46,XX,i(17)(q10)[1]/45,sl-7[2]/48,sl,+13,+19[3]/46,XX[15]",
      complexCytogenetics,
      [.abn_17p, .complex_karyotype],
      open: [.minus_7, .monosomal_karyotype]
    ),
  ]

  private static let complex = [
    PublishedKaryotype(
      2908,
      "46~49,XY,del(3)(p14),del(5)(p11.2q33),del(17)(q21q21),add(21)(p11.2),+22,mar[cp20]",
      complexCytogenetics,
      [.del_5q, .complex_karyotype]
    ),
    PublishedKaryotype(
      2910,
      "47,XX,+der(5)t(2;5)(p11.2;q11.2)?,t(8;16)(p11.2;p13.3)[19]",
      complexCytogenetics,
      [.t_8_16],
      open: nil
    ),
    PublishedKaryotype(
      2813,
      "44-45,X,-Y,-5,add(16)(q22),-17,-18,iso(21),+mars[cp5]/82-84,XX,-Y,-3,-4,-11,-12,-19,-21,+21[cp5}",
      complexCytogenetics,
      [.del_5q, .abn_17p, .complex_karyotype, .monosomal_karyotype],
      open: nil
    ),
    PublishedKaryotype(
      2915,
      "46,XX,del(3)(q23q26.2),der(7)t(1:7)(q32;q32),del(10)(q22q25),t(13;16)(q34;p11.2)dup(21)(q22)[cp20]",
      complexCytogenetics,
      open: nil
    ),
    PublishedKaryotype(
      2820,
      "53~56,XY,+1,del(2)(q33q34),+8,+10,+11x2,+13x1-2,+14,del(17)(p11.2),+19,add(21)(q22),+22[cp20]",
      complexCytogenetics,
      [.abn_17p, .complex_karyotype]
    ),
    PublishedKaryotype(
      2920,
      "45~46,XY,add(X)(q22)[7],Y[4],der(5)t(5;17)(q13;21)[18],-7[18],+8[17],del(12)(q23)[16],-17[18],"
        + "add(18)(p11.2)[14][cp18]",
      complexCytogenetics,
      [.minus_7, .abn_17p, .complex_karyotype, .monosomal_karyotype],
      open: nil
    ),
    PublishedKaryotype(
      2878,
      "39~47,XX,del(5)(q13q33),-7,der(8)t(8;?8;8)(p23;?p11.2p23;q11.2),der(14)t(1;14)(p12;p11.2)"
        + "der(1)t(7;16)(p15;q22),+2mar[cp19]",
      complexCytogenetics,
      [.del_5q, .minus_7, .complex_karyotype, .monosomal_karyotype],
      open: nil
    ),
    PublishedKaryotype(
      2929,
      "41~44,X,?i(X)(p10),-7,der(12)t(8;12)(q11.2;p11.2),-8 [cp11]/46,XX[8[",
      complexCytogenetics,
      [.minus_7, .complex_karyotype, .monosomal_karyotype],
      open: nil
    ),
    PublishedKaryotype(
      2838,
      "46,XY,del(5)(q11.2q31),-7,+8,+11,add(11)(q23),der(16;17)(q10;q10)[18]/51,idem,+1,+5,+8,+10,+21 [2]",
      complexCytogenetics,
      [.del_5q, .minus_7, .abn_17p, .complex_karyotype, .monosomal_karyotype],
      open: [.kmt2a_other]
    ),
    PublishedKaryotype(
      2885,
      "43,XY-3,del(5)(q12q33),-7,der(10)t(10;11)(q26;q13),-12,-18,+2mar[20]",
      complexCytogenetics,
      [.del_5q, .minus_7, .complex_karyotype, .monosomal_karyotype]
    ),
    PublishedKaryotype(
      2891,
      "45,XY,der(7)(t:7;12)(p11.1;p11.2),-12,-13,+mar[19]/46,XY[1]",
      complexCytogenetics,
      [.complex_karyotype, .monosomal_karyotype],
      open: nil
    ),
    PublishedKaryotype(
      2849,
      "47,XY,del(5)(q22q33),t(10;11)(p13~p15;q22~23),i(17)(q10)[3]/46,XY[17]",
      complexCytogenetics,
      [.del_5q, .abn_17p, .complex_karyotype],
      open: [.kmt2a_other]
    ),
    PublishedKaryotype(
      2945,
      "46~47,XX,+i(4)(q10)[12],-8[5],10[3][cp20]",
      complexCytogenetics,
      [.monosomal_karyotype],
      open: nil
    ),
    PublishedKaryotype(
      2935,
      "44~47,XY,del(5)(q22q35)[20],-7[14],-8[6],der(12)t(10;12)(p11.2q21)[2],add(14)(p12)[11],-17[13],"
        + "der(17)t(10;17)(q11.2;p13)[14],-18[7],add(18)(p11.2)[7],-21[10],i(21)(q10)[4],-22[4],+mar[10],"
        + "+mar1x2[6][cp20]",
      complexCytogenetics,
      [.del_5q, .minus_7, .abn_17p, .complex_karyotype, .monosomal_karyotype],
      open: nil
    ),
    PublishedKaryotype(
      2949,
      "47,XY,+22[10]/47,XY,+8[7]/45,XY,del(3)(p21),del(4)(p12p15),-7,?dup(7)(q11.2q36)[3]",
      complexCytogenetics,
      [.minus_7, .complex_karyotype, .monosomal_karyotype]
    ),
    PublishedKaryotype(
      2939,
      "37~49,XY,+Y,der(1)add(1)(p13)del(1)(q21q25),-5,der(7)inv(7)(p15q11.2)?inv(7)(q22q32),+17,add(17)(p13),"
        + "+21,+mar[cp20]",
      complexCytogenetics,
      [.del_5q, .abn_17p, .complex_karyotype, .monosomal_karyotype]
    ),
    PublishedKaryotype(
      2943,
      "46,XX,del(5)(q11.2q33)[1]/48~52,idem,+1,+?del(5)(q15q33),+11,+11,?t(12;22)(p13;q12),-13,-17,+i(22)(q10),"
        + "+i(22)(q10),+mar[cp19]",
      complexCytogenetics,
      [.del_5q, .abn_17p, .complex_karyotype, .monosomal_karyotype]
    ),
    PublishedKaryotype(
      2952,
      "44~47,XX,t(1;15)(q32;q26)[14],del(5)(q13q33)[19],-7[20],+8[7],del(12)(p11.2p11.2)[15],del(17)(q21)[8],"
        + "der(22)t(1;22)(p13;p11.2)[20],+mar[13][cp20]",
      complexCytogenetics,
      [.del_5q, .minus_7, .complex_karyotype, .monosomal_karyotype]
    ),
    PublishedKaryotype(
      2855,
      "48,XY,+4,t(10;11)(p13;q21),del(12)(p11.2),+19[6]/48idem,-17,+i(17)(q10)[14]",
      complexCytogenetics,
      [.complex_karyotype],
      open: nil
    ),
    PublishedKaryotype(
      2857,
      "42,XY,-5,-7,add(12)(p13),t(14;15)(q10;q10),der(17)t(5;17)(p13;p11.2),-18[6]/40,idem,-11,-add(12)(p13),"
        + "der(12)t(?;12)(?;p13),-19[6]/41,idem,-der(17)[3]/41,idem,-der(17),+mar1,+mar[3]/41,idem,"
        + "der(1)der(1)(p12)add(1)(p12),+der(1)(q21)add(1)(q21),-3,-8[2]",
      complexCytogenetics,
      [.del_5q, .minus_7, .abn_17p, .complex_karyotype, .monosomal_karyotype],
      open: nil
    ),
    // By ELN t(4;11) defines the class, so that complexity is not counted.
    PublishedKaryotype(
      2860,
      "44,XX,t(4;11)(q21;q23),-5,-7,add(12)(q24),add(18)(q23),del(20)(q12)[3]/43,XX,del(3)(p12),"
        + "der(3)t(3;3)(p21;q2?7),psu dic(5;7)(q13;p22),-10,-15,-17,add(18)(p11.2),-21,+22,+mar[cp14]/46,XX[3]",
      complexCytogenetics,
      [.kmt2a_other, .del_5q, .minus_7, .abn_17p]
    ),
    PublishedKaryotype(
      2868,
      "46,XY,-5,+8,del(9)(q22),add(10)(q26),der(15;19)(q10;q10),add(17)(p11.2),-20,-21,add(21)(p11),"
        + "add(22)(q13),+3mar[20]",
      complexCytogenetics,
      [.del_5q, .abn_17p, .complex_karyotype, .monosomal_karyotype]
    ),
  ]

  private static let others = [
    PublishedKaryotype(2863, "48,XY,+8,+8[16]/46,XY[4]", "Poor Risk Cytogenetic Abnormality"),
    PublishedKaryotype(
      2861,
      "47,XY+8 [15]/48,XY+8+8[4]/46,XY[1]",
      "Poor Risk Cytogenetic Abnormality",
      open: nil
    ),
    PublishedKaryotype(
      2876,
      "46,XX,1~50dmin[12]/46,idem,der(6)t(6;?)(q22;?)[2]/46,XX[6]",
      "Poor Risk Cytogenetic Abnormality"
    ),
    PublishedKaryotype(2918, "47,XX+8 [20]", "Intermediate Risk Cytogenetic Abnormality"),
    PublishedKaryotype(2865, "47,XY,+21[11]/48,XY,+3,+21[8]", "Intermediate Risk Cytogenetic Abnormality"),
    PublishedKaryotype(
      2899,
      "46,XX+13,21[cp17]/46,XX[3]",
      "Intermediate Risk Cytogenetic Abnormality",
      open: nil
    ),
    PublishedKaryotype(
      2843,
      "46,XY,del(20)(q11.2)[23]/92,XXYY,del(20)(q11.2)x2[2]/46,XY[3]",
      "Intermediate Risk Cytogenetic Abnormality"
    ),
    PublishedKaryotype(
      2854,
      "45,Xc,t(5;21)(q31;q22)[18]/45,idem,t(1;6)(?q21;p23)[1]/45,Xc[1]",
      "Intermediate Risk Cytogenetic Abnormality"
    ),
    PublishedKaryotype(
      2842,
      "46,XY,del(11)(p12)[2]/46,XY[18]",
      "Intermediate Risk Cytogenetic Abnormality"
    ),
    PublishedKaryotype(
      2830,
      "47,XX,i(11)(q10)[18]/46,XX [2]",
      "Intermediate Risk Cytogenetic Abnormality"
    ),
    PublishedKaryotype(2832, "45,X,-X[21]/46,XX[9]", "Intermediate Risk Cytogenetic Abnormality"),
    PublishedKaryotype(2938, "45,X,-Y[3]/46,XY [17]", "Normal Karyotype"),
    PublishedKaryotype(2818, "46,XX[19]/46,XX,add(7)(p?22)[1]", "Normal Karyotype"),
    PublishedKaryotype(
      2827,
      "46,XY[18]/46,XY,del(9)(q21q33)[1]/46,XY,del(20)(q?12)[1]",
      "Normal Karyotype"
    ),
    PublishedKaryotype(2877, "46,XX,9qh+[20]", "Normal Karyotype"),
    PublishedKaryotype(2989, "46,XY,15pstk+[20]", "Normal Karyotype"),
    PublishedKaryotype(2978, "46, XX[20]", "Normal Karyotype"),
    PublishedKaryotype(3008, "46,XY[30]", "Normal Karyotype"),
    // Fewer metaphases than ELN asks for.
    PublishedKaryotype(2977, "46, XX[14]", "Normal Karyotype", open: nil),
    PublishedKaryotype(2850, "Incomplete-46,XX[2]", "N.D.", open: nil),
    PublishedKaryotype(2810, "ND", "N.D.", open: nil),
    PublishedKaryotype(2829, "N.D.; -5q by FISH", "N.D.", open: nil),
    PublishedKaryotype(2888, "Outside hospital with inv(16)", "CBFB-MYH11", open: nil),
  ]
}
