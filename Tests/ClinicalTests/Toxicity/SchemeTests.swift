// SPDX-License-Identifier: Apache-2.0

import ProtocolLibrary
import Testing
import TrialConduct
import TrialDesign

/// The shelf's criteria and terms are whole.
@Suite struct SchemeTests {
  @Test("the criteria are read without a problem")
  func reads() throws {
    do {
      _ = try Ctcae.scheme.get()
    } catch let problems as ProtocolProblems {
      for problem in problems.problems {
        Issue.record("\(problem.position) \(problem.place): \(problem.problem)")
      }
    }
  }

  // Counted in the publication's own table (NCI 2017, one sheet for each class).
  @Test(
    "every class has all its terms",
    arguments: [
      ("Blood and lymphatic system disorders", 12), ("Cardiac disorders", 34),
      ("Congenital, familial and genetic disorders", 1), ("Ear and labyrinth disorders", 8),
      ("Endocrine disorders", 14), ("Eye disorders", 26), ("Gastrointestinal disorders", 122),
      ("General disorders and administration site conditions", 25), ("Hepatobiliary disorders", 18),
      ("Immune system disorders", 6), ("Infections and infestations", 88),
      ("Injury, poisoning and procedural complications", 79), ("Investigations", 42),
      ("Metabolism and nutrition disorders", 26), ("Musculoskeletal and connective tissue disorders", 44),
      ("Neoplasms benign, malignant and unspecified (incl cysts and polyps)", 7),
      ("Nervous system disorders", 68),
      ("Pregnancy, puerperium and perinatal conditions", 4), ("Psychiatric disorders", 21),
      ("Renal and urinary disorders", 23), ("Reproductive system and breast disorders", 49),
      ("Respiratory, thoracic and mediastinal disorders", 62), ("Skin and subcutaneous tissue disorders", 39),
      ("Social circumstances", 1), ("Surgical and medical procedures", 1), ("Vascular disorders", 17),
    ]
  )
  func classes(name: String, count: Int) throws {
    #expect(try Ctcae.dictionary().terms.count { $0.systemOrganClass == name } == count)
  }

  @Test("there are 837 terms in 26 classes, each with a name of its own")
  func whole() throws {
    let terms = try Ctcae.dictionary().terms
    #expect(terms.count == 837)
    #expect(Set(terms.map(\.systemOrganClass)).count == 26)
    #expect(Set(terms.map(\.term)).count == 837)
  }

  @Test("a grade is defined exactly where its cell is not empty")
  func defined() throws {
    let dictionary = try Ctcae.dictionary()
    for term in dictionary.terms {
      for grade in 1...5 {
        let isDefined = (try? dictionary.check(term.term, grade: grade)) != nil
        #expect(isDefined == !term.cells[grade - 1].isEmpty, "\(term.term) \(grade)")
      }
      #expect(!term.grades.isEmpty, "\(term.term)")
    }
  }

  @Test("every laboratory term is a term, and gives only grades that it has")
  func laboratoryTerms() throws {
    let (scheme, dictionary) = (try Ctcae.scheme.get(), try Ctcae.dictionary())
    for term in scheme.terms {
      let printed = try dictionary.term(term.term)
      for system in term.systems {
        let given = Set(system.list.rules.map(\.outcome)).subtracting([0])
        // Grade 4 of terms that only life-threatening consequences make, and the like, is in the criteria too.
        #expect(given.isSubset(of: Set(printed.grades)), "\(term.term): \(given)")
        #expect(
          given == Set(printed.grades).subtracting([5]).subtracting(Self.notCoded[term.term] ?? []),
          "\(term.term)"
        )
      }
    }
  }

  /// Grades that the publication defines and that need more than our columns say.
  private static let notCoded: [String: Set<Int>] = [:]

  @Test("every word in place of a term leads to a term")
  func instead() throws {
    let dictionary = try Ctcae.dictionary()
    for replacement in try Ctcae.scheme.get().instead {
      #expect(!replacement.terms.isEmpty)
      for term in replacement.terms { #expect((try? dictionary.term(term)) != nil, "\(replacement.word)") }
      #expect(throws: TermProblem.notATerm(replacement.word, use: replacement.terms)) {
        try dictionary.term(replacement.word)
      }
    }
  }

  @Test("names are not shared by two analytes or two terms")
  func names() throws {
    let scheme = try Ctcae.scheme.get()
    for (index, analyte) in scheme.analytes.enumerated() {
      for name in [analyte.id] + analyte.names { #expect(scheme.analyte(named: name) == index, "\(name)") }
    }
    for (index, term) in scheme.terms.enumerated() {
      for name in term.names { #expect(scheme.terms(named: name) == [index], "\(name)") }
    }
  }
}

/// Terms and grades that people type are checked.
@Suite struct TermDictionaryTests {
  // clinical-rules: grades of terms that matter in acute myeloid leukemia.
  @Test(
    "terms have the grades that the publication defines",
    arguments: [
      ("Febrile neutropenia", [3, 4, 5]), ("Sepsis", [3, 4, 5]), ("Lung infection", [2, 3, 4, 5]),
      ("Bacteremia", [2]),
      ("Fungemia", [2, 3]), ("Catheter related infection", [2, 3, 4, 5]),
      ("Skin infection", [1, 2, 3, 4, 5]),
      ("Typhlitis", [3, 4, 5]), ("Mucositis oral", [1, 2, 3, 4, 5]), ("Nausea", [1, 2, 3]),
      ("Tumor lysis syndrome", [3, 4, 5]), ("Disseminated intravascular coagulation", [2, 3, 4, 5]),
      ("Respiratory failure", [4, 5]), ("Left ventricular systolic dysfunction", [3, 4, 5]),
      ("Rash maculo-papular", [1, 2, 3]), ("Acute kidney injury", [3, 4, 5]), ("Death NOS", [5]),
      ("Disease progression", [5]),
    ]
  )
  func grades(term: String, grades: [Int]) throws {
    #expect(try Ctcae.dictionary().term(term).grades == grades)
  }

  @Test("pneumonia is no term: Lung infection is")
  func pneumonia() throws {
    #expect(throws: TermProblem.notATerm("Pneumonia", use: ["Lung infection"])) {
      try Ctcae.dictionary().check("Pneumonia", grade: 3)
    }
  }

  @Test("a misspelt term is refused with the one that was meant")
  func misspelt() throws {
    #expect(throws: TermProblem.unknownTerm("Febril neutropenia", near: ["Febrile neutropenia"])) {
      try Ctcae.dictionary().term("Febril neutropenia")
    }
    #expect(try Ctcae.dictionary().term("  mucositis ORAL ").term == "Mucositis oral")
  }

  @Test("a grade that the term does not have is refused with those it has")
  func wrongGrade() throws {
    #expect(throws: TermProblem.gradeNotDefined("Sepsis", 2, defined: [3, 4, 5])) {
      try Ctcae.dictionary().check("sepsis", grade: 2)
    }
    #expect(throws: TermProblem.gradeNotDefined("Nausea", 4, defined: [1, 2, 3])) {
      try Ctcae.dictionary().check("Nausea", grade: 4)
    }
    #expect(
      TermProblem.gradeNotDefined("Nausea", 4, defined: [1, 2, 3]).description
        == "Nausea has no grade 4\n  Its grades are 1, 2, 3."
    )
  }
}
