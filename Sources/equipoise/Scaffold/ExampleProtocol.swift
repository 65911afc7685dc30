// SPDX-License-Identifier: Apache-2.0

/// The protocol that `equipoise new` writes: a small trial that uses every block of the format.
enum ExampleProtocol {
  static let text = """
    # A trial in one file. Change it from top to bottom; "equipoise check" says what is missing,
    # with line and column, and "equipoise schema" prints a JSON Schema that lets editors complete it.
    # Rules: every quantity has its unit; a value that no source states is written as
    #   {value: …, assumed: true, source: "why it was chosen"}
    equipoise: 1

    study:
      id: example
      title:
        en: Drug A plus standard care against standard care alone, an example
        zh-Hans: 药物A联合标准治疗对比标准治疗（示例）
      short-title: Example trial
      version: "1.0"
      registry:
        - {name: ClinicalTrials.gov, id: NCT00000000}
      phase: "2"
      condition: Name the disease and its stage
      rationale: Say in one or two sentences why the question is open.
      design: Randomized, open label, two arms, 1:1
      blinding: open-label              # or single-blind, double-blind
      time: calendar                    # or relative: days since randomization only
      start: 2024-01-01                 # nobody can be randomized before this day
      planned-end: {value: 2025-12-31, assumed: true, source: Two years at ten subjects a month}
      planned-subjects: 200

    data:
      kind: simulated                   # trial, published, simulated or reconstructed
      statement: Invented data that come with the example; no one was treated.
      cut: 2025-03-31                   # the data cut of a report, where none is named

    sites:
      - {id: S1, title: Site 1}
      - {id: S2, title: Site 2}

    arms:
      - id: A
        title: {en: Drug A, zh-Hans: 药物A组}
        role: experimental              # or active-comparator, placebo, no-treatment
        regimen: a-plus-standard
      - id: B
        title: {en: Standard care, zh-Hans: 标准治疗组}
        role: active-comparator
        regimen: standard

    regimens:
      - id: a-plus-standard
        title: Drug A and standard care
        cycle: 21 d
        cycles: 4
        drugs:
          - drug: Drug A
            route: p.o.
            doses:                      # a dose that changes: one line for each step
              - {dose: 50 mg, days: 1-2}
              - {dose: 100 mg, days: 3-14}
          - {drug: Standard drug, route: i.v., dose: 75 mg/m2, days: 1}
      - id: standard
        title: Standard care
        cycle: 21 d
        cycles: 4
        drugs:
          - {drug: Standard drug, route: i.v., dose: 75 mg/m2, days: 1}

    eligibility:
      inclusion:
        - id: I1
          text: Age 18 years or older
          criterion: {item: baseline.age, at-least: 18 a}
        - id: I2
          text: ECOG performance status 0 to 2
          criterion: {item: baseline.ecog, in: ["0", "1", "2"]}
        - id: I3
          text: Written informed consent, given before screening
          criterion: {item: screening.consent, on-or-before: screening.date}
      exclusion:
        - id: E1
          text: Earlier treatment with drug A
          confirmed: screening.earlier-a  # the investigator answers yes or no

    # The texts that subjects consent to; recording consent fills in the item.
    consent:
      versions:
        - {id: "1.0", title: "Information for subjects, version 1.0"}
      date: screening.consent

    allocation:
      method: permuted-blocks
      ratio: {A: 1, B: 1}
      block-sizes: [4, 6]
      strata:
        - {id: ecog, title: ECOG performance status, item: baseline.ecog}

    schedule:
      visits:
        - {id: screening, title: Screening, window: [-14, 0]}
        - {id: treatment, title: Treatment, from: treatment-start, window: [1, 84], repeats: every 21 days}
        - {id: response, title: Response, window: [77, 91]}
        - {id: follow-up, title: Follow-up, window: [92, 1095], repeats: every 3 months}
      activities:
        - {title: Informed consent, form: screening, visits: [screening]}
        - {title: History and examination, form: baseline, visits: [screening]}
        - {title: Study treatment, form: baseline, visits: [treatment]}
        - {title: Response assessment, form: response, visits: [response]}
        - {title: Adverse events, form: adverse-event, visits: [treatment, response]}
        - {title: Survival status, form: follow-up, visits: [response, follow-up]}

    # What is recorded. Each form is read from data/<form id>.csv; its columns are the item ids.
    forms:
      - id: screening
        title: Screening
        happened: date
        items:
          - {id: date, title: Day of screening, type: date, required: true}
          - {id: consent, title: Written consent, type: date}
          - {id: earlier-a, title: Earlier treatment with drug A, type: category, categories: ["yes", "no"]}
      - id: baseline
        title: Baseline
        happened: randomized
        items:
          - {id: arm, title: Arm, type: arm, required: true}
          - {id: site, title: Site, type: site, required: true}
          - {id: randomized, title: Day of randomization, type: date, required: true}
          - {id: treated, title: First dose, type: date}
          - {id: age, title: Age, type: integer, unit: a, range: [18, 100], required: true}
          - id: sex
            title: Sex
            type: category
            categories: [{code: F, title: female}, {code: M, title: male}]
          - {id: ecog, title: ECOG performance status, type: category, categories: ["0", "1", "2"]}
      - id: response
        title: Response
        happened: assessed
        items:
          - {id: assessed, title: Day of assessment, type: date}
          - id: best
            title: Best response
            type: category
            categories:
              - {code: CR, title: complete response}
              - {code: PR, title: partial response}
              - {code: SD, title: stable disease}
              - {code: PD, title: progressive disease}
      - id: follow-up
        title: Follow-up
        happened: last-seen
        items:
          - {id: last-seen, title: Last seen, type: date, required: true}
          - {id: died, title: Day of death, type: date}
          - {id: cause, title: Cause of death, type: category, categories: [disease, infection, other]}
        checks:                         # what holds for every row; one that does not hold raises a query
          - id: F1
            criterion: {any: [{item: follow-up.died, known: false}, {item: follow-up.cause, known: true}]}
            message: The cause of death is missing
      - id: adverse-event
        title: Adverse events
        repeats: log                    # a row for each event
        happened: onset
        items:
          - {id: onset, title: Onset, type: date}
          - {id: term, title: Term, type: text, required: true}
          - {id: soc, title: System organ class, type: text}
          - {id: grade, title: CTCAE grade, type: integer, range: [1, 5], required: true}

    # Which items carry the facts that every trial has.
    record:
      arm: baseline.arm
      site: baseline.site
      randomized: baseline.randomized
      treated: baseline.treated

    # Tables that come from elsewhere keep their own names; here one file has codes and names of its own.
    mapping:
      tables:
        - file: response-assessments.csv
          form: response
          subject: patient_no
          dates: DD.MM.YYYY
          columns: {date: assessed, result: best}     # own column: item
          codes:
            best: {complete: CR, partial: PR, stable: SD, progressive: PD}

    analysis-sets:
      - id: full
        title: Full analysis set
        definition: All randomized subjects, in the arm they were randomized to
      - id: safety
        title: Safety set
        definition: Everyone who received a dose of study treatment
        criterion: {item: baseline.treated, known: true}

    endpoints:
      - id: orr
        title: Overall response rate
        short-title: ORR
        role: primary
        kind: binary
        definition: Complete or partial response by day 91
        responder: {item: response.best, in: [CR, PR]}
        categories: response.best
        assessed: response.assessed
        landmark: 91 d
        estimand:                       # the five attributes of ICH E9(R1)
          treatment: Drug A and standard care against standard care alone
          population: Adults who meet the eligibility criteria
          variable: Complete or partial response by day 91
          intercurrent-events:
            - {event: Treatment stopped early, strategy: treatment-policy}
            - {event: Death before the assessment, strategy: composite, note: no response}
          summary: Difference of proportions
      - id: os
        title: Overall survival
        short-title: OS
        role: secondary
        kind: time-to-event
        definition: From randomization to death of any cause
        from: randomization
        events: [{at: follow-up.died, title: Death}]
        observed-until: follow-up.last-seen
        landmarks: [6 mo, 12 mo]

    safety:
      set: safety
      adverse-events: {term: adverse-event.term, soc: adverse-event.soc, grade: adverse-event.grade}
      deaths: {at: follow-up.died, cause: follow-up.cause}

    analyses:
      level: 0.95
      reference: B
      baseline: [baseline.age, baseline.sex, baseline.ecog]
      plan:
        - id: orr.primary
          title: Primary analysis
          endpoint: orr
          set: full
          standing: prespecified        # or post-hoc, as-published
          test: pearson
          subgroups: [baseline.sex]
        - {id: os.main, endpoint: os, set: full, standing: prespecified, test: log-rank}

    monitoring:
      committee: Independent data monitoring committee
      boundary: obrien-fleming-spending
      alpha: 0.025
      planned-information: 200
      looks:
        - {title: Interim analysis, information: 100, purpose: Efficacy and futility}
        - {title: Final analysis, information: 200}

    # Who may do what: what no role grants, nobody may do. A role reaches its own sites, or all.
    # "equipoise dry-run" rehearses the trial with virtual subjects before the first real one.
    roles:
      - id: administrator
        title: Trial administrator
        may: [activate the trial, give roles, name data cuts]
        sites: all
        can: [grant, import, cut, amend, reveal, redact, send-report, read, audit]
      - id: investigator
        title: Investigator
        may: [confirm eligibility, ask for randomization, sign forms]
        can:
          [screen, consent, confirm-eligibility, randomize, randomized-in-error, deviate, enter, correct,
           attach, answer, sign, prescribe, report-serious, read, read-arms]
      - id: coordinator
        title: Site coordinator
        may: [enter data, answer queries]
        can: [screen, consent, enter, correct, attach, answer, report-serious, deviate, read]
      - id: monitor
        title: Monitor
        may: [compare data with source documents, ask queries]
        can: [verify, query, close-query, read, audit]
      - id: data-manager
        title: Data manager
        may: [ask and close queries, freeze and lock data]
        sites: all
        can: [query, close-query, freeze, lock, cut, read, audit]
      - id: statistician
        title: Trial statistician
        may: [see results by arm]
        sites: all
        can: [read, read-arms, read-results]

    """
}
