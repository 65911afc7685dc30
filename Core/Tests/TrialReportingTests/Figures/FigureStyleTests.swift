// SPDX-License-Identifier: Apache-2.0
import Markup
import RealModule
import Testing

@testable import TrialReporting

@Suite("FigureStyle") struct FigureStyleTests {
  /// Relative luminance and contrast as WCAG 2.2 defines them.
  private func contrast(_ first: String, _ second: String) throws -> Double {
    func luminance(_ colour: String) throws -> Double {
      let digits = Array(colour.dropFirst())
      try #require(colour.hasPrefix("#") && digits.count == 6)
      let channels = try [0, 2, 4].map { start -> Double in
        let byte = try #require(Int(String(digits[start...start + 1]), radix: 16))
        let value = Double(byte) / 255
        return value <= 0.04045 ? value / 12.92 : Double.pow((value + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
    let (a, b) = (try luminance(first), try luminance(second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test("black on white has the contrast that WCAG names")
  func reference() throws {
    #expect(abs(try contrast("#000000", "#ffffff") - 21) < 1e-9)
  }

  @Test("text can be read: 7 : 1 on paper and on shade, light and dark")
  func textContrast() throws {
    for ink in [FigureStyle.ink, FigureStyle.quiet] + FigureStyle.armInks {
      for ground in [FigureStyle.paper, FigureStyle.shade] {
        #expect(try contrast(ink.light, ground.light) >= 7, "\(ink.name) on \(ground.name)")
        #expect(try contrast(ink.dark, ground.dark) >= 7, "\(ink.name) on \(ground.name), dark")
      }
    }
  }

  @Test("marks can be seen: 3 : 1 on paper, light and dark")
  func markContrast() throws {
    for mark in FigureStyle.arms + [FigureStyle.axis] {
      #expect(try contrast(mark.light, FigureStyle.paper.light) >= 3, "\(mark.name)")
      #expect(try contrast(mark.dark, FigureStyle.paper.dark) >= 3, "\(mark.name), dark")
    }
  }

  @Test("neighbouring arms differ in more than colour")
  func secondSign() {
    let lines = (1...FigureStyle.armCount).compactMap { number in
      FigureStyle.standaloneCSS.split(separator: "\n").first { $0.hasPrefix(".figure .line-\(number){") }
    }
    let dashes = lines.map { $0.split(separator: "stroke-dasharray:").dropFirst().first ?? "solid" }
    #expect(Set(dashes).count == FigureStyle.armCount)
    let markers = (0..<FigureStyle.armCount).map { marker(arm: $0, x: 0, y: 0, class: "m").rendered() }
    #expect(Set(markers).count == FigureStyle.armCount)
  }

  @Test("the file's sheet spells its colours out, the page's sheet does not")
  func properties() {
    #expect(!FigureStyle.standaloneCSS.contains("var("))
    #expect(
      FigureStyle.css.contains("prefers-color-scheme: dark") && FigureStyle.css.contains("@media print")
    )
  }
}
