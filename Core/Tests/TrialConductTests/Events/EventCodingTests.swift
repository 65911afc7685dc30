// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup
import Testing
import TrialConduct
import TrialDesign

@Suite struct EventCodingTests {
  @Test(
    "what is encoded decodes to the same event and the same bytes",
    arguments: 1...50 as ClosedRange<UInt64>
  )
  func roundTrip(seed: UInt64) throws {
    var sample = SampleFacts(seed: seed)
    let facts = sample.each()
    for fact in facts {
      let event = sample.event(fact)
      let again = try TrialEvent(bytes: event.bytes)
      #expect(again == event, "seed \(seed), \(fact.kind)")
      #expect(again.bytes == event.bytes, "seed \(seed), \(fact.kind)")
      #expect(try JSONValue(json: event.bytes)["kind"]?.string == fact.kind)
    }
    // Every kind has its own name, and none is left out of the sample.
    #expect(Set(facts.map(\.kind)).count == 38)
  }

  @Test("every hostile text comes through every place of an event", arguments: SampleFacts.hostile)
  func hostile(text: String) throws {
    let event = TrialEvent(
      .entered(RowReference(text, text, row: 7), values: [EnteredValue(text, text)]),
      at: Timestamp(seconds: 0, offset: .utc),
      by: .init(user: text, role: text),
      reason: text,
      protocolVersion: 1
    )
    let again = try TrialEvent(bytes: event.bytes)
    #expect(again == event)
    // Swift holds texts for equal that differ in bytes.
    guard case .entered(let row, let values) = again.fact else { return }
    #expect(Array(row.subject.utf8) == Array(text.utf8) && Array(values[0].text.utf8) == Array(text.utf8))
    #expect(!event.bytes.contains(0x0A), "an event is one line")
  }

  @Test("a text of a megabyte comes through")
  func megabyte() throws {
    let text = String(repeating: "Lung \"infection\" 肺炎\n", count: 45_000)
    #expect(text.utf8.count > 1_000_000)
    let event = TrialEvent(
      .queryAnswered(id: "Q1", text: text),
      at: Timestamp(seconds: 1, offset: .utc),
      by: .engine,
      protocolVersion: 1
    )
    #expect(try TrialEvent(bytes: event.bytes) == event)
  }

  @Test("a day without a time, which no clock gives, still reads back")
  func dayAlone() throws {
    let event = TrialEvent(
      .unblinded(subject: "S"),
      at: Timestamp(CivilDate(day: 20_000)),
      by: .engine,
      protocolVersion: 1
    )
    #expect(try TrialEvent(bytes: event.bytes) == event)
  }

  // MARK: The ledger that decodes for ever

  @Test("the ledger of version 1 decodes, and encodes to the same bytes")
  func fixture() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../Fixtures/ledger-v1.jsonl"
    )
    let lines = try Data(contentsOf: url).split(separator: 0x0A)
    #expect(lines.count >= 33)
    var kinds: Set<String> = []
    for line in lines {
      let event = try TrialEvent(bytes: Array(line))
      kinds.insert(event.fact.kind)
      #expect(event.bytes == Array(line), "\(String(decoding: line, as: UTF8.self))")
    }
    #expect(kinds.count == 38)
    // What the lines mean, not only that they can be read.
    let consented = try TrialEvent(bytes: Array(lines[8]))
    #expect(
      consented.fact
        == .consented(
          subject: "C-001",
          version: "2.1",
          on: try #require(CivilDate(year: 2025, month: 3, day: 10))
        )
    )
    #expect(consented.author == .init(user: "li", role: "investigator"))
    #expect(consented.at.seconds == 1_741_569_153 && consented.at.offset?.minutes == 480)
    #expect(consented.reason == nil && consented.protocolVersion == 1)
  }

  // MARK: What is no event

  private static let good =
    #"{"v":1,"kind":"consented","at":"2025-03-10T09:12:33+08:00","by":"li","role":"i","protocol":1,"#
    + #""subject":"C-001","version":"2.1","on":"2025-03-10"}"#

  @Test("bytes that are no JSON say where", arguments: ["", "{", "consented", #"{"v":1}{}"#])
  func notJSON(text: String) {
    let fault = #expect(throws: EventFault.self) { try TrialEvent(bytes: Array(text.utf8)) }
    guard case .notJSON? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }

  @Test(
    "a version or kind that this engine does not know, and a key that is missing or wrong, are told apart",
    arguments: [
      (#""v":1"#, #""v":2"#, .version(2)), (#""v":1"#, #""v":0"#, .version(0)),
      (#""v":1,"#, "", .key("v", in: "consented")), (#""v":1"#, #""v":"1""#, .key("v", in: "consented")),
      (#""kind":"consented""#, #""kind":"beamed-up""#, .kind("beamed-up")),
      (#""kind":"consented","#, "", .key("kind", in: "")),
      (#""kind":"consented""#, #""kind":7"#, .key("kind", in: "")),
      (#""v":1,"kind":"consented""#, #""v":2,"kind":"beamed-up""#, .version(2)),
      (#""at":"2025-03-10T09:12:33+08:00","#, "", .key("at", in: "consented")),
      ("09:12:33+08:00", "25:12:33+08:00", .key("at", in: "consented")),
      ("09:12:33+08:00", "09:12:33", .key("at", in: "consented")),
      (#""by":"li","#, "", .key("by", in: "consented")),
      (#""role":"i""#, #""role":null"#, .key("role", in: "consented")),
      (#""protocol":1"#, #""protocol":1.5"#, .key("protocol", in: "consented")),
      (#""protocol":1"#, #""protocol":1,"why":3"#, .key("why", in: "consented")),
      (#""subject":"C-001","#, "", .key("subject", in: "consented")),
      (#""on":"2025-03-10""#, #""on":"2025-02-30""#, .key("on", in: "consented")),
      (#""on":"2025-03-10""#, #""on":"2025-03""#, .key("on", in: "consented")),
      (#""on":"2025-03-10""#, #""on":20250310"#, .key("on", in: "consented")),
    ] as [(String, String, EventFault)]
  )
  func faults(old: String, new: String, fault: EventFault) throws {
    #expect(throws: Never.self) { try TrialEvent(bytes: Array(Self.good.utf8)) }
    let text = Self.good.replacing(old, with: new)
    #expect(text != Self.good)
    #expect(throws: fault) { try TrialEvent(bytes: Array(text.utf8)) }
    #expect(!fault.description.isEmpty)
  }

  @Test(
    "keys of each kind are looked at",
    arguments: [
      (#""kind":"entered","subject":"S","form":"f","row":0,"values":{}"#, "row"),
      (#""kind":"entered","subject":"S","form":"f","row":1"#, "values"),
      (#""kind":"entered","subject":"S","form":"f","row":1,"values":{"a":1}"#, "values"),
      (#""kind":"entered","subject":"S","form":"f","row":1,"values":["a"]"#, "values"),
      (#""kind":"corrected","subject":"S","form":"f","row":1,"changes":{"a":["b"]}"#, "changes"),
      (#""kind":"corrected","subject":"S","form":"f","row":1,"changes":{"a":["b",1]}"#, "changes"),
      (#""kind":"imported","subject":"S","form":"f","row":1,"values":{},"recorded":5"#, "recorded"),
      (#""kind":"granted","user":"u","as":"r","site":5"#, "site"),
      (#""kind":"cut-made","id":"c","date":"soon","entries":1,"data":"d""#, "date"),
      (#""kind":"screened","subject":"S","site":"N","on":"2025-01-01","identity":false"#, "identity"),
      (#""kind":"deviated","subject":"S","of":"mischief","about":[],"text":"t""#, "of"),
      (#""kind":"deviated","subject":"S","of":"visit","about":[1],"text":"t""#, "about"),
      (#""kind":"signed","subject":"S","form":"f","row":1,"meaning":"love","content":"c""#, "meaning"),
      (#""kind":"acknowledged","entry":"9""#, "entry"),
      (
        #""kind":"dose-decided","subject":"S","cycle":1,"drug":"d","proposed":"hold","inputs":"i","decided":"x","#
          + #""verdict":"shrugged","confirmed":false"#,
        "verdict"
      ),
      (
        #""kind":"dose-decided","subject":"S","cycle":1,"drug":"d","proposed":"hold","inputs":"i","decided":"x","#
          + #""verdict":"accepted","confirmed":"no""#,
        "confirmed"
      ),
      (#""kind":"locked","scope":"world""#, "scope"), (#""kind":"locked","scope":"site""#, "site"),
      (
        #""kind":"randomized","subject":"S","arm":"A","on":"2025-01-01","number":1,"levels":{"a":1}"#,
        "levels"
      ),
      (
        #""kind":"randomized","subject":"S","arm":"A","on":"2025-01-01","number":1,"levels":{},"share":"x""#,
        "share"
      ),
      (#""kind":"queried","subject":"S","form":"f","row":1,"id":"Q1","item":7,"text":"t""#, "item"),
      (
        #""kind":"serious-reported","subject":"S","form":"f","row":1,"id":"x","version":1,"known":"now","#
          + #""answers":{},"narrative":"""#,
        "known"
      ),
    ]
  )
  func keys(members: String, key: String) {
    let text = #"{"v":1,"at":"2025-03-10T09:12:33Z","by":"li","role":"i","protocol":1,"# + members + "}"
    let fault = #expect(throws: EventFault.self) { try TrialEvent(bytes: Array(text.utf8)) }
    guard case .key(let wrong, _)? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(wrong == key)
  }
}
