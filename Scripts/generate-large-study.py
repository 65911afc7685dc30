# SPDX-License-Identifier: Apache-2.0
"""Makes a study of many subjects, to see what size costs. The same arguments give the same bytes.

Usage: generate-large-study.py FOLDER [SUBJECTS]
"""
import datetime
import pathlib
import random
import sys

PROTOCOL = """\
equipoise: 1
study:
  id: large
  title: A generated study of {count} subjects
  version: "1"
  blinding: open-label
  time: calendar
  start: 2020-01-01
  planned-end: 2023-12-31
  planned-subjects: {count}
data:
  kind: simulated
  statement: Generated to measure speed; no one was treated.
  cut: 2025-06-30
sites: [{sites}]
arms:
  - {{id: A, title: New treatment, role: experimental}}
  - {{id: B, title: Standard treatment, role: active-comparator}}
forms:
  - id: randomization
    title: Randomization
    happened: date
    items:
      - {{id: date, type: date, required: true}}
      - {{id: arm, type: arm, required: true}}
      - {{id: site, type: site, required: true}}
  - id: baseline
    title: Baseline
    items:
      - {{id: age, type: integer, unit: a, range: [18, 100]}}
      - {{id: sex, type: category, categories: [male, female]}}
      - {{id: risk, type: category, categories: [low, intermediate, high]}}
  - id: treatment
    title: Treatment
    happened: first-dose
    items: [{{id: first-dose, type: date}}]
  - id: response
    title: Response
    happened: date
    items:
      - {{id: date, type: date}}
      - {{id: best, type: category, categories: [CR, PR, SD, PD]}}
  - id: follow-up
    title: Follow-up
    items: [{{id: last-alive, type: date}}]
  - id: death
    title: Death
    happened: date
    items:
      - {{id: date, type: date}}
      - {{id: cause, type: category, categories: [disease, treatment, other]}}
  - id: adverse-events
    title: Adverse events
    repeats: log
    happened: onset
    items:
      - {{id: onset, type: date}}
      - {{id: soc, type: text}}
      - {{id: term, type: text}}
      - {{id: grade, type: integer, range: [1, 5]}}
record:
  arm: randomization.arm
  site: randomization.site
  randomized: randomization.date
  treated: treatment.first-dose
analysis-sets:
  - {{id: full, title: All randomized, definition: Every randomized subject}}
  - id: safety
    title: Safety
    definition: At least one dose
    criterion: {{item: treatment.first-dose, known: true}}
endpoints:
  - id: orr
    title: Response
    role: primary
    kind: binary
    definition: CR or PR
    responder: {{item: response.best, in: [CR, PR]}}
    categories: response.best
    assessed: response.date
    landmark: 84 d
  - id: os
    title: Overall survival
    role: secondary
    kind: time-to-event
    definition: From randomization to death
    from: randomization
    events: [{{at: death.date}}]
    observed-until: follow-up.last-alive
    landmarks: [12 mo, 24 mo]
safety:
  set: safety
  adverse-events: {{soc: adverse-events.soc, term: adverse-events.term, grade: adverse-events.grade}}
  deaths: {{at: death.date, cause: death.cause}}
analyses:
  level: 0.95
  reference: B
  baseline: [baseline.age, baseline.sex, baseline.risk]
  plan:
    - {{id: orr.primary, endpoint: orr, set: full, standing: prespecified, test: pearson}}
    - {{id: os.primary, endpoint: os, set: full, standing: prespecified, test: log-rank, strata: baseline.risk}}
    - {{id: os.subgroups, endpoint: os, set: full, standing: post-hoc, subgroups: [baseline.sex, baseline.risk]}}
"""

TERMS = [
    ("Blood and lymphatic system disorders", "Anemia"),
    ("Blood and lymphatic system disorders", "Febrile neutropenia"),
    ("Gastrointestinal disorders", "Nausea"),
    ("Gastrointestinal disorders", "Diarrhea"),
    ("Infections and infestations", "Lung infection"),
    ("Infections and infestations", "Sepsis"),
    ("Investigations", "Neutrophil count decreased"),
    ("Investigations", "Platelet count decreased"),
    ("General disorders and administration site conditions", "Fatigue"),
    ("Skin and subcutaneous tissue disorders", "Rash maculo-papular"),
]


def main(folder, count):
    chance = random.Random(20250630)
    opened = datetime.date(2020, 1, 1)
    cut = datetime.date(2025, 6, 30)
    sites = [f"S{number:02}" for number in range(1, 21)]
    root = pathlib.Path(folder)
    (root / "data").mkdir(parents=True, exist_ok=True)
    text = PROTOCOL.format(count=count, sites=", ".join(f"{{id: {site}}}" for site in sites))
    (root / "protocol.yaml").write_text(text, encoding="utf-8")
    heads = {
        "randomization": "date,arm,site", "baseline": "age,sex,risk", "treatment": "first-dose",
        "response": "date,best", "follow-up": "last-alive", "death": "date,cause",
        "adverse-events": "onset,soc,term,grade",
    }
    rows = {name: [f"subject,{head}"] for name, head in heads.items()}
    for number in range(1, count + 1):
        subject = f"L{number:06}"
        day = opened + datetime.timedelta(days=chance.randrange(1461))
        arm = chance.choice("AB")
        rows["randomization"].append(f"{subject},{day},{arm},{chance.choice(sites)}")
        risk = chance.choices(["low", "intermediate", "high"], [5, 3, 2])[0]
        rows["baseline"].append(f"{subject},{min(95, max(18, round(chance.gauss(58, 12))))},{chance.choice(['male', 'female'])},{risk}")
        first = day + datetime.timedelta(days=chance.randrange(7))
        rows["treatment"].append(f"{subject},{first}")
        life = chance.expovariate(1 / (900 if arm == "A" else 700)) + 1
        death = first + datetime.timedelta(days=int(life))
        seen = day + datetime.timedelta(days=chance.randrange(28, 84))
        if seen < death:
            best = chance.choices(["CR", "PR", "SD", "PD"], [4, 3, 3, 2] if arm == "A" else [3, 3, 3, 3])[0]
            rows["response"].append(f"{subject},{seen},{best}")
        if death <= cut:
            rows["death"].append(f"{subject},{death},{chance.choice(['disease', 'disease', 'treatment', 'other'])}")
            rows["follow-up"].append(f"{subject},{death}")
        else:
            rows["follow-up"].append(f"{subject},{cut - datetime.timedelta(days=chance.randrange(60))}")
        for _ in range(chance.randrange(6)):
            onset = first + datetime.timedelta(days=chance.randrange(90))
            soc, term = chance.choice(TERMS)
            if onset < death:
                rows["adverse-events"].append(f"{subject},{onset},{soc},{term},{chance.choices([1, 2, 3, 4], [4, 3, 2, 1])[0]}")
    for name, lines in rows.items():
        (root / "data" / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
