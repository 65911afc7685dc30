// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// What a calendar says in words, the same in a terminal, on a page and in JSON.
struct CalendarWords {
  let calendar: DoseCalendar
  let texts: Texts

  init(_ calendar: DoseCalendar, language: Language) {
    self.calendar = calendar
    texts = Texts(language: language)
  }

  // MARK: Numbers

  /// An amount with its unit: `9.1 mg`.
  func amount(_ value: Double, _ unit: Unit) -> String {
    UnitWords.words(for: Quantity(value, unit), in: texts)
  }

  /// A share as a percentage: `50%`.
  static func percent(_ share: Double) -> String { "\(UnitWords.digits(share * 100))%" }

  /// A change as a percentage with its sign: `+1.2%`.
  static func change(_ share: Double) -> String {
    let text = DecimalText.fixed(share * 100, decimals: 1)
    return (share > 0 && text != "0.0" ? "+" : "") + text + "%"
  }

  static func clock(_ minutes: Int) -> String {
    let minute = ((minutes % 1440) + 1440) % 1440
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    // Past midnight it is the next day's hour.
    return "\(two(minute / 60)):\(two(minute % 60))" + (minutes >= 1440 ? "+1" : "")
  }

  func hours(_ value: Double) -> String {
    value < 1
      ? amount(value * 60, Unit("min") ?? .milligram)
      : texts(CalendarMessage.infusion, UnitWords.digits(value))
  }

  func weekday(_ date: CivilDate) -> String {
    let names: [CalendarMessage] = [.thursday, .friday, .saturday, .sunday, .monday, .tuesday, .wednesday]
    return texts[names[((Int(date.day) % 7) + 7) % 7]]
  }

  func name(of drug: DrugCalendar) -> String { texts[drug.drug.name] }

  static func name(_ formula: BodySurfaceArea.Formula) -> String {
    switch formula {
    case .mosteller: "Mosteller"
    case .duBois: "Du Bois"
    case .haycock: "Haycock"
    case .gehanGeorge: "Gehan–George"
    case .boyd: "Boyd"
    case .livingstonLee: "Livingston–Lee"
    }
  }

  // MARK: The subject

  /// Label and value of everything the doses rest on.
  var facts: [(label: String, value: String)] {
    let subject = calendar.subject
    var facts: [(String, String)] = []
    func add(_ key: CalendarMessage, _ value: String) { facts.append((texts[key], value)) }
    if let height = subject.height { add(.height, "\(UnitWords.digits(height)) cm") }
    if let weight = subject.weight { add(.weight, "\(UnitWords.digits(weight)) kg") }
    if let area = calendar.area {
      let name = Self.name(area.formula)
      let value =
        area.isCapped
        ? texts(
          CalendarMessage.areaCapped,
          DecimalText.fixed(area.used, decimals: 2),
          DecimalText.fixed(area.exact, decimals: 3)
        )
          + texts(CalendarMessage.bracketed, name)
        : texts(CalendarMessage.formula, DecimalText.fixed(area.exact, decimals: 3), name)
      add(.area, value)
    }
    if let age = subject.age { add(.age, UnitWords.digits(age)) }
    if let sex = subject.sex { add(.sex, texts[sex == .female ? CalendarMessage.female : .male]) }
    if let clearance = subject.creatinineClearance {
      add(.clearance, "\(DecimalText.fixed(clearance, decimals: 1)) mL/min")
    }
    for course in calendar.coMedications { add(.coMedications, coMedication(course)) }
    return facts
  }

  private func coMedication(_ course: CoMedicationCourse) -> String {
    let known = calendar.drugs.compactMap(\.drug.facts).flatMap(\.coMedications).first { $0.id == course.id }
    let name = known.map { texts[$0.title] } ?? course.id
    return texts(CalendarMessage.hereBecause, name, span(of: course))
  }

  /// When a co-medication is taken.
  func span(of course: CoMedicationCourse) -> String {
    switch (course.from, course.to) {
    case (nil, nil): texts[CalendarMessage.throughout]
    case (.some(let from), nil): texts(CalendarMessage.fromDay, from.description)
    case (nil, .some(let to)): texts(CalendarMessage.untilDay, to.description)
    case (.some(let from), .some(let to)): texts(CalendarMessage.fromTo, from.description, to.description)
    }
  }

  // MARK: One day

  /// What is given of a drug on a day, without its unit: `9.1`, `2 × 20`, `not given`.
  func cell(_ day: DayDose) -> String {
    switch day.status {
    case .withheld: return texts[CalendarMessage.withheld]
    case .undecided: return texts[CalendarMessage.undecided]
    case .given:
      let amount = UnitWords.digits(day.given ?? 0)
      return day.perDay == 1 ? amount : texts(CalendarMessage.perDay, "\(day.perDay)", amount)
    }
  }

  /// Signs beside the amount: still rising, changed from the plan.
  func marks(_ day: DayDose) -> String { (day.isRamp ? "↑" : "") + (isChanged(day) ? "†" : "") }

  func isChanged(_ day: DayDose) -> Bool {
    guard day.status == .given, let dose = day.dose else { return true }
    return (dose.exact - day.planned).magnitude > 1e-9 * day.planned
  }

  /// Tablets of one administration: `1 × 50 + 2 × 10 mg`.
  func tablets(_ day: DayDose) -> String? {
    guard let unit = day.tablets.first?.strength.unit else { return nil }
    let parts = day.tablets.map { "\($0.count) × \(UnitWords.digits($0.strength.value))" }
    return "\(parts.joined(separator: " + ")) \(UnitWords.symbol(of: unit, in: texts))"
  }

  /// When and how long, for the whole course of a drug: `at 08:00, 20:00 (±2 h), over 2 h`.
  func timing(_ drug: DrugCalendar) -> String {
    guard let day = drug.days.first else { return "" }
    let times = day.times.map(Self.clock).joined(separator: ", ")
    var parts = [
      texts(
        CalendarMessage.hereBecause,
        texts(CalendarMessage.atTimes, times),
        texts(CalendarMessage.window, UnitWords.digits(day.window))
      )
    ]
    if let infusion = day.infusion { parts.append(texts(CalendarMessage.over, hours(infusion))) }
    return parts.joined(separator: texts[SynopsisMessage.semicolon])
  }

  /// One line for each different dose of a drug: what the protocol says, what it comes to, what is given, on which days.
  func doseLines(_ drug: DrugCalendar) -> [String] {
    var groups: [(day: DayDose, days: [Int])] = []
    for day in drug.days {
      let index = groups.firstIndex { group in
        group.day.written == day.written && group.day.dose == day.dose && group.day.status == day.status
          && group.day.perDay == day.perDay
      }
      if let index { groups[index].days.append(day.day) } else { groups.append((day, [day.day])) }
    }
    return groups.map { day, days in
      texts(days.count == 1 ? CalendarMessage.onDay : .onDays, line(day, of: drug), DaySet(days).description)
    }
  }

  private func line(_ day: DayDose, of drug: DrugCalendar) -> String {
    let written = UnitWords.words(for: day.written.quantity, in: texts)
    guard day.status == .given, let dose = day.dose, let given = day.given else {
      return texts(CalendarMessage.changedTo, written, cell(day))
    }
    let times = day.perDay == 1 ? "" : "\(day.perDay) × "
    let form = tablets(day).map { texts(CalendarMessage.bracketed, $0) } ?? ""
    let amount = times + self.amount(given, drug.unit)
    if given == dose.exact, day.written.basis == .flat {
      return (isChanged(day) ? texts(CalendarMessage.changedTo, written, amount) : times + written) + form
    }
    // Four decimals where there are any, as pharmacies check them.
    let isWhole = dose.exact == dose.exact.rounded()
    let digits = DecimalText.fixed(dose.exact, decimals: isWhole ? 0 : 4)
    let exact = "\(digits) \(UnitWords.symbol(of: drug.unit, in: texts))"
    return texts(
      CalendarMessage.exactGiven,
      written,
      times + exact,
      amount,
      given == dose.exact ? texts[CalendarMessage.notRounded] : Self.change(dose.relativeError)
    ) + form
  }
}
