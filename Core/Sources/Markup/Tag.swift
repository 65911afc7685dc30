// SPDX-License-Identifier: Apache-2.0

/// The name of an element, called like a function to make one.
///
/// ```swift
/// .section(.h2("Response"), .p("Nobody has been assessed yet."), class: "quiet")
/// ```
public struct Tag: Sendable {
  public let name: String

  public init(_ name: String) {
    self.name = name
  }

  /// An element around `children`.
  ///
  /// - Parameters:
  ///   - children: What stands inside, in order.
  ///   - style: Class names, separated by blanks; nil leaves the attribute out.
  ///   - id: The element's id; nil leaves the attribute out.
  ///   - attributes: Further attributes, in order.
  /// - Returns: The element.
  public func callAsFunction(
    _ children: Node...,
    class style: String? = nil,
    id: String? = nil,
    attributes: [(String, String)] = []
  ) -> Node {
    self(children, class: style, id: id, attributes: attributes)
  }

  /// An element around a list of children.
  ///
  /// - Parameters:
  ///   - children: What stands inside, in order.
  ///   - style: Class names, separated by blanks; nil leaves the attribute out.
  ///   - id: The element's id; nil leaves the attribute out.
  ///   - attributes: Further attributes, in order.
  /// - Returns: The element.
  public func callAsFunction(
    _ children: [Node],
    class style: String? = nil,
    id: String? = nil,
    attributes: [(String, String)] = []
  ) -> Node {
    var all: [(String, String)] = []
    if let id { all.append(("id", id)) }
    if let style { all.append(("class", style)) }
    return .element(name, all + attributes, children)
  }

  /// Whether an element of this name without children is written `<name/>`.
  ///
  /// True for the void elements of HTML and for the shapes of SVG, which parsers close in both languages.
  static func closesItself(_ name: String) -> Bool {
    switch name {
    case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
      true
    case "circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "stop", "use": true
    default: false
    }
  }
}
