// SPDX-License-Identifier: Apache-2.0

/// The elements of our figures. Places and lengths are in units of the view box and are written by
/// `coordinate`.
extension Node {
  public static var g: Tag { Tag("g") }
  public static var defs: Tag { Tag("defs") }
  public static var pattern: Tag { Tag("pattern") }
  public static var title: Tag { Tag("title") }
  public static var desc: Tag { Tag("desc") }
  public static var style: Tag { Tag("style") }

  /// A figure whose outer size is left to the page.
  ///
  /// - Parameters:
  ///   - children: What is drawn, back to front.
  ///   - width: Width of the view box.
  ///   - height: Height of the view box.
  ///   - style: Class names; nil leaves the attribute out.
  ///   - id: The figure's id; nil leaves the attribute out.
  ///   - attributes: Further attributes, in order.
  /// - Returns: The element.
  public static func svg(
    _ children: [Node],
    width: Double,
    height: Double,
    class style: String? = nil,
    id: String? = nil,
    attributes: [(String, String)] = []
  ) -> Node {
    let box = ("viewBox", "0 0 \(coordinate(width)) \(coordinate(height))")
    return Tag("svg")(
      children,
      class: style,
      id: id,
      attributes: [("xmlns", "http://www.w3.org/2000/svg"), box] + attributes
    )
  }

  public static func path(_ path: PathData, class style: String? = nil) -> Node {
    Tag("path")(class: style, attributes: [("d", path.text)])
  }

  public static func rect(
    x: Double,
    y: Double,
    width: Double,
    height: Double,
    radius: Double = 0,
    class style: String? = nil,
    attributes: [(String, String)] = []
  ) -> Node {
    let corner = radius > 0 ? [("rx", coordinate(radius))] : []
    return Tag("rect")(
      class: style,
      attributes: [
        ("x", coordinate(x)), ("y", coordinate(y)),
        ("width", coordinate(max(0, width))), ("height", coordinate(max(0, height))),
      ] + corner + attributes
    )
  }

  public static func line(x1: Double, y1: Double, x2: Double, y2: Double, class style: String? = nil) -> Node
  {
    Tag("line")(
      class: style,
      attributes: [
        ("x1", coordinate(x1)), ("y1", coordinate(y1)), ("x2", coordinate(x2)), ("y2", coordinate(y2)),
      ]
    )
  }

  public static func circle(x: Double, y: Double, radius: Double, class style: String? = nil) -> Node {
    Tag("circle")(
      class: style,
      attributes: [("cx", coordinate(x)), ("cy", coordinate(y)), ("r", coordinate(radius))]
    )
  }

  public static func polygon(_ points: [(x: Double, y: Double)], class style: String? = nil) -> Node {
    let list = points.map { "\(coordinate($0.x)),\(coordinate($0.y))" }.joined(separator: " ")
    return Tag("polygon")(class: style, attributes: [("points", list)])
  }

  /// A line of lettering that begins, is centred or ends at `x`, with its baseline at `y`.
  ///
  /// - Parameters:
  ///   - string: What is written; escaped.
  ///   - x: Place of the anchor.
  ///   - y: Place of the baseline.
  ///   - anchor: Which part of the text stands at `x`.
  ///   - style: Class names; they decide the size of the type.
  /// - Returns: The element.
  public static func lettering(
    _ string: String,
    x: Double,
    y: Double,
    anchor: TextAnchor = .start,
    class style: String
  ) -> Node {
    var attributes = [("x", coordinate(x)), ("y", coordinate(y))]
    if anchor != .start { attributes.append(("text-anchor", anchor.rawValue)) }
    return Tag("text")(.text(string), class: style, attributes: attributes)
  }
}

/// The part of a line of text that stands at its place.
public enum TextAnchor: String, Sendable {
  case start
  case middle
  case end
}

/// A number with at most two decimals, as all places in figures are written.
///
/// A hundredth of a unit is finer than any screen or printer; more digits would only make files longer and
/// let differences between machines' floating point show.
public func coordinate(_ value: Double) -> String {
  Hundredths(value).text
}

/// A length in whole hundredths of a unit.
struct Hundredths: Equatable, Sendable {
  private let count: Int

  private init(count: Int) {
    self.count = count
  }

  /// The nearest one.
  ///
  /// Beyond ± 10⁹ nothing is drawn; NaN has no place and is put at zero rather than stopping a report.
  init(_ value: Double) {
    count = value.isNaN ? 0 : Int((min(max(value, -1e9), 1e9) * 100).rounded())
  }

  static let zero = Hundredths(count: 0)

  static func - (left: Hundredths, right: Hundredths) -> Hundredths {
    Hundredths(count: left.count - right.count)
  }

  var text: String {
    let whole = count.magnitude / 100
    let part = count.magnitude % 100
    let sign = count < 0 ? "-" : ""
    guard part > 0 else { return "\(sign)\(whole)" }
    guard part % 10 > 0 else { return "\(sign)\(whole).\(part / 10)" }
    return "\(sign)\(whole).\(part < 10 ? "0" : "")\(part)"
  }
}
