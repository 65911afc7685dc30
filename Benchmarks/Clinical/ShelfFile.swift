// SPDX-License-Identifier: Apache-2.0
import Foundation
import TrialDesign
import Yams

/// A file of the shelf as nodes, read beside this source, so that the benchmark needs none of the doors.
enum ShelfFile {
  /// Reads a file such as `response/eln-2022.yaml`.
  static func read(_ name: String) throws -> ProtocolNode {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent("Sources/Shelf/\(name)"), encoding: .utf8)
    return node(try Yams.compose(yaml: text) ?? "")
  }

  private static func node(_ node: Node) -> ProtocolNode {
    let position = Position(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    switch node {
    case .sequence(let sequence): return ProtocolNode(.sequence(sequence.map { self.node($0) }), at: position)
    case .mapping(let mapping):
      let entries = mapping.map { key, value in
        ProtocolNode.Entry(key: key.string ?? "", at: position, value: self.node(value))
      }
      return ProtocolNode(.mapping(entries), at: position)
    default: return ProtocolNode(.scalar(node.string ?? ""), at: position)
    }
  }
}
