// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialAnalysis

/// An interim report as files: one page that needs nothing else, the results as JSON and CSV, the figures as SVG.
public struct Report: Sendable {
  /// The bytes of each file by its path inside the report's folder, such as `tables/orr.primary.arms.csv`.
  public let files: [String: [UInt8]]

  public init(_ input: ReportInput) {
    let words = ReportWords(input)
    let figures = ReportFigures(words).all
    var files: [String: [UInt8]] = [:]
    for (name, bytes) in ListingFiles(words).files { files["subjects/\(name)"] = bytes }
    for result in input.results.results {
      for table in result.tables {
        files["tables/\(FileName.table(table, of: result))"] = Array(
          ResultTableCSV(words).text(of: table, in: result).utf8
        )
      }
    }
    for figure in figures {
      files["figures/\(figure.file)"] = Array(figure.figure.standalone.rendered(.lines).utf8)
    }
    files["results.json"] = Array((ResultsDocument(words).json.rendered(.pretty) + "\n").utf8)
    files["index.html"] = Array(ReportPage(words: words, figures: figures).node.rendered().utf8)
    self.files = files
  }
}

/// Names of files, from ids that may hold anything.
enum FileName {
  static func table(_ table: ResultTable, of result: AnalysisResult) -> String {
    "\(safe(result.id)).\(safe(table.id)).csv"
  }

  static func listing(_ id: String) -> String { "\(safe(id)).csv" }

  /// The text with everything but letters, digits, points, hyphens and underscores replaced by hyphens.
  static func safe(_ text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": name.unicodeScalars.append(scalar)
      default: name += "-"
      }
    }
    return name.hasPrefix(".") ? "-" + name.dropFirst() : name
  }
}
