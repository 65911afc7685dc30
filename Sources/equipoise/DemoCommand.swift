// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import ProtocolLibrary
import TrialDesign

/// `equipoise demo`: the first trial from its protocol file to its report.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Writes the report of the first study and prints the numbers that matter.",
    discussion: """
      The study is Studies/demo, found from the current folder upwards; any other can be named. Where there \
      is a desktop the report is opened.

      Examples:
        equipoise demo
        equipoise demo my-trial --no-open
      """
  )

  @Argument(help: "A study folder. Default: Studies/demo.", completion: .directory)
  var study: String?

  @Flag(inversion: .prefixedNo, help: "Open the report where there is a desktop.")
  var open = true

  func run() throws {
    guard let path = study ?? Self.firstStudy() else { throw CommandFailure.noDemo }
    let folder: StudyFolder
    do {
      folder = try StudyFolder.open(path)
    } catch {
      throw CommandFailure.study(error)
    }
    let analysis = try StudyAnalysis(folder, cut: nil, asOf: nil)
    let written = try WrittenReport(analysis, language: .english, out: nil)
    Terminal.say(written.summary + "\nThe report: \(written.path)/index.html")
    if open { Self.show("\(written.path)/index.html") }
  }

  /// `Studies/demo` in this folder or one above it.
  private static func firstStudy() -> String? {
    var folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath).standardizedFileURL
    while true {
      let study = folder.appendingPathComponent("Studies/demo").resolvingSymlinksInPath()
      if FileManager.default.fileExists(atPath: study.path) { return study.path }
      guard folder.path != "/" else { return nil }
      folder.deleteLastPathComponent()
    }
  }

  /// Opens a page where a desktop says so; anywhere else nothing happens.
  private static func show(_ path: String) {
    #if os(macOS)
      let opener = "/usr/bin/open"
    #else
      let environment = ProcessInfo.processInfo.environment
      guard environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil else { return }
      let opener = "/usr/bin/xdg-open"
    #endif
    guard FileManager.default.isExecutableFile(atPath: opener) else { return }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: opener)
    process.arguments = [path]
    try? process.run()
  }
}
