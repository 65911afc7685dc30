// SPDX-License-Identifier: Apache-2.0

/// A list in pages: a copy shares its pages with the original, and a change copies only the page that it touches.
///
/// A trial is looked at while it goes on, and goes back to what is written where a write fails. Both keep a copy of its state,
/// which a list in one piece would pay for with a copy of everybody at the next act.
public struct PagedArray<Element: Sendable>: RandomAccessCollection, MutableCollection, Sendable {
  /// Small enough to copy, large enough that the list of pages is short.
  private static var pageSize: Int { 32 }

  private var pages: [[Element]] = []
  public private(set) var count = 0

  public init() {}

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  public subscript(index: Int) -> Element {
    get { pages[index / Self.pageSize][index % Self.pageSize] }
    _modify { yield &pages[index / Self.pageSize][index % Self.pageSize] }
  }

  public mutating func append(_ element: Element) {
    if count.isMultiple(of: Self.pageSize) {
      pages.append([])
      pages[pages.count - 1].reserveCapacity(Self.pageSize)
    }
    pages[pages.count - 1].append(element)
    count += 1
  }
}

/// Numbers by name, in parts: a copy shares its parts with the original, and a change copies only the part that it touches.
struct PagedIndex: Sendable {
  private static let partCount = 1024

  private var parts = [[String: Int]](repeating: [:], count: partCount)

  subscript(name: String) -> Int? {
    get { parts[Self.part(of: name)][name] }
    set { parts[Self.part(of: name)][name] = newValue }
  }

  private static func part(of name: String) -> Int { name.hashValue & (partCount - 1) }
}
