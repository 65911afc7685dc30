// SPDX-License-Identifier: Apache-2.0
import Markup
import RealModule
import Testing

@testable import TrialReporting

@Suite("KaplanMeierFigure") struct KaplanMeierFigureTests {
  private static let words = KaplanMeierFigure.Words(
    survival: "Overall survival, %",
    time: "Months since randomization",
    atRisk: "At risk (deaths so far)",
    sparse: "Fewer than 10% of all subjects at risk",
    empty: "Nobody has been followed yet."
  )

  private static let chinese = KaplanMeierFigure.Words(
    survival: "总生存率，%",
    time: "自随机化起的月数",
    atRisk: "风险人数（累计死亡）",
    sparse: "风险人数不足全部受试者的 10%",
    empty: "尚无随访数据。"
  )

  private func figure(
    _ id: String,
    _ arms: [KaplanMeierFigure.Arm],
    result: String = "",
    words: KaplanMeierFigure.Words = words,
    width: Double = 640
  ) -> KaplanMeierFigure {
    KaplanMeierFigure(notes: .example(id), words: words, arms: arms, result: result, width: width)
  }

  private func two(_ first: String = "CAV", _ second: String = "MEC") -> [KaplanMeierFigure.Arm] {
    [
      .init(name: first, detail: "median 14.1 (8.0 to NR)", curve: curve(n: 30, rate: 0.05, seed: 1)),
      .init(name: second, detail: "median 9.6 (5.2 to NR)", curve: curve(n: 25, rate: 0.08, seed: 2)),
    ]
  }

  private static let result = "Hazard ratio 0.61 (0.29 to 1.28), P = 0.19 (log-rank)"

  @Test("two arms")
  func twoArms() throws {
    try expectSnapshot(figure("km-two", two(), result: Self.result), "kaplan-meier-two-arms")
  }

  @Test("two arms on a narrow sheet")
  func narrow() throws {
    try expectSnapshot(figure("km-narrow", two(), result: Self.result, width: 400), "kaplan-meier-narrow")
  }

  @Test("one arm")
  func oneArm() throws {
    let arm = KaplanMeierFigure.Arm(name: "All subjects", curve: curve(n: 55, rate: 0.06, seed: 3))
    try expectSnapshot(figure("km-one", [arm]), "kaplan-meier-one-arm")
  }

  @Test("four arms with long names")
  func fourArms() throws {
    let names = [
      "Observation", "Levamisole alone", "Levamisole and fluorouracil for twelve months",
      "Fluorouracil, leucovorin and oxaliplatin",
    ]
    let arms = names.enumerated().map { index, name in
      KaplanMeierFigure.Arm(
        name: name,
        detail: "5-year rate \(50 + index)%",
        curve: curve(n: 310, rate: 0.012 - 0.001 * Double(index), seed: UInt64(10 + index), until: 90)
      )
    }
    try expectSnapshot(
      figure("km-four", arms, result: "Global log-rank P = 0.003, stratified by extent"),
      "kaplan-meier-four-arms"
    )
  }

  @Test("Chinese labels")
  func chineseLabels() throws {
    let arms = two("克拉屈滨、阿糖胞苷联合维奈克拉", "米托蒽醌、依托泊苷联合阿糖胞苷")
    try expectSnapshot(
      figure("km-zh", arms, result: "风险比 0.61（0.29 至 1.28），P = 0.19（对数秩检验）", words: Self.chinese),
      "kaplan-meier-chinese"
    )
  }

  @Test("no subjects", arguments: [320.0, 640])
  func empty(width: Double) throws {
    let arms = [
      KaplanMeierFigure.Arm(name: "CAV", curve: .estimated([], median: nil)),
      KaplanMeierFigure.Arm(name: "MEC", curve: .estimated([], median: nil)),
    ]
    try expectSnapshot(figure("km-empty", arms, width: width), "kaplan-meier-empty-\(Int(width))")
    #expect(FigureLayoutCheck(figure("none", []).svg).faults == [])
  }

  @Test("a single subject")
  func single() throws {
    let step = KaplanMeierFigure.Step(
      time: 3.2,
      atRisk: 1,
      events: 0,
      censored: 1,
      survival: 1,
      lower: 1,
      upper: 1
    )
    try expectSnapshot(
      figure("km-single", [.init(name: "CAV", curve: .estimated([step], median: nil))]),
      "kaplan-meier-single-subject"
    )
  }

  @Test("a curve that falls to zero, and events at time zero")
  func extremes() throws {
    let falling = (1...8).map { index -> KaplanMeierFigure.Step in
      let survival = Double(8 - index) / 8
      return KaplanMeierFigure.Step(
        time: Double(index) * 1.5,
        atRisk: 9 - index,
        events: 1,
        censored: 0,
        survival: survival,
        lower: index == 8 ? nil : max(0, survival - 0.3),
        upper: index == 8 ? nil : min(1, survival + 0.25)
      )
    }
    let atZero: [KaplanMeierFigure.Step] = [
      .init(time: 0, atRisk: 10, events: 4, censored: 0, survival: 0.6, lower: 0.25, upper: 0.83),
      .init(time: 5, atRisk: 6, events: 1, censored: 1, survival: 0.5, lower: 0.18, upper: 0.75),
      .init(time: 11, atRisk: 4, events: 0, censored: 4, survival: 0.5, lower: 0.18, upper: 0.75),
    ]
    let arms: [KaplanMeierFigure.Arm] = [
      .init(name: "Falls to zero", curve: .estimated(falling, median: 6)),
      .init(name: "Starts below one", curve: .estimated(atZero, median: 5)),
    ]
    let picture = figure("km-extreme", arms, result: Self.result)
    try expectSnapshot(picture, "kaplan-meier-extremes")
    // Four of ten have their event on day 0: the curve leaves its start at the left edge straight down to 60
    // %.
    #expect(arms[1].atRisk(at: 0) == 10...10)
    #expect(arms[1].events(until: 0) == 4...4)
    #expect(arms[0].atRisk(at: 12) == 1...1)
    #expect(arms[0].atRisk(at: 12.1) == 0...0)
    #expect(arms[0].events(until: 4.5) == 3...3)
  }

  @Test("646 subjects over five years")
  func large() throws {
    let arms: [KaplanMeierFigure.Arm] = [
      .init(name: "A", detail: "median 25.9", curve: curve(n: 317, rate: 0.03, seed: 5, until: 60)),
      .init(name: "B", detail: "median 42.0", curve: curve(n: 329, rate: 0.02, seed: 6, until: 60)),
    ]
    try expectSnapshot(figure("km-large", arms, result: Self.result), "kaplan-meier-large")
  }

  @Test("five thousand steps stay below 30 kB and end at the same height")
  func thinned() throws {
    let arm = KaplanMeierFigure.Arm(name: "A", curve: curve(n: 5000, rate: 0.03, seed: 7, until: 1000))
    guard case .estimated(let steps, _) = arm.curve else { return }
    #expect(steps.count > 4900)
    #expect(figure("km", [arm]).svg.rendered().utf8.count < 30_000)
  }

  @Test("undetermined arms are bands with published points, never lines")
  func undetermined() throws {
    let arms = undeterminedArms(detail: "range over 200 cohorts that fit")
    let picture = figure(
      "km-range",
      arms,
      result: "Hazard ratio undetermined: 0.31 to 1.64 over 200 cohorts that fit"
    )
    try expectSnapshot(picture, "kaplan-meier-undetermined")
    let text = picture.svg.rendered()
    #expect(!text.contains("line-1") && !text.contains("line-2") && !text.contains("median-"))
    #expect(text.contains("67.1% at 12 months"))
    try expectSnapshot(figure("km-range-n", arms, width: 400), "kaplan-meier-undetermined-narrow")
  }

  private func undeterminedArms(detail: String) -> [KaplanMeierFigure.Arm] {
    func points(_ n: Int, _ low: Double, _ high: Double, pinned: Double?) -> [KaplanMeierFigure.EnvelopePoint]
    {
      (0...66).map { index -> KaplanMeierFigure.EnvelopePoint in
        let time = Double(index) / 2
        // Cohorts agree where a rate was published and part from there on.
        let width = pinned.map { min(1, abs(time - $0) / 10) } ?? 1
        let middle = Double.exp(-(low + high) / 2 * time)
        let lower = middle + (Double.exp(-high * time) - middle) * width
        let upper = middle + (Double.exp(-low * time) - middle) * width
        let left = Double(n) * (1 - time / 34)
        let events = Double(n) * (1 - middle)
        return .init(
          time: time,
          survival: lower...upper,
          atRisk: Int(left * 0.8)...Int(left),
          events: Int(events * 0.7)...Int(events)
        )
      }
    }
    return [
      .init(
        name: "CAV",
        detail: detail,
        curve: .undetermined(points(30, 0.01, 0.05, pinned: nil), published: [])
      ),
      .init(
        name: "MEC",
        detail: detail,
        curve: .undetermined(
          points(25, 0.024, 0.042, pinned: 12),
          published: [.init(time: 12, survival: 0.671, label: "67.1% at 12 months")]
        )
      ),
    ]
  }

  /// A Kaplan–Meier curve with Greenwood's limits (plain) of drawn exponential times.
  private func curve(n: Int, rate: Double, seed: UInt64, until end: Double = 33) -> KaplanMeierFigure.Curve {
    var bits = seed &* 0x9E37_79B9_7F4A_7C15
    func uniform() -> Double {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(bits >> 11) / Double(1 << 53)
    }
    let subjects = (0..<n).map { (_: Int) -> (time: Double, isEvent: Bool) in
      let event = -Double.log(1 - uniform()) / rate
      let censoring = end * (1 - uniform() * 0.9)
      return (time: min(event, censoring), isEvent: event <= censoring)
    }
    .sorted { $0.time < $1.time }
    var survival = 1.0
    var variance = 0.0
    var median: Double?
    var steps: [KaplanMeierFigure.Step] = []
    for (index, subject) in subjects.enumerated() {
      let atRisk = n - index
      if subject.isEvent {
        survival *= Double(atRisk - 1) / Double(atRisk)
        if atRisk > 1 { variance += 1 / Double(atRisk * (atRisk - 1)) }
        if survival <= 0.5, median == nil { median = subject.time }
      }
      let reach = 1.96 * survival * variance.squareRoot()
      steps.append(
        .init(
          time: subject.time,
          atRisk: atRisk,
          events: subject.isEvent ? 1 : 0,
          censored: subject.isEvent ? 0 : 1,
          survival: survival,
          lower: max(0, survival - reach),
          upper: min(1, survival + reach)
        )
      )
    }
    return .estimated(steps, median: median)
  }
}
