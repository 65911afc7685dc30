// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Blocks about endpoints and their estimands.
extension ProtocolSchema {
  static let endpointBlocks: [SchemaBlock] = [
    SchemaBlock(
      "analysisSet",
      "A set of subjects that is analysed.",
      [
        .needed("id", .text, "Analyses name it."), .needed("title", .localized, "As people call it."),
        .needed("definition", .localized, "Who belongs to it, in words."),
        .may("criterion", .criterion, "Who of the randomized subjects belongs to it; all where left out."),
      ]
    ),
    SchemaBlock(
      "endpoint",
      "What is measured to compare the arms.",
      [
        .needed("id", .text, "Analyses name it."), .needed("title", .localized, "The full name."),
        .may("short-title", .localized, "As tables write it."),
        .needed("role", choice(Endpoint.Role.self), "Its place in the protocol."),
        .needed("definition", .localized, "How it is defined, in words."),
        .needed("kind", .choice(["binary", "time-to-event"]), "How it is derived."),
        .may("estimand", .block("estimand"), "The question it answers (ICH E9(R1))."),
        .may("responder", .criterion, "binary: who has reached it."),
        .may("categories", .item, "binary: the category item behind it."),
        .may("assessed", .item, "binary: when it was assessed."),
        .may("landmark", .quantity, "binary: the time after randomization by which the answer is settled."),
        .may(
          "from",
          .either([.choice(["randomization"]), .item]),
          "time-to-event: where the clock starts; randomization where left out."
        ),
        .may("among", .criterion, "time-to-event: who is analysed."),
        .may("events", .list(.block("event")), "time-to-event: what ends the clock."),
        .may("observed-until", .list(.item), "time-to-event: the last times known to be without event."),
        .may("failure-at-start", .block("failureAtStart"), "time-to-event: failure dated at the start."),
        .may("landmarks", .list(.quantity), "time-to-event: times of reported rates."),
      ],
      anyOf: [["responder"], ["events", "observed-until"]]
    ),
    SchemaBlock(
      "event",
      "One kind of event.",
      [
        .needed("at", .item, "When it happened."), .may("title", .localized, "As people call it."),
        .may("when", .criterion, "Counts only where this is met."),
      ]
    ),
    SchemaBlock(
      "failureAtStart",
      "Failure that is dated at the start of the clock.",
      [
        .needed("unless", .criterion, "Met by the landmark: no failure."),
        .may(
          "evaluable",
          .criterion,
          "Who else is alive without it is censored at the start; all count where left out."
        ),
        .needed("assessed", .item, "When that was assessed."),
        .needed("landmark", .quantity, "The time by which it has to be met."),
      ]
    ),
    SchemaBlock(
      "estimand",
      "The five attributes of ICH E9(R1).",
      [
        .needed("treatment", .localized, "The treatments compared."),
        .needed("population", .localized, "In whom."),
        .needed("variable", .localized, "What is measured on each subject."),
        .may("intercurrent-events", .list(.block("intercurrentEvent")), "What may come between."),
        .needed("summary", .localized, "The population-level summary."),
      ]
    ),
    SchemaBlock(
      "intercurrentEvent",
      "Something after randomization that affects the endpoint.",
      [
        .needed("event", .localized, "What happens."),
        .needed("strategy", choice(Estimand.IntercurrentEvent.Strategy.self), "How it is handled."),
        .may("note", .localized, "A remark."),
      ]
    ),
    SchemaBlock(
      "safety",
      "Where adverse events and deaths are recorded.",
      [
        .needed("set", .text, "The analysis set whose subjects are counted."),
        .may("adverse-events", .block("adverseEvents"), "Items of the adverse event form."),
        .may("deaths", .block("deaths"), "Items of the death form."),
        .may("expedited", .block("expedited"), "Reports that are due within days."),
        .may("reconcile", .block("reconcile"), "What ties events, cases, deaths and treatment together."),
      ]
    ),
    SchemaBlock(
      "adverseEvents",
      "The items of the adverse event form.",
      [
        .needed("term", .item, "The event's term."), .may("soc", .item, "System organ class."),
        .needed("grade", .item, "CTCAE grade, 1 to 5."),
      ]
    ),
    SchemaBlock(
      "reconcile",
      "What \"equipoise reconcile\" compares beside terms, grades and dates; what is left out is not compared.",
      [
        .may("serious", .criterion, "Met by a row of the adverse event form that was judged serious."),
        .may("fatal", .criterion, "Met by such a row whose outcome was death, beside grade 5."),
        .may("stopped-by-death", .list(.text), "Answers of record.discontinued that mean death."),
        .may("stopped-by-event", .list(.text), "Answers of record.discontinued that mean an adverse event."),
      ]
    ),
    SchemaBlock(
      "expedited",
      "How serious unexpected suspected reactions are found and reported in time.",
      [
        .needed("form", .text, "The form with one row for each case."),
        .may("term", .item, "What the event is called."),
        .needed("serious", .criterion, "Met by a serious event."),
        .needed("fatal", .criterion, "Fatal or life-threatening, as first known."),
        .needed("unexpected", .criterion, "Not in the reference safety information."),
        .needed("suspected", .criterion, "A reasonable possibility that the product caused it."),
        .may("exempt", .criterion, "Events that the protocol exempts from expedited reporting."),
        .needed("minimum", .block("minimumData"), "When each of the four minimum data reached the sponsor."),
        .may("became-fatal", .item, "When it became known that the event had turned fatal."),
        .may("new-information", .item, "When relevant new information came."),
        .may("reported", .item, "When the first report was sent."),
        .may("completed", .item, "When the last report was sent."),
        .may(
          "utc-offset",
          .text,
          "The sponsor's time, such as \"+08:00\"; each timestamp's own where left out."
        ),
        .needed(
          "follow-up-from",
          choice(ExpeditedReporting.FollowUpStart.self),
          "From which day the eight further days count."
        ),
      ]
    ),
    SchemaBlock(
      "minimumData",
      "The four data without which no report can be made: dates, or texts with date, time and offset.",
      [
        .needed("subject", .item, "An identifiable subject."),
        .needed("product", .item, "A suspect product."),
        .needed("source", .item, "An identifiable source."),
        .needed("event", .item, "An event to be reported."),
      ]
    ),
    SchemaBlock(
      "deaths",
      "The items of the death form.",
      [
        .needed("at", .item, "When the subject died."),
        .may("when", .criterion, "Dead only where this is met."),
        .may("cause", .item, "The cause of death."),
      ]
    ),
  ]
}
