// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

/// One worked case: a term, its facts as written in a table, and the grades that are left open.
struct GradeVector: CustomTestStringConvertible, Sendable {
  let term: String
  let facts: String
  let grades: [Int]

  init(_ term: String, _ facts: String, _ grades: Int...) {
    (self.term, self.facts, self.grades) = (term, facts, grades)
  }

  var testDescription: String { "\(term): \(facts)" }

  /// The open grades; `facts` are `value unit` and `name=value`, separated by commas.
  func result(_ parameters: [String: String] = [:]) throws -> GradeSet {
    let grader = try Ctcae.grader(parameters)
    var columns = ["term", "value", "unit"]
    var fields = ["\"\(term)\"", "", ""]
    for fact in facts.split(separator: ",").map({ $0.drop { $0 == " " } }) {
      let parts = fact.split(separator: "=", maxSplits: 1)
      if parts.count == 2 {
        columns.append(String(parts[0]))
        fields.append(String(parts[1]))
      } else if !fact.isEmpty {
        let quantity = fact.split(separator: " ", maxSplits: 1)
        fields[1] = String(quantity[0])
        fields[2] = quantity.count > 1 ? String(quantity[1]) : ""
      }
    }
    let csv = columns.joined(separator: ",") + "\n" + fields.joined(separator: ",") + "\n"
    let table = GradeTable(Array(csv.utf8), scheme: grader.scheme, dictionary: try Ctcae.dictionary())
    #expect(table.problems.isEmpty && table.faults.isEmpty && table.ignored.isEmpty, "\(table.problems)")
    let row = try #require(table.rows.first)
    guard case .laboratory(let terms) = row.question else { throw NotGraded() }
    return try grader.grade(row.result, unit: row.unit, term: try #require(terms.first)).possible
  }

  struct NotGraded: Error {}
}

/// Worked cases of every reading rule; thresholds and readings are those of the printed cells.
@Suite struct GradeVectorTests {
  @Test(
    "bands are half-open on the severe side and closed between printed integers",
    arguments: [
      GradeVector("Hyponatremia", "129.5 mmol/L, lln=135, symptomatic=no", 2),
      GradeVector("Hyponatremia", "130 mmol/L, lln=135, symptomatic=yes", 1),
      GradeVector("Hyponatremia", "129 mmol/L, lln=135, symptomatic=yes", 3),
      GradeVector("Hyponatremia", "125 mmol/L, lln=135, symptomatic=no", 2),
      GradeVector("Hyponatremia", "124.5 mmol/L, lln=135, symptomatic=no", 3),
      GradeVector("Hyponatremia", "120 mmol/L, lln=135, symptomatic=no", 3),
      GradeVector("Hyponatremia", "119.9 mmol/L, lln=135, symptomatic=no", 4),
      GradeVector("Electrocardiogram QT corrected interval prolonged", "449 ms, baseline=420", 0),
      GradeVector("QTc prolonged", "450 ms, baseline=420", 1),
      GradeVector("QTc prolonged", "480 ms, baseline=440", 1),
      GradeVector("QTc prolonged", "480.5 ms, baseline=440", 2),
      GradeVector("QTc prolonged", "500 ms, baseline=440", 2),
      GradeVector("QTc prolonged", "501 ms, baseline=445", 3),
      GradeVector("QTc prolonged", "0.4805 s, baseline=0.44", 2),
      GradeVector("Ejection fraction decreased", "39.5 %, baseline=45", 3),
      GradeVector("Ejection fraction decreased", "40 %, baseline=45", 2),
      GradeVector("Ejection fraction decreased", "50 %, baseline=55", 2),
      GradeVector("Ejection fraction decreased", "51 %, baseline=55", 0),
      GradeVector("Ejection fraction decreased", "19.9 %, baseline=25", 4),
      GradeVector("Chronic kidney disease", "59.5 mL/min/1.73m2, lln=90", 2),
      GradeVector("Chronic kidney disease", "29.5 mL/min/1.73m2, lln=90", 3),
      GradeVector("Chronic kidney disease", "60 mL/min, lln=90", 1),
    ]
  )
  func bands(vector: GradeVector) throws {
    #expect(try vector.result().grades == vector.grades)
  }

  @Test(
    "counts",
    arguments: [
      GradeVector("Neutrophil count decreased", "2.0 10*9/L, lln=1.8", 0),
      GradeVector("Neutrophil count decreased", "1.8 10*9/L, lln=1.8", 0),
      GradeVector("Neutrophil count decreased", "1.5 10*9/L, lln=1.8", 1),
      GradeVector("Neutrophil count decreased", "1.49 10*9/L, lln=1.8", 2),
      GradeVector("Neutrophil count decreased", "1.0 10*9/L, lln=1.8", 2),
      GradeVector("Neutrophil count decreased", "999 /uL, lln=1800", 3),
      GradeVector("Neutrophil count decreased", "500 /mm3, lln=1800", 3),
      GradeVector("Neutrophil count decreased", "499 /mm3, lln=1800", 4),
      GradeVector("Platelet count decreased", "75 10*9/L, lln=125", 1),
      GradeVector("Platelet count decreased", "74 10*9/L, lln=125", 2),
      GradeVector("Platelet count decreased", "49 10*3/uL, lln=125", 3),
      GradeVector("Platelet count decreased", "24999 /uL, lln=125000", 4),
      GradeVector("White blood cell decreased", "0.9 10*9/L, lln=4", 4),
      GradeVector("White blood cell decreased", "2.9 10*9/L, lln=4", 2),
      GradeVector("Lymphocyte count decreased", "0.2 10*9/L, lln=1", 3),
      GradeVector("Lymphocyte count decreased", "0.19 10*9/L, lln=1", 4),
      GradeVector("Lymphocyte count increased", "4.0 10*9/L", 0),
      GradeVector("Lymphocyte count increased", "4.1 10*9/L", 2),
      GradeVector("Lymphocyte count increased", "20.1 10*9/L", 3),
      GradeVector("CD4 lymphocytes decreased", "49 /uL, lln=500", 4),
      GradeVector("Leukocytosis", "100 10*9/L", 0),
      GradeVector("Leukocytosis", "101 10*9/L", 3),
      GradeVector("Leukocytosis", "101 10*9/L, leukostasis=yes", 4),
      GradeVector("Eosinophilia", "0.8 10*9/L, uln=0.5, baseline=0.4", 1),
      GradeVector("Eosinophilia", "0.8 10*9/L, uln=0.5, baseline=0.9", 0),
      GradeVector("Eosinophilia", "0.8 10*9/L, uln=0.5, baseline=0.4, intervention=yes", 3),
    ]
  )
  func counts(vector: GradeVector) throws {
    #expect(try vector.result().grades == vector.grades)
  }

  // The two printed systems are not exact conversions of each other: clinical-rules names these pairs.
  @Test(
    "a value is graded in the printed system of its own unit",
    arguments: [
      GradeVector("Hypomagnesemia", "1.2 mg/dL, lln=1.7", 1),
      GradeVector("Hypomagnesemia", "0.494 mmol/L, lln=0.7", 2),
      GradeVector("Hypomagnesemia", "0.9 mg/dL, lln=1.7", 2),
      GradeVector("Hypomagnesemia", "0.370 mmol/L, lln=0.7", 3),
      GradeVector("Hypercalcemia", "11.5 mg/dL, uln=10.5", 1),
      GradeVector("Hypercalcemia", "2.869 mmol/L, uln=2.6", 1),
      GradeVector("Hypoglycemia", "55 mg/dL, lln=70", 1),
      GradeVector("Hypoglycemia", "3.053 mmol/L, lln=3.9", 1),
      GradeVector("Hypoglycemia", "54 mg/dL, lln=70", 2),
      GradeVector("Anemia", "8.0 g/dL, lln=12", 2),
      GradeVector("Anemia", "80 g/L, lln=120", 2),
      GradeVector("Anemia", "7.9 g/dL, lln=12", 3),
      GradeVector("Anemia", "4.9 mmol/L, lln=7.4", 2),
      GradeVector("Anemia", "4.89 mmol/L, lln=7.4", 3),
      GradeVector("Anemia", "10 g/dL, lln=12", 1),
      GradeVector("Anemia", "6.2 mmol/L, lln=7.4", 1),
      GradeVector("Cholesterol high", "300 mg/dL, uln=200", 1),
      GradeVector("Cholesterol high", "7.76 mmol/L, uln=5.2", 2),
      GradeVector("Hypertriglyceridemia", "149 mg/dL", 0),
      GradeVector("Hypertriglyceridemia", "150 mg/dL", 1),
      GradeVector("Hypertriglyceridemia", "1.71 mmol/L", 1),
      GradeVector("Hypertriglyceridemia", "1001 mg/dL", 4),
      GradeVector("Hypokalemia", "2.9 meq/L, lln=3.5, symptomatic=no", 3),
      GradeVector("Fibrinogen decreased", "49 mg/dL, lln=200, baseline=60", 4),
    ]
  )
  func systems(vector: GradeVector) throws {
    #expect(try vector.result().grades == vector.grades)
  }

  @Test("the other printed system's grade is kept, and a difference is seen")
  func disputed() throws {
    let grader = try Ctcae.grader()
    let mg = try #require(Unit("mg/dL"))
    let low = try Ctcae.term("Hypomagnesemia")
    let differs = try grader.grade(LaboratoryResult(value: 1.2, lln: 1.7), unit: mg, term: low)
    #expect(differs.possible.grade == 1)
    #expect(differs.others.map(\.possible.grade) == [2])
    #expect(differs.isDisputed)
    let agrees = try grader.grade(LaboratoryResult(value: 1.5, lln: 1.7), unit: mg, term: low)
    #expect(!agrees.isDisputed)
    // 8.0 g/dL is 4.96 mmol/L: not below 4.9, so both say grade 2.
    let grams = try #require(Unit("g/dL"))
    let anemia = try grader.grade(
      LaboratoryResult(value: 8, lln: 12),
      unit: grams,
      term: try Ctcae.term("Anemia")
    )
    #expect(anemia.others.map(\.possible.grade) == [2])
    #expect(!anemia.isConverted)
  }

  @Test(
    "an abnormal baseline replaces the upper limit",
    arguments: [
      GradeVector("ALT increased", "40 U/L, uln=40, baseline=200", 0),
      GradeVector("ALT increased", "41 U/L, uln=40, baseline=40", 1),
      GradeVector("ALT increased", "120 U/L, uln=40, baseline=40", 1),
      GradeVector("ALT increased", "121 U/L, uln=40, baseline=40", 2),
      GradeVector("ALT increased", "801 U/L, uln=40, baseline=40", 4),
      GradeVector("ALT increased", "119 U/L, uln=40, baseline=80", 0),
      GradeVector("ALT increased", "120 U/L, uln=40, baseline=80", 1),
      GradeVector("ALT increased", "240 U/L, uln=40, baseline=80", 1),
      GradeVector("AST increased", "241 U/L, uln=40, baseline=80", 2),
      GradeVector("AST increased", "401 U/L, uln=40, baseline=80", 3),
      GradeVector("AST increased", "1601 U/L, uln=40, baseline=80", 4),
      GradeVector("ALP increased", "399 U/L, uln=100, baseline=200", 0),
      GradeVector("ALP increased", "400 U/L, uln=100, baseline=200", 1),
      GradeVector("GGT increased", "400 U/L, uln=100, baseline=200", 1),
      GradeVector("GGT increased", "501 U/L, uln=100, baseline=200", 2),
      GradeVector("GGT increased", "251 U/L, uln=100, baseline=90", 2),
      GradeVector("Blood bilirubin increased", "30 umol/L, uln=20, baseline=30", 0),
      GradeVector("Blood bilirubin increased", "31 umol/L, uln=20, baseline=30", 1),
      GradeVector("Blood bilirubin increased", "46 umol/L, uln=20, baseline=30", 2),
      GradeVector("Blood bilirubin increased", "1.9 mg/dL, uln=1.2, baseline=0.8", 2),
      GradeVector("ALT increased", "121 U/L, uln=40", 0, 1, 2),
      GradeVector("ALT increased", "40 U/L, uln=40", 0),
      GradeVector("ALT increased", "3.1 ukat/L, uln=1, baseline=0.5", 2),
    ]
  )
  func baselines(vector: GradeVector) throws {
    #expect(try vector.result().grades == vector.grades)
  }

  @Test(
    "other multiples of the limits",
    arguments: [
      GradeVector("Creatinine increased", "95 umol/L, uln=104, baseline=60", 2),
      GradeVector("Creatinine increased", "90 umol/L, uln=104, baseline=60", 0),
      GradeVector("Creatinine increased", "110 umol/L, uln=104, baseline=90", 1),
      GradeVector("Creatinine increased", "190 umol/L, uln=104, baseline=60", 3),
      GradeVector("Creatinine increased", "630 umol/L, uln=104, baseline=300", 4),
      GradeVector("Creatinine increased", "500 umol/L, uln=104, baseline=60", 3),
      GradeVector("Creatinine increased", "110 umol/L, uln=104", 1, 2, 3),
      GradeVector("CPK increased", "2001 U/L, uln=200", 4),
      GradeVector("CPK increased", "500 U/L, uln=200", 1),
      GradeVector("Lipase increased", "90 U/L, uln=60", 1),
      GradeVector("Lipase increased", "91 U/L, uln=60", 2),
      GradeVector("Lipase increased", "121 U/L, uln=60, symptomatic=no", 2),
      GradeVector("Lipase increased", "121 U/L, uln=60, symptomatic=yes", 3),
      GradeVector("Lipase increased", "121 U/L, uln=60", 2, 3),
      GradeVector("Serum amylase increased", "301 U/L, uln=60, symptomatic=no", 3),
      GradeVector("Serum amylase increased", "301 U/L, uln=60, symptomatic=yes", 4),
      GradeVector("Blood LDH increased", "5000 U/L, uln=250", 1),
      GradeVector("Blood LDH increased", "250 U/L, uln=250", 0),
      GradeVector("aPTT prolonged", "54 s, uln=36", 1),
      GradeVector("aPTT prolonged", "55 s, uln=36", 2),
      GradeVector("aPTT prolonged", "91 s, uln=36", 3),
      GradeVector("aPTT prolonged", "40 s, uln=36, bleeding=yes", 3),
      GradeVector("aPTT prolonged", "30 s, uln=36, bleeding=yes", 0),
      GradeVector("Fibrinogen decreased", "2.0 g/L, lln=2.0, baseline=9", 0),
      GradeVector("Fibrinogen decreased", "1.9 g/L, lln=2.0, baseline=2.1", 1),
      GradeVector("Fibrinogen decreased", "1.5 g/L, lln=2.0, baseline=1.9", 1),
      GradeVector("Fibrinogen decreased", "1.5 g/L, lln=2.0, baseline=2.0", 2),
      GradeVector("Fibrinogen decreased", "1.5 g/L, lln=2.0, baseline=3.0", 3),
      GradeVector("Fibrinogen decreased", "1.5 g/L, lln=2.0, baseline=6.0", 4),
      GradeVector("Fibrinogen decreased", "0.9 g/L, lln=2.0, baseline=1.0", 3),
      GradeVector("Fibrinogen decreased", "0.49 g/L, lln=1.0, baseline=0.5", 4),
      GradeVector("Haptoglobin decreased", "0.2 g/L, lln=0.3", 1),
      GradeVector("Hemoglobin increased", "181 g/L, uln=160", 2),
      GradeVector("Hemoglobin increased", "18.0 g/dL, uln=16", 1),
      GradeVector("Hemoglobin increased", "20.1 g/dL, uln=16", 3),
      GradeVector("Methemoglobinemia", "3 %, uln=1.5", 2),
      GradeVector("Cardiac troponin T increased", "20 ng/L, uln=14, infarction_limit=52", 1),
      GradeVector("Cardiac troponin T increased", "52 ng/L, uln=14, infarction_limit=52", 3),
      GradeVector("Cardiac troponin I increased", "60 ng/L, uln=40", 1, 3),
    ]
  )
  func multiples(vector: GradeVector) throws {
    #expect(try vector.result().grades == vector.grades)
  }

  @Test(
    "INR is graded against baseline on anticoagulation, and both readings stay open where nobody says",
    arguments: [
      GradeVector("INR increased", "1.2, on_anticoagulation=no", 0),
      GradeVector("INR increased", "1.3, on_anticoagulation=no", 1),
      GradeVector("INR increased", "1.6, on_anticoagulation=no", 2),
      GradeVector("INR increased", "2.6, on_anticoagulation=no", 3),
      GradeVector("INR increased", "1.3, on_anticoagulation=no, bleeding=yes", 3),
      GradeVector("INR increased", "1.0, on_anticoagulation=no, bleeding=yes", 0),
      GradeVector("INR increased", "2.6, on_anticoagulation=yes, baseline=2.5", 1),
      GradeVector("INR increased", "2.5, on_anticoagulation=yes, baseline=2.5", 0),
      GradeVector("INR increased", "3.8, on_anticoagulation=yes, baseline=2.5", 2),
      GradeVector("INR increased", "2.6, baseline=2.5", 1, 3),
      GradeVector("INR increased", "2.6, on_anticoagulation=yes", 0, 1, 2, 3),
    ]
  )
  func anticoagulation(vector: GradeVector) throws {
    #expect(try vector.result().grades == vector.grades)
  }

  @Test(
    "electrolytes with their clinical criteria",
    arguments: [
      GradeVector("Hyperkalemia", "5.5 mmol/L, uln=5.1", 1),
      GradeVector("Hyperkalemia", "5.6 mmol/L, uln=5.1", 2),
      GradeVector("Hyperkalemia", "6.1 mmol/L, uln=5.1", 3),
      GradeVector("Hyperkalemia", "7.1 mmol/L, uln=5.1", 4),
      GradeVector("Hyperkalemia", "5.3 mmol/L, uln=5.1, intervention=yes", 2),
      GradeVector("Hyperkalemia", "5.3 mmol/L, uln=5.1, hospitalization=yes", 3),
      GradeVector("Hyperkalemia", "5.3 mmol/L, uln=5.1, life_threatening=yes", 4),
      GradeVector("Hyperkalemia", "5.0 mmol/L, uln=5.1, hospitalization=yes", 0),
      GradeVector("Hypokalemia", "3.2 mmol/L, lln=3.5, symptomatic=no", 1),
      GradeVector("Hypokalemia", "3.2 mmol/L, lln=3.5, symptomatic=yes", 2),
      GradeVector("Hypokalemia", "3.2 mmol/L, lln=3.5, intervention=yes", 2),
      GradeVector("Hypokalemia", "3.2 mmol/L, lln=3.5", 1, 2),
      GradeVector("Hypokalemia", "2.9 mmol/L, lln=3.5", 3),
      GradeVector("Hypokalemia", "2.4 mmol/L, lln=3.5", 4),
      GradeVector("Hypokalemia", "3.2 mmol/L, lln=3.5, hospitalization=yes", 3),
      GradeVector("Hypernatremia", "151 mmol/L, uln=145", 2),
      GradeVector("Hypernatremia", "161 mmol/L, uln=145", 4),
      GradeVector("Hypernatremia", "147 mmol/L, uln=145, hospitalization=yes", 3),
      GradeVector("Hyponatremia", "127 mmol/L, lln=135", 2, 3),
      GradeVector("Hypocalcemia", "1.74 mmol/L, lln=2.1", 3),
      GradeVector("Hypocalcemia", "2.05 mmol/L, lln=2.1, symptomatic=yes", 2),
      GradeVector("Hypocalcemia, ionized", "0.95 mmol/L, lln=1.15", 2),
      GradeVector("Hypocalcemia, ionized", "0.79 mmol/L, lln=1.15", 4),
      GradeVector("Hypercalcemia", "2.7 mmol/L, uln=2.6, hospitalization=yes", 3),
      GradeVector("Hypercalcemia", "3.5 mmol/L, uln=2.6", 4),
      GradeVector("Hypercalcemia, ionized", "1.7 mmol/L, uln=1.3", 3),
      GradeVector("Hypermagnesemia", "1.2 mmol/L, uln=1.0", 1),
      GradeVector("Hypermagnesemia", "1.24 mmol/L, uln=1.0", 3),
      GradeVector("Hypermagnesemia", "3.31 mmol/L, uln=1.0", 4),
      GradeVector("Hypoglycemia", "3.2 mmol/L, lln=3.9, seizure=yes", 4),
      GradeVector("Hypoglycemia", "1.69 mmol/L, lln=3.9", 4),
      GradeVector("Hyperuricemia", "500 umol/L, uln=420, physiologic_consequences=no", 1),
      GradeVector("Hyperuricemia", "500 umol/L, uln=420, physiologic_consequences=yes", 3),
      GradeVector("Hyperuricemia", "500 umol/L, uln=420", 1, 3),
      GradeVector("Hypophosphatemia", "0.5 mmol/L, lln=0.8", 1, 2, 3, 4),
      GradeVector(
        "Hypophosphatemia",
        "0.5 mmol/L, lln=0.8, intervention=yes, hospitalization=no, life_threatening=no",
        2
      ),
      GradeVector("Hypophosphatemia", "0.9 mmol/L, lln=0.8", 0),
      GradeVector(
        "Hyperglycemia",
        "12 mmol/L, uln=6.1, baseline=5, intervention=no, hospitalization=no, life_threatening=no",
        1
      ),
      GradeVector(
        "Hyperglycemia",
        "12 mmol/L, uln=6.1, baseline=13, intervention=no, hospitalization=no, life_threatening=no",
        0
      ),
      GradeVector(
        "Hyperglycemia",
        "12 mmol/L, uln=6.1, baseline=5, hospitalization=yes, life_threatening=no",
        3
      ),
      GradeVector(
        "Hyperphosphatemia",
        "2.5 mmol/L, uln=1.5, intervention=yes, hospitalization=no, life_threatening=no",
        2
      ),
      GradeVector("Acidosis", "7.3, lln=7.35", 1),
      GradeVector("Acidosis", "7.29, lln=7.35", 3),
      GradeVector("Alkalosis", "7.5, uln=7.45", 1),
      GradeVector("Alkalosis", "7.51, uln=7.45", 3),
      GradeVector("Blood bicarbonate decreased", "18 mmol/L, lln=22", 1),
      GradeVector("Hypoalbuminemia", "2.9 g/dL, lln=3.5", 2),
      GradeVector("Hypoalbuminemia", "19 g/L, lln=35", 3),
      GradeVector("Hypoalbuminemia", "33 g/L, lln=35, life_threatening=yes", 4),
      GradeVector("Anemia", "95 g/L, lln=120, transfusion_indicated=yes", 3),
      GradeVector("Anemia", "95 g/L, lln=120, life_threatening=yes", 4),
      GradeVector("Proteinuria", "0.5 g/d, uln=0.15", 1),
      GradeVector("Proteinuria", "3.5 g/24h, uln=0.15", 3),
      GradeVector("Proteinuria, dipstick", "3", 2),
      GradeVector("Thyroid stimulating hormone increased", "9 mIU/L, uln=4", 1),
      GradeVector(
        "Pancreatic enzymes decreased",
        "100, lln=200, symptomatic=yes, physiologic_consequences=no",
        2
      ),
    ]
  )
  func electrolytes(vector: GradeVector) throws {
    #expect(try vector.result().grades == vector.grades)
  }

  @Test(
    "fever and febrile neutropenia from temperature and neutrophils",
    arguments: [
      GradeVector("Febrile neutropenia", "0.9 10*9/L, temperature=38.4", 3),
      GradeVector("Febrile neutropenia", "0.9 10*9/L, temperature=38.3, duration_h=0.5", 0),
      GradeVector("Febrile neutropenia", "0.9 10*9/L, temperature=38.0, duration_h=1.5", 3),
      GradeVector("Febrile neutropenia", "0.9 10*9/L, temperature=38.0", 0, 3),
      GradeVector("Febrile neutropenia", "1.0 10*9/L, temperature=39", 0),
      GradeVector("Febrile neutropenia", "900 /uL, temperature=39, life_threatening=yes", 4),
      GradeVector("Fever", "38.0 Cel, duration_h=2", 1),
      GradeVector("Fever", "39.1 Cel", 2),
      GradeVector("Fever", "40.1 Cel, duration_h=24", 3),
      GradeVector("Fever", "40.1 Cel, duration_h=25", 4),
      GradeVector("Fever", "40.1 Cel", 3, 4),
    ]
  )
  func fever(vector: GradeVector) throws {
    #expect(try vector.result().grades == vector.grades)
  }

  @Test(
    "what is missing leaves a range and never passes as normal",
    arguments: [
      GradeVector("Neutrophil count decreased", "1.7 10*9/L", 0, 1),
      GradeVector("Neutrophil count decreased", "0.4 10*9/L", 4),
      GradeVector("Hyperkalemia", "5.2 mmol/L", 0, 1),
      GradeVector("Hyperkalemia", "6.5 mmol/L", 3),
      GradeVector("Anemia", "110 g/L", 0, 1),
      GradeVector("Neutrophil count decreased", "lln=1.8", 0, 1, 2, 3, 4),
      GradeVector("Neutrophil count decreased", "0.4, lln=1.8", 0, 1, 2, 3, 4),
      GradeVector("Electrocardiogram QT corrected interval prolonged", "485 ms", 2, 3),
      GradeVector("Ejection fraction decreased", "45 %", 2, 3),
      GradeVector("CPK increased", "900 U/L", 0, 1, 2, 3, 4),
    ]
  )
  func missing(vector: GradeVector) throws {
    #expect(try vector.result().grades == vector.grades)
  }

  @Test(
    "a value inside the limits of its laboratory is grade 0, even beyond a printed cut-off",
    arguments: [
      GradeVector("Neutrophil count decreased", "1.2 10*9/L, lln=1.1", 0),
      GradeVector("CD4 lymphocytes decreased", "0.45 10*9/L, lln=0.4", 0),
      GradeVector("Hyperkalemia", "5.6 mmol/L, uln=5.7", 0),
    ]
  )
  func limits(vector: GradeVector) throws {
    #expect(try vector.result().grades == vector.grades)
  }

  @Test("parameters take the other reading")
  func parameters() throws {
    let inr = GradeVector("INR increased", "2.6, on_anticoagulation=yes, baseline=2.5")
    #expect(try inr.result(["inr-on-anticoagulation": "either"]).grades == [3])
    // A fall from 60 to 54 is 6 points and 10 %.
    let ejection = GradeVector("Ejection fraction decreased", "54 %, baseline=60")
    #expect(try ejection.result().grades == [0])
    #expect(try ejection.result(["ejection-fraction-fall": "relative"]).grades == [2])
    let fibrinogen = GradeVector("Fibrinogen decreased", "1.8 g/L, lln=2, baseline=4")
    #expect(try fibrinogen.result().grades == [3])
    #expect(try fibrinogen.result(["fibrinogen-abnormal": "baseline"]).grades == [1])
    let hemoglobin = GradeVector("Hemoglobin increased", "165 g/L, uln=160, baseline=140")
    #expect(try hemoglobin.result().grades == [1])
    #expect(try hemoglobin.result(["hemoglobin-increase": "baseline"]).grades == [2])
    let potassium = GradeVector("Hyperkalemia", "5.3 mmol/L, uln=5.1")
    #expect(try potassium.result(["flags-not-given": "open"]).grades == [1, 2, 3, 4])
    let neutrophils = GradeVector("Neutrophil count decreased", "1.2 10*9/L")
    #expect(try neutrophils.result(["limits-not-given": "open"]).grades == [0, 2])
    #expect(throws: ParameterProblem.self) { try Ctcae.grader(["no-such": "x"]) }
  }
}
