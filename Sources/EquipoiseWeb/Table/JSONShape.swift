// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// What a JSON value has to look like: the server checks by it what comes in, and the OpenAPI document prints it.
public indirect enum JSONShape: Hashable, Sendable {
  case text(TextShape)
  case integer(ClosedRange<Int>)
  case number
  case boolean
  case choice([String])
  case list(JSONShape)
  /// An object with keys of the sender's choice.
  case map(JSONShape)
  /// An object with these keys and no other.
  case object([Field])
  /// The shape, or null.
  case nullable(JSONShape)
  /// A shape of `components/schemas`.
  case named(String)
  /// Any value; what it says is another document's business.
  case anything

  /// One key of an object.
  public struct Field: Hashable, Sendable {
    public let name: String
    public let shape: JSONShape
    public let isRequired: Bool
    public let about: String

    public init(_ name: String, _ shape: JSONShape, required: Bool = true, _ about: String = "") {
      self.name = name
      self.shape = shape
      isRequired = required
      self.about = about
    }
  }
}

/// Which texts are taken.
public enum TextShape: String, Hashable, Sendable {
  /// Every text there is: for answers, which tell what stands on file.
  case any
  /// Any text without control characters other than line breaks and tabs.
  case free
  /// As `free`, and not empty.
  case written
  /// What names a subject, a user, a cut: 1 to 64 characters.
  case name
  /// A day, ISO 8601.
  case date
  /// A day, or an instant with its offset, ISO 8601.
  case moment

  /// Why a text is not taken.
  func fault(of text: String) -> ShapeFault.Kind? {
    if self == .any { return nil }
    if text.unicodeScalars.contains(where: Self.isControl) { return .control }
    switch self {
    case .any, .free: return nil
    case .written: return text.isEmpty ? .empty : nil
    case .name:
      if text.isEmpty { return .empty }
      return text.unicodeScalars.count > 64 ? .long : nil
    case .date: return CivilDate(iso: text) == nil ? .date : nil
    case .moment: return Timestamp(iso: text) == nil ? .moment : nil
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F: true
    default: false
    }
  }
}

/// Something in a document that does not have the shape it must have.
public struct ShapeFault: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case missing
    /// A key that nobody asks for.
    case unknown(known: [String])
    /// Another kind of value.
    case kind(wanted: String)
    case choice([String])
    case range(ClosedRange<Int>)
    case control
    case empty
    case long
    case date
    case moment
  }

  /// Where, as a JSON Pointer (RFC 6901); `?name` for a parameter of the query.
  public let pointer: String
  public let kind: Kind

  public init(_ pointer: String, _ kind: Kind) {
    self.pointer = pointer
    self.kind = kind
  }
}
