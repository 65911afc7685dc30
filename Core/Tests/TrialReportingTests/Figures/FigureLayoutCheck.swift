// SPDX-License-Identifier: Apache-2.0
import Markup
import Testing

@testable import TrialReporting

/// Reads a finished figure as a tree and finds text that cannot be read (over other text, outside the sheet),
/// classes without a rule, and references that lead nowhere.
struct FigureLayoutCheck {
  struct Lettering {
    let text: String
    let box: TextBox
  }

  private(set) var letterings: [Lettering] = []
  private(set) var faults: [String] = []
  private var ids: [String] = []
  private var references: [String] = []
  private var sheet = TextBox(left: 0, top: 0, right: 0, bottom: 0)

  init(_ figure: Node) {
    guard case .element("svg", let attributes, let children) = figure else {
      faults.append("the figure is not an svg element")
      return
    }
    let values = Self.values(attributes)
    let numbers = (values["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
    guard numbers.count == 4 else {
      faults.append("the figure has no view box")
      return
    }
    sheet = TextBox(left: 0, top: 0, width: numbers[2], height: numbers[3])
    collectReferences(attributes)
    for child in children { collect(child, shift: (0, 0)) }
    findFaults()
    for id in Set(references).subtracting(ids).sorted() { faults.append("nothing has the id \(id)") }
    if Set(ids).count < ids.count { faults.append("an id is used twice") }
  }

  private mutating func collectReferences(_ attributes: [(String, String)]) {
    for (name, value) in attributes {
      switch name {
      case "id": ids.append(value)
      case "fill": references.append(String(value.dropFirst("url(#".count).dropLast()))
      case "aria-labelledby": references += value.split(separator: " ").map(String.init)
      case "class":
        for style in value.split(separator: " ") where !FigureStyle.css.contains(".\(style)") {
          faults.append("no rule for the class \(style)")
        }
      default: break
      }
    }
  }

  private mutating func collect(_ node: Node, shift: (x: Double, y: Double)) {
    switch node {
    case .text, .raw: break
    case .fragment(let nodes): for node in nodes { collect(node, shift: shift) }
    case .element("text", let attributes, let children):
      collectReferences(attributes)
      add(attributes, children, shift: shift)
    case .element(let name, let attributes, let children):
      collectReferences(attributes)
      let values = Self.values(attributes)
      if values["transform"] != nil { faults.append("\(name) is transformed; the check cannot follow") }
      if values["style"] != nil || values["fill"]?.hasPrefix("#") ?? false {
        faults.append("\(name) is styled inside the figure")
      }
      var inner = shift
      if name == "svg" {
        inner.x += values["x"].flatMap(Double.init) ?? 0
        inner.y += values["y"].flatMap(Double.init) ?? 0
      }
      for child in children { collect(child, shift: inner) }
    }
  }

  private mutating func add(
    _ attributes: [(String, String)],
    _ children: [Node],
    shift: (x: Double, y: Double)
  ) {
    let values = Self.values(attributes)
    let text = children.map { if case .text(let text) = $0 { text } else { "" } }.joined()
    let classes = (values["class"] ?? "").split(separator: " ").map(String.init)
    guard let style = TextStyle.all.first(where: { classes.contains($0.name) }) else {
      faults.append("“\(text)” has no size")
      return
    }
    guard let x = values["x"].flatMap(Double.init), let y = values["y"].flatMap(Double.init) else {
      faults.append("“\(text)” has no place")
      return
    }
    let width = TextMeasure.width(of: text, style)
    let left =
      switch values["text-anchor"] {
      case "middle": x - width / 2
      case "end": x - width
      default: x
      }
    let top = y + shift.y - style.ascent
    letterings.append(
      Lettering(
        text: text,
        box: TextBox(left: left + shift.x, top: top, width: width, height: style.ascent + style.descent)
      )
    )
  }

  private mutating func findFaults() {
    for (index, one) in letterings.enumerated() {
      if !sheet.grown(by: 0.5).contains(one.box) {
        faults.append("“\(one.text)” leaves the sheet: \(one.box) of \(sheet)")
      }
      for other in letterings[(index + 1)...] where one.box.overlaps(other.box.grown(by: -0.5)) {
        faults.append("“\(one.text)” covers “\(other.text)”: \(one.box) and \(other.box)")
      }
    }
  }

  private static func values(_ attributes: [(String, String)]) -> [String: String] {
    Dictionary(attributes, uniquingKeysWith: { first, _ in first })
  }
}

/// The check must find what it is for; otherwise its silence means nothing.
@Suite("Figure layout check") struct FigureLayoutCheckTests {
  private func faults(_ nodes: Node...) -> [String] {
    FigureLayoutCheck(.svg(nodes, width: 200, height: 100)).faults
  }

  @Test("is silent where all is well")
  func silent() {
    #expect(
      faults(.lettering("one", x: 5, y: 20, class: "label"), .lettering("two", x: 5, y: 40, class: "label"))
        .isEmpty
    )
  }

  @Test("finds text over text, at every anchor")
  func overlap() {
    let label = Node.lettering("Cladribine", x: 100, y: 50, anchor: .middle, class: "label")
    for (x, anchor) in [(95.0, TextAnchor.end), (105, .start), (100, .middle)] {
      let found = faults(.g(label), .lettering("Venetoclax", x: x, y: 52, anchor: anchor, class: "label"))
      #expect(found.count == 1)
    }
  }

  @Test("finds text outside the sheet")
  func outside() {
    #expect(faults(.lettering("Cladribine", x: 190, y: 50, class: "label")).count == 1)
    #expect(faults(.lettering("Cladribine", x: 10, y: 50, anchor: .end, class: "label")).count == 1)
    #expect(faults(.lettering("a", x: 10, y: 5, class: "label")).count == 1)
    #expect(faults(.lettering("a", x: 10, y: 99, class: "label")).count == 1)
  }

  @Test("finds classes without a rule, and references that lead nowhere")
  func references() {
    #expect(faults(.g(class: "no-such-class")).count == 1)
    #expect(faults(.g(attributes: [("fill", "url(#nowhere)")])).count == 1)
    #expect(faults(.g(id: "a"), .g(id: "a")).count == 1)
  }

  @Test("wants sizes by class and no styling inside")
  func styling() {
    #expect(faults(.lettering("a", x: 10, y: 50, class: "ink-1")).count == 1)
    #expect(faults(.g(attributes: [("style", "fill:red")])).count == 1)
    #expect(faults(.g(attributes: [("transform", "scale(2)")])).count == 1)
  }
}
