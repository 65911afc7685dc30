// SPDX-License-Identifier: Apache-2.0

/// The data that `equipoise new` writes beside its protocol: invented, small, and without a problem.
enum ExampleTables {
  /// Each table by its file's name inside `data/`.
  static let files: [(name: String, text: String)] = [
    ("adverse-event.csv", adverseEvents),
    ("baseline.csv", baseline),
    ("follow-up.csv", followUp),
    ("response-assessments.csv", responseAssessments),
    ("screening.csv", screening),
  ]

  private static let baseline = """
    subject,arm,site,randomized,treated,age,sex,ecog
    E-001,B,S1,2024-01-14,2024-01-18,48,F,2
    E-002,A,S1,2024-01-27,2024-01-31,57,F,0
    E-003,A,S1,2024-02-04,2024-02-05,78,F,0
    E-004,B,S2,2024-02-09,2024-02-13,44,M,1
    E-005,A,S1,2024-02-25,2024-02-28,39,M,2
    E-006,B,S1,2024-03-07,2024-03-09,73,F,2
    E-007,B,S2,2024-03-25,2024-03-26,69,M,2
    E-008,A,S2,2024-04-01,2024-04-01,71,F,1
    E-009,A,S2,2024-04-15,2024-04-15,77,M,2
    E-010,A,S1,2024-04-21,,55,F,0
    E-011,B,S1,2024-04-25,2024-04-25,73,M,1
    E-012,B,S2,2024-05-12,2024-05-15,64,M,1
    E-013,B,S1,2024-05-24,2024-05-26,78,F,1
    E-014,B,S2,2024-06-05,2024-06-09,74,F,1
    E-015,A,S2,2024-06-12,2024-06-16,62,M,1
    E-016,A,S1,2024-06-17,2024-06-20,64,F,2
    E-017,B,S1,2024-06-30,2024-07-03,73,M,1
    E-018,A,S2,2024-07-12,2024-07-13,50,M,1
    E-019,A,S1,2024-07-29,2024-08-01,72,F,1
    E-020,B,S2,2024-08-07,2024-08-11,40,F,1
    E-021,B,S2,2024-08-23,2024-08-23,54,F,1
    E-022,B,S1,2024-08-29,2024-09-01,59,M,1
    E-023,A,S1,2024-09-04,2024-09-06,63,F,0
    E-024,A,S1,2024-09-19,2024-09-21,55,M,2

    """

  private static let screening = """
    subject,date,consent,earlier-a
    E-001,2024-01-11,2024-01-11,no
    E-002,2024-01-19,2024-01-18,no
    E-003,2024-01-31,2024-01-29,no
    E-004,2024-01-31,2024-01-31,no
    E-005,2024-02-20,2024-02-19,no
    E-006,2024-02-26,2024-02-24,no
    E-007,2024-03-19,2024-03-19,no
    E-008,2024-03-21,2024-03-20,no
    E-009,2024-04-08,2024-04-06,no
    E-010,2024-04-18,2024-04-18,no
    E-011,2024-04-17,2024-04-16,no
    E-012,2024-05-08,2024-05-06,no
    E-013,2024-05-15,2024-05-15,no
    E-014,2024-05-31,2024-05-30,no
    E-015,2024-06-02,2024-05-31,no
    E-016,2024-06-11,2024-06-11,no
    E-017,2024-06-19,2024-06-18,no
    E-018,2024-07-05,2024-07-03,no
    E-019,2024-07-26,2024-07-26,no
    E-020,2024-07-30,2024-07-29,no
    E-021,2024-08-19,2024-08-17,no
    E-022,2024-08-20,2024-08-20,no
    E-023,2024-08-30,2024-08-29,no
    E-024,2024-09-09,2024-09-07,no

    """

  private static let responseAssessments = """
    patient_no,date,result
    E-002,19.04.2024,complete
    E-003,25.04.2024,partial
    E-007,11.06.2024,progressive
    E-008,26.06.2024,complete
    E-009,01.07.2024,complete
    E-010,16.07.2024,complete
    E-011,12.07.2024,progressive
    E-012,04.08.2024,complete
    E-013,17.08.2024,stable
    E-014,24.08.2024,progressive
    E-015,02.09.2024,complete
    E-018,10.10.2024,partial
    E-019,22.10.2024,partial
    E-020,30.10.2024,complete
    E-021,19.11.2024,progressive
    E-022,24.11.2024,complete
    E-023,22.11.2024,partial
    E-024,09.12.2024,progressive

    """

  private static let followUp = """
    subject,last-seen,died,cause
    E-001,2024-02-24,2024-02-24,infection
    E-002,2025-02-24,,
    E-003,2025-03-02,,
    E-004,2024-03-17,2024-03-17,infection
    E-005,2024-04-28,2024-04-28,other
    E-006,2024-05-28,2024-05-28,other
    E-007,2025-03-21,,
    E-008,2025-03-07,,
    E-009,2025-03-05,,
    E-010,2025-03-07,,
    E-011,2025-02-28,,
    E-012,2025-03-14,,
    E-013,2025-03-14,,
    E-014,2025-03-16,,
    E-015,2024-12-29,2024-12-29,disease
    E-016,2024-09-08,2024-09-08,other
    E-017,2024-07-29,2024-07-29,disease
    E-018,2025-02-21,,
    E-019,2025-03-23,,
    E-020,2025-02-26,,
    E-021,2025-03-15,,
    E-022,2025-03-17,,
    E-023,2025-01-26,2025-01-26,other
    E-024,2025-02-19,,

    """

  private static let adverseEvents = """
    subject,onset,term,soc,grade
    E-001,2024-02-04,Fatigue,General disorders,3
    E-001,2024-02-12,Neutrophil count decreased,Investigations,2
    E-002,2024-03-31,Pneumonia,Infections and infestations,4
    E-004,2024-03-17,Neutrophil count decreased,Investigations,4
    E-005,2024-04-14,Pneumonia,Infections and infestations,3
    E-006,2024-03-21,Pneumonia,Infections and infestations,3
    E-006,2024-05-01,Pneumonia,Infections and infestations,4
    E-007,2024-04-26,Fatigue,General disorders,3
    E-008,2024-06-07,Fatigue,General disorders,3
    E-009,2024-05-13,Nausea,Gastrointestinal disorders,2
    E-012,2024-05-19,Rash,Skin and subcutaneous tissue disorders,1
    E-013,2024-07-12,Fatigue,General disorders,1
    E-014,2024-06-14,Neutrophil count decreased,Investigations,2
    E-014,2024-08-10,Neutrophil count decreased,Investigations,3
    E-015,2024-06-18,Rash,Skin and subcutaneous tissue disorders,2
    E-015,2024-06-28,Neutrophil count decreased,Investigations,4
    E-016,2024-07-12,Nausea,Gastrointestinal disorders,1
    E-016,2024-06-25,Fatigue,General disorders,1
    E-017,2024-07-29,Fatigue,General disorders,1
    E-017,2024-07-29,Neutrophil count decreased,Investigations,3
    E-018,2024-07-31,Rash,Skin and subcutaneous tissue disorders,1
    E-018,2024-09-18,Rash,Skin and subcutaneous tissue disorders,1
    E-021,2024-09-19,Rash,Skin and subcutaneous tissue disorders,2
    E-022,2024-09-22,Nausea,Gastrointestinal disorders,2
    E-023,2024-10-31,Neutrophil count decreased,Investigations,2
    E-023,2024-10-18,Neutrophil count decreased,Investigations,2

    """
}
