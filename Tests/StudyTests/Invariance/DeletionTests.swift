// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialAnalysis
import TrialDesign

@testable import equipoise

@Suite struct DeletionTests {
  struct Subject: Sendable, CustomTestStringConvertible {
    let study: String
    let id: String

    var testDescription: String { "\(study) without \(id)" }
  }

  /// The first and the last, one who died, one pending, one untreated or never assessed.
  @Test(
    "taking one subject out changes exactly the boxes and lists he is in",
    arguments: [
      Subject(study: "cav-mec", id: "CM-001"), Subject(study: "cav-mec", id: "CM-009"),
      Subject(study: "cav-mec", id: "CM-022"), Subject(study: "cav-mec", id: "CM-055"),
      Subject(study: "colon", id: "1"), Subject(study: "colon", id: "500"),
      Subject(study: "myeloid", id: "646"),
    ]
  )
  func without(subject: Subject) throws {
    let copy = try StudyCopy(subject.study)
    let study = try copy.analysis().study
    let before = try copy.results()
    let after = try copy.mapTables { file, table in
      var table = table
      let name = study.tables.first { $0.file == file }?.subject ?? "subject"
      let column = table.column(name) ?? 0
      table.rows.removeAll { $0[column] == subject.id }
      return table
    }.results()
    try #require(before.subjects.contains(subject.id))
    #expect(after.subjects == before.subjects.filter { $0 != subject.id })

    let boxes = Self.boxes(of: after)
    var changed = 0
    for (address, box) in Self.boxes(of: before) {
      let isIn = box.subjects.contains(subject.id)
      if isIn { changed += 1 }
      let left = box.subjects.filter { $0 != subject.id }
      // A row of his own, such as the only report of an event, is gone with him.
      guard let other = boxes[address] else {
        #expect(left.isEmpty, "\(address) is gone")
        continue
      }
      #expect(other.subjects == left, "\(address)")
      guard let count = box.count else { continue }
      #expect(other.count == count - (isIn ? 1 : 0), "\(address)")
    }
    #expect(changed > 2)
  }

  /// What stands behind one entry: its subjects and, where it counts them, how many they are.
  private struct Box {
    let subjects: [String]
    let count: Double?
  }

  private static func boxes(of results: TrialResults) -> [String: Box] {
    var boxes: [String: Box] = [:]
    for result in results.results {
      for entry in result.tables.flatMap({ $0.rows.flatMap(\.entries) }) {
        guard let entry, let rows = entry.rows, let listing = results.listing(rows.listing) else { continue }
        var seen: Set<Int32> = []
        let members = rows.rows.map { listing.subjects[Int($0)] }.filter { seen.insert($0).inserted }
        let first = entry.cells[0]
        boxes["\(result.id)/\(first.path)"] = Box(
          subjects: members.map { results.subjects[Int($0)] },
          count: first.kind == .count ? first.value.number : nil
        )
      }
    }
    return boxes
  }

  @Test("every count with a list counts the subjects of the list", arguments: StudyCopy.names)
  func counts(study: String) throws {
    let boxes = Self.boxes(of: try StudyCopy(study).results())
    #expect(boxes.count > 20)
    for (address, box) in boxes {
      if let count = box.count { #expect(count == Double(box.subjects.count), "\(address)") }
    }
  }
}
