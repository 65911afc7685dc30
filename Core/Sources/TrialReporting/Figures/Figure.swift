// SPDX-License-Identifier: Apache-2.0
import Markup

/// A picture of results: plain data in, SVG out.
///
/// Equal data give equal bytes.
public protocol Figure: Sendable {
  var notes: FigureNotes { get }
  /// The marks and letters, without the words around them.
  var drawing: Drawing { get }
}

/// What a figure says about itself.
public struct FigureNotes: Sendable {
  /// Unique on the page; also the name of the file.
  public let id: String
  /// One line, such as "Overall survival by arm".
  public let title: String
  /// What can be seen, in sentences, for those who cannot see it.
  public let description: String
  /// The caption that stands alone: population, method, what bands and marks mean.
  ///
  /// Only in files of their own; on a page the page writes it.
  public let caption: String
  /// Where it comes from, such as "study · cut · hash".
  ///
  /// Only in files of their own.
  public let footer: String

  public init(id: String, title: String, description: String, caption: String = "", footer: String = "") {
    self.id = id
    self.title = title
    self.description = description
    self.caption = caption
    self.footer = footer
  }
}

/// Marks on a sheet whose size the marks decide.
public struct Drawing: Sendable {
  public let width: Double
  public let height: Double
  /// Back to front.
  public let nodes: [Node]
  /// Whether parts of it can be opened, which screen readers must know.
  public var isInteractive = false
}

extension Figure {
  /// The figure for a page that carries `FigureStyle.css`.
  ///
  /// It shrinks with its column; one with many columns of its own (class `wide`) stops shrinking while its
  /// words can still be read, so the element around it should scroll sideways.
  public var svg: Node {
    let drawing = self.drawing
    return sheet(drawing, width: drawing.width, height: drawing.height, nodes: drawing.nodes)
  }

  /// The figure as a file of its own, with its title, caption and footer and the style sheet inside.
  public var standalone: Node {
    let drawing = self.drawing
    let margin = 12.0
    // Drawings leave four units of air at their left, where their own words begin.
    let left = margin + 4
    var words: [Node] = []
    var y = margin
    func write(_ text: String, _ style: TextStyle) {
      guard !text.isEmpty else { return }
      for line in TextMeasure.lines(text, within: drawing.width - 8, style) {
        words.append(.lettering(line, x: left, y: y + style.ascent, class: style.name))
        y += style.leading
      }
      y += 6
    }

    write(notes.title, .heading)
    let head = y
    y = head + drawing.height + 8
    write(notes.caption, .note)
    write(notes.footer, .note)
    let height = y + margin - 6

    let shifted = Tag("svg")(
      drawing.nodes,
      class: "figure",
      attributes: [
        ("x", coordinate(margin)), ("y", coordinate(head)), ("width", coordinate(drawing.width)),
        ("height", coordinate(drawing.height)),
      ]
    )
    // The style sheet is a constant of ours.
    let style = Node.style(.raw(FigureStyle.standaloneCSS))
    let width = drawing.width + 2 * margin
    let paper = Node.rect(x: 0, y: 0, width: width, height: height, class: "paper")
    return sheet(drawing, width: width, height: height, nodes: [style, paper] + words + [shifted])
  }

  private func sheet(_ drawing: Drawing, width: Double, height: Double, nodes: [Node]) -> Node {
    let about: [Node] = [
      .title(.text(notes.title), id: "\(notes.id)-title"),
      .desc(.text(notes.description), id: "\(notes.id)-desc"),
    ]
    return .svg(
      about + nodes,
      width: width,
      height: height,
      class: drawing.width > 720 ? "figure wide" : "figure",
      id: notes.id,
      attributes: [
        ("width", coordinate(width)), ("height", coordinate(height)),
        ("role", drawing.isInteractive ? "group" : "img"),
        ("aria-labelledby", "\(notes.id)-title \(notes.id)-desc"),
      ]
    )
  }
}

extension Figure {
  /// The pattern of thin slanted lines that means "undetermined", in an arm's colour; arm nil is grey.
  func hatch(arm index: Int?) -> Node {
    let number = index.map(FigureStyle.number(ofArm:)) ?? 0
    var stroke = PathData()
    stroke.move(to: -1, 7)
    stroke.line(to: 7, -1)
    stroke.move(to: -1, 1)
    stroke.line(to: 1, -1)
    stroke.move(to: 5, 7)
    stroke.line(to: 7, 5)
    // Arms lean to different sides, so that two ranges that overlap can still be told apart without colour.
    let lean = number % 2 == 0 && number > 0 ? [("patternTransform", "scale(-1,1)")] : []
    return .pattern(
      .path(stroke, class: "hatch-\(number)"),
      id: hatchID(arm: index),
      attributes: [("width", "6"), ("height", "6"), ("patternUnits", "userSpaceOnUse")] + lean
    )
  }

  private func hatchID(arm index: Int?) -> String {
    "\(notes.id)-hatch-\(index.map(FigureStyle.number(ofArm:)) ?? 0)"
  }

  /// The attribute that fills a shape with the hatch of an arm.
  func hatchFill(arm index: Int?) -> (String, String) {
    ("fill", "url(#\(hatchID(arm: index)))")
  }
}

/// The marker of an arm: circle, triangle, square, diamond.
///
/// - Parameters:
///   - index: The arm, from 0.
///   - x: Centre.
///   - y: Centre.
///   - size: Half the height.
///   - style: The class; by default the arm's filled mark.
/// - Returns: The shape.
func marker(arm index: Int, x: Double, y: Double, size: Double = 4, class style: String? = nil) -> Node {
  let number = FigureStyle.number(ofArm: index)
  let style = style ?? "mark-\(number)"
  switch number {
  case 1: return .circle(x: x, y: y, radius: size, class: style)
  case 2:
    return .polygon(
      [(x, y - size * 1.15), (x + size * 1.15, y + size * 0.85), (x - size * 1.15, y + size * 0.85)],
      class: style
    )
  case 3:
    return .rect(x: x - size * 0.9, y: y - size * 0.9, width: size * 1.8, height: size * 1.8, class: style)
  default:
    return .polygon(
      [(x, y - size * 1.25), (x + size * 1.25, y), (x, y + size * 1.25), (x - size * 1.25, y)],
      class: style
    )
  }
}
