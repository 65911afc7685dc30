// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import ProtocolLibrary

@Suite struct StudyFolderTests {
  @Test("a folder and its protocol file open the same study")
  func open() throws {
    let folder = try Scratch()
    try folder.write("a: 1\n", to: "protocol.yaml")
    try folder.write("x\n", to: "data/b.csv")
    try folder.write("y\n", to: "data/a.CSV")
    try folder.write("z\n", to: "data/notes.txt")
    for path in [folder.path, folder.path + "/protocol.yaml"] {
      let study = try StudyFolder.open(path)
      #expect(study.protocolFile.name == "protocol.yaml")
      #expect(study.tables.map(\.name) == ["data/a.CSV", "data/b.csv"])
      #expect(study.path == folder.path)
    }
  }

  @Test("a protocol file may have another name")
  func otherName() throws {
    let folder = try Scratch()
    try folder.write("a: 1\n", to: "amended.yaml")
    #expect(try StudyFolder.open(folder.path + "/amended.yaml").protocolFile.name == "amended.yaml")
    #expect(throws: StudyFolderError.noProtocol(folder.path)) { try StudyFolder.open(folder.path) }
  }

  @Test("a place without a study says so")
  func missing() throws {
    let path = try Scratch().path + "/nowhere"
    #expect(throws: StudyFolderError.nothingThere(path)) { try StudyFolder.open(path) }
  }
}

/// A folder of a test's own, removed when the test lets go of it.
final class Scratch {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory.appendingPathComponent("equipoise-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    let file = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: file)
  }
}
