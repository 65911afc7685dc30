// SPDX-License-Identifier: Apache-2.0

import Markup

/// What tests read from a page: its text, and the cells of its tables.
extension Node {
  /// The text in it, as a reader sees it.
  var plainText: String {
    switch self {
    case .text(let text): text
    case .raw: ""
    case .fragment(let nodes): nodes.map(\.plainText).joined()
    case .element(_, _, let children): children.map(\.plainText).joined()
    }
  }

  /// Every element, outermost first.
  var elements: [(name: String, attributes: [(String, String)], node: Node)] {
    switch self {
    case .text, .raw: []
    case .fragment(let nodes): nodes.flatMap(\.elements)
    case .element(let name, let attributes, let children):
      [(name, attributes, self)] + children.flatMap(\.elements)
    }
  }

  /// Rows of all tables inside; of each cell its text and its class.
  var rows: [[(text: String, mark: String)]] {
    elements.filter { $0.name == "tr" }.map { row in
      row.node.elements.filter { $0.name == "td" || $0.name == "th" }.map { cell in
        (cell.node.plainText, cell.attributes.first { $0.0 == "class" }?.1 ?? "")
      }
    }
  }
}
