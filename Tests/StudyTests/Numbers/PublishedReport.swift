// SPDX-License-Identifier: Apache-2.0

/// The report of the reconstructed study as a reader gets it: at its own cut, ranges over all its cohorts, in English.
///
/// Made once for all tests, because two hundred cohorts take their time.
enum PublishedReport {
  static let files = Result { try StudyCopy("cav-mec").report(cohorts: nil) }

  private static let document = Result { try JSONTree(files.get()["results.json"] ?? []) }

  /// `results.json`.
  static func json() throws -> JSONTree { try document.get() }

  /// One result of `results.json`.
  static func result(_ id: String) throws -> JSONTree {
    try json()["results"].list.first { $0["id"].text == id } ?? .absent
  }

  static func text(_ file: String) throws -> String {
    String(decoding: try files.get()[file] ?? [], as: UTF8.self)
  }
}
