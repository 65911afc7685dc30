// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialAnalysis
import TrialDesign

/// How the numbers were made: endpoints with their estimands, sets, methods with references, everything assumed, and
/// which published figures were followed.
struct MethodsSection {
  let words: ReportWords

  private var texts: Texts { words.texts }
  private var study: StudyProtocol { words.study }

  var nodes: [Node] {
    [
      .p(.text(texts(ReportMessage.comparisonsWith, study.analyses.reference, words.level))),
      .p(.text(texts[ReportMessage.rounding])),
      origin,
      .h3(.text(texts[ReportMessage.endpointsAndEstimands])), endpoints,
      sets,
      .h3(.text(texts[ReportMessage.methodsUsed])), methods,
      partialDates,
      .h3(.text(texts[ReportMessage.assumptions]), id: "assumptions"), assumptions,
      reconstruction,
    ]
  }

  private var origin: Node {
    guard let origin = study.data.origin else { return .nothing }
    let licence = study.data.licence.map { " \(texts[ReportMessage.licence]): \($0)." } ?? ""
    return .p(.strong(.text(texts[ReportMessage.dataOrigin])), ": ", .text(texts[origin] + licence))
  }

  private var endpoints: Node {
    .dl(
      study.endpoints.flatMap { endpoint -> [Node] in
        [
          .dt(.text(texts[endpoint.title])),
          .dd([.p(.text(texts[endpoint.definition]))] + (endpoint.estimand.map { [estimand($0)] } ?? [])),
        ]
      }
    )
  }

  /// The five attributes of ICH E9(R1).
  private func estimand(_ estimand: Estimand) -> Node {
    let events = estimand.intercurrentEvents
      .map { event in
        let note = event.note.map { " (\(texts[$0]))" } ?? ""
        return "\(texts[event.event]): \(event.strategy.rawValue)\(note)"
      }
      .joined(separator: "; ")
    let parts: [(ReportMessage, String)] = [
      (.treatment, texts[estimand.treatment]), (.population, texts[estimand.population]),
      (.variable, texts[estimand.variable]), (.intercurrentEvents, events),
      (.summary, texts[estimand.summary]),
    ]
    return .dl(
      parts.filter { !$0.1.isEmpty }.flatMap { [.dt(.text(texts[$0.0])), .dd(.text($0.1))] },
      class: "estimand"
    )
  }

  private var sets: Node {
    guard !study.analysisSets.isEmpty else { return .nothing }
    return .fragment([
      .h3(.text(texts[ReportMessage.analysisSets])),
      .dl(
        study.analysisSets.flatMap { [.dt(.text(texts[$0.title])), .dd(.text(texts[$0.definition]))] }
      ),
    ])
  }

  private var methods: Node {
    .dl(
      PanelData(words: words).used.filter { $0.wording.reference != nil }.flatMap { statistic -> [Node] in
        let wording = statistic.wording
        return [
          .dt(.text(texts[wording.name])),
          .dd(
            .text(texts[wording.description]),
            " ",
            .span(.text(wording.reference ?? ""), class: "source")
          ),
        ]
      }
    )
  }

  /// Dates of which only a part is known: how many were completed, by which rule, and how many stay missing.
  private var partialDates: Node {
    guard study.study.time == .calendar else { return .nothing }
    let dates = words.results.partialDates
    let completed = dates.reduce(0) { $0 + $1.completed }
    let open = dates.reduce(0) { $0 + $1.open }
    let heading = Node.h3(.text(texts[ReportMessage.partialDates]), id: "partial-dates")
    guard !dates.isEmpty else { return .fragment([heading, .p(.text(texts[ReportMessage.noPartialDates]))]) }
    return .fragment([
      heading,
      .p(.text(texts(ReportMessage.partialDatesSentence, "\(completed)", "\(open)"))),
      table(
        [.item, .rule, .completed, .leftMissing],
        dates.map { dates in
          [
            .text(name(of: dates.item)),
            .text(dates.rule.map { texts[$0.message] } ?? texts[ReportMessage.noRule]),
            .text("\(dates.completed)"), .text("\(dates.open)"),
          ]
        },
        title: texts[ReportMessage.partialDates]
      ),
    ])
  }

  private func name(of path: ItemPath) -> String {
    guard let form = study.form(path.form), let item = form.item(path.item) else { return path.description }
    return "\(texts[form.title]), \(texts[item.title]) (\(path))"
  }

  private var assumptions: Node {
    guard !study.assumptions.isEmpty else { return .p(.text(texts[ReportMessage.noAssumptions])) }
    return .fragment([
      .p(.text(texts[ReportMessage.assumptionsIntroduction])),
      table(
        [.place, .value, .source],
        study.assumptions.map { assumption in
          [
            .code(.text(assumption.place)),
            assumption.value.map { value in
              .span(.text(value), class: "assumed", attributes: [("title", texts[assumption.source])])
            } ?? "…",
            .text(texts[assumption.source]),
          ]
        },
        title: texts[ReportMessage.assumptions]
      ),
    ])
  }

  private var reconstruction: Node {
    guard let plan = study.reconstruction else { return .nothing }
    return .fragment([
      .h3(.text(texts[ReportMessage.publishedFigures]), id: "published-figures"),
      .p(.text("\(texts[plan.source]) \(texts[ReportMessage.publishedIntroduction])")),
      table(
        [.printed, .followed, .reading],
        plan.figures.map { figure in
          [
            .text(figure.printed ?? figure.id),
            .span(
              .text(texts[figure.isFollowed ? ReportMessage.followed : .notFollowed]),
              class: figure.isFollowed ? nil : "not-followed"
            ),
            .text(reading(of: figure)),
          ]
        },
        title: texts[ReportMessage.publishedFigures]
      ),
      contradictions,
    ])
  }

  private func reading(of figure: PublishedFigure) -> String {
    let note = figure.note.map { texts[$0] } ?? ""
    guard !figure.contradicts.isEmpty else { return note }
    let others = figure.contradicts.map { id in
      words.study.reconstruction?.figures.first { $0.id == id }?.printed ?? id
    }
    let list = texts(ReportMessage.contradicts, others.joined(separator: "; "))
    return note.isEmpty ? list : "\(list) \(note)"
  }

  private var contradictions: Node {
    let cells = words.results.contradictedDeclarations
    guard !cells.isEmpty else { return .nothing }
    return .p(.text(texts(ResultMessage.contradicted, cells.joined(separator: ", "))), class: "warning")
  }

  private func table(_ heads: [ReportMessage], _ rows: [[Node]], title: String) -> Node {
    .div(
      .table(
        .tableCaption(.text(title), class: "hidden"),
        .thead(.tr(heads.map { .th(.text(texts[$0]), attributes: [("scope", "col")]) })),
        .tbody(rows.map { .tr($0.map { .td($0) }) }),
        class: "prose"
      ),
      class: "scroll",
      attributes: [("tabindex", "0"), ("role", "region"), ("aria-label", title)]
    )
  }
}

extension DateImputationRule {
  fileprivate var message: ReportMessage {
    switch self {
    case .earliest: .earliestDay
    case .latest: .latestDay
    case .midpoint: .middleDay
    case .firstOfMonth: .firstOfMonth
    }
  }
}
