// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// A protocol file as a Swift literal, with the positions of YAML in block style.
///
/// Each key stands on a line of its own, two columns further in for each level, so that every node has the position
/// that an editor would show.
enum Written: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  case scalar(String)
  case list([Written])
  case block([(String, Written)])

  init(stringLiteral text: String) { self = .scalar(text) }

  init(arrayLiteral elements: Written...) { self = .list(elements) }

  init(dictionaryLiteral entries: (String, Written)...) { self = .block(entries) }

  /// The file's outermost node.
  var node: ProtocolNode {
    var layout = Layout()
    return node(&layout, column: 1)
  }

  /// What an editor shows from a place in the file to the end of the line.
  func text(at position: Position) -> String {
    var layout = Layout()
    _ = node(&layout, column: 1)
    let parts = layout.parts.filter { $0.position.line == position.line && $0.position >= position }
    return parts.map(\.text).joined(separator: " ")
  }

  /// The file as far as it is laid out.
  private struct Layout {
    /// The first free line.
    var line = 1
    /// Keys and values with their places, in the order of the file.
    var parts: [(position: Position, text: String)] = []
  }

  private func node(_ layout: inout Layout, column: Int) -> ProtocolNode {
    let start = Position(line: layout.line, column: column)
    switch self {
    case .scalar(let text):
      layout.parts.append((start, text))
      layout.line += 1
      return ProtocolNode(.scalar(text), at: start)
    case .list(let elements):
      // The dash and its blank come first.
      return ProtocolNode(.sequence(elements.map { $0.node(&layout, column: column + 2) }), at: start)
    case .block(let entries):
      let laid = entries.map { key, value in
        let position = Position(line: layout.line, column: column)
        layout.parts.append((position, "\(key):"))
        if case .scalar = value {
          let node = value.node(&layout, column: column + key.count + 2)
          return ProtocolNode.Entry(key: key, at: position, value: node)
        }
        layout.line += 1
        return ProtocolNode.Entry(key: key, at: position, value: value.node(&layout, column: column + 2))
      }
      return ProtocolNode(.mapping(laid), at: start)
    }
  }

  /// The same file with the value at a place (`arms[1].role`) replaced, added, or with nil taken out.
  func with(_ place: String, _ value: Written?) -> Written {
    with(place.split { ".[]".contains($0) }.map { String($0) }[...], value)
  }

  private func with(_ path: ArraySlice<String>, _ value: Written?) -> Written {
    guard let step = path.first else { return value ?? self }
    let rest = path.dropFirst()
    switch self {
    case .scalar: return self
    case .list(var elements):
      guard let index = Int(step) else { return self }
      let changed =
        rest.isEmpty ? value : elements.indices.contains(index) ? elements[index].with(rest, value) : nil
      if elements.indices.contains(index) {
        elements.replaceSubrange(index...index, with: [changed].compactMap(\.self))
      } else {
        elements += [changed].compactMap(\.self)
      }
      return .list(elements)
    case .block(var entries):
      guard let index = entries.firstIndex(where: { $0.0 == step }) else {
        return .block(entries + (rest.isEmpty ? value.map { [(step, $0)] } ?? [] : []))
      }
      if rest.isEmpty, value == nil {
        entries.remove(at: index)
      } else {
        entries[index].1 = rest.isEmpty ? value ?? entries[index].1 : entries[index].1.with(rest, value)
      }
      return .block(entries)
    }
  }
}

extension Written {
  /// A sound protocol with one of most things, to which tests add a fault.
  static let sound: Written = [
    "equipoise": "1",
    "study": [
      "id": "trial", "title": "A trial", "version": "1", "blinding": "open-label", "time": "calendar",
      "start": "2025-01-01",
    ],
    "data": ["kind": "trial"],
    "sites": [["id": "1"]],
    "arms": [
      ["id": "A", "title": "New", "role": "experimental", "regimen": "new"],
      ["id": "B", "title": "Old", "role": "active-comparator"],
    ],
    "regimens": [
      [
        "id": "new", "title": "New", "cycle": "21 d",
        "drugs": [["drug": "X", "dose": "5 mg/m2", "days": "1-5"]],
      ]
    ],
    "schedule": [
      "visits": [
        ["id": "day-28", "title": "Day 28", "window": ["25", "31"], "arms": ["A"]],
        ["id": "day-56", "title": "Day 56", "window": ["53", "59"]],
      ],
      "activities": [["title": "Response", "form": "response", "visits": ["day-28", "day-56"]]],
    ],
    "forms": [
      [
        "id": "start", "title": "Start", "happened": "date",
        "items": [
          ["id": "date", "type": "date", "required": "true"], ["id": "arm", "type": "arm"],
          ["id": "age", "type": "integer", "unit": "a", "range": ["18", "100"]],
          ["id": "sex", "type": "category", "categories": ["female", "male"]],
        ],
      ],
      [
        "id": "response", "title": "Response", "happened": "date",
        "items": [
          ["id": "date", "type": "date"],
          ["id": "best", "type": "category", "categories": ["CR", "PR", "NR"]],
        ],
      ],
    ],
    "record": ["arm": "start.arm", "randomized": "start.date"],
    "analysis-sets": [["id": "full", "title": "Full", "definition": "All randomized"]],
    "endpoints": [
      [
        "id": "orr", "title": "Response", "role": "primary", "definition": "CR or PR", "kind": "binary",
        "responder": ["item": "response.best", "in": ["CR", "PR"]],
      ]
    ],
    "analyses": [
      "level": "0.95", "reference": "B",
      "plan": [
        ["id": "main", "endpoint": "orr", "set": "full", "standing": "prespecified", "test": "pearson"]
      ],
    ],
  ]

  /// Every problem of the file: what stands at its position, its place, the problem and, on a line of its own, the
  /// remedy.
  var problems: [String] {
    do {
      _ = try StudyProtocol.read(node)
      return []
    } catch {
      return error.problems.map {
        "‹\(text(at: $0.position))› \($0.place): \($0.problem)\n  \($0.remedy)"
      }
    }
  }
}
