// SPDX-License-Identifier: Apache-2.0
import Markup
import Testing

@Suite("SVG") struct SVGTests {
  @Test(
    "writes places with at most two decimals",
    arguments: [
      (0, "0"), (-0.0, "0"), (12, "12"), (1.5, "1.5"), (1.05, "1.05"), (-0.25, "-0.25"), (-0.004, "0"),
      (2.999, "3"), (-13.37, "-13.37"), (1234.567, "1234.57"), (Double.nan, "0"), (.infinity, "1000000000"),
    ]
  )
  func coordinates(value: Double, expected: String) {
    #expect(coordinate(value) == expected)
  }

  @Test("draws paths relative to rounded places, so that rounding does not add up")
  func path() {
    var path = PathData()
    path.move(to: 0, 0)
    // A thousand steps of a third must end at 333.33, not at 1000 × 0.33.
    for step in 1...1000 { path.horizontal(to: Double(step) / 3) }
    let moves = path.text.split(separator: "h").dropFirst().compactMap { Double($0) }
    #expect(moves.count == 1000)
    #expect(abs(moves.reduce(0, +) - 333.33) < 1e-9)
  }

  @Test("leaves out moves to the same place and picks the shortest command")
  func shortest() {
    var path = PathData()
    path.move(to: 1, 2)
    path.line(to: 1, 2)
    path.line(to: 4, 2)
    path.line(to: 4, 1.5)
    path.line(to: 5, 1)
    path.close()
    #expect(path.text == "M1,2h3v-0.5l1,-0.5z")
  }

  @Test("escapes lettering and leaves out the anchor it need not name")
  func lettering() {
    #expect(
      Node.lettering("p < 0.05", x: 1, y: 2.5, anchor: .end, class: "note").rendered()
        == "<text class=\"note\" x=\"1\" y=\"2.5\" text-anchor=\"end\">p &lt; 0.05</text>"
    )
    #expect(
      Node.lettering("a", x: 1, y: 2, class: "note").rendered()
        == "<text class=\"note\" x=\"1\" y=\"2\">a</text>"
    )
  }
}
