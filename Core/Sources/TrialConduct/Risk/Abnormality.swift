// SPDX-License-Identifier: Apache-2.0

/// One item of a karyotype: what the commas separate.
public struct Abnormality: Hashable, Sendable {
  /// The symbols of ISCN 2020, chapters 3 and 9.
  public enum Kind: String, Hashable, Sendable {
    /// A whole chromosome more or less: `+8`, `-7`.
    case numerical
    case translocation = "t"
    case robertsonian = "rob"
    case inversion = "inv"
    case deletion = "del"
    /// Additional material of unknown origin.
    case addition = "add"
    case duplication = "dup"
    case triplication = "trp"
    case quadruplication = "qdp"
    case insertion = "ins"
    case isochromosome = "i"
    case isodicentric = "idic"
    case isoderivative = "ider"
    case dicentric = "dic"
    case pseudodicentric = "psudic"
    case tricentric = "trc"
    case derivative = "der"
    case recombinant = "rec"
    case ring = "r"
    case marker = "mar"
    case acentric = "ace"
    case minute = "min"
    case doubleMinute = "dmin"
    case homogeneouslyStaining = "hsr"
    case fragile = "fra"
    /// A variant of heterochromatin, satellites or stalks (`9qh+`, `15pstk+`), or an inversion known as one.
    case heteromorphism = "var"
  }

  public enum Sign: Hashable, Sendable {
    case gained
    case lost
  }

  public let kind: Kind
  public let sign: Sign?
  /// In the order written; nil stands for a question mark.
  public let chromosomes: [Chromosome?]
  /// For each chromosome the places where it broke; empty where the report gives none.
  public var breakpoints: [[Breakpoint]]
  /// What happened within a derivative chromosome: `der(5)t(5;17)(q13;q21)` holds the translocation.
  public var inner: [Abnormality]
  /// A question mark stands before the item or a chromosome.
  public let isUncertain: Bool
  /// `c`: born with it, so not of the leukemia.
  public let isConstitutional: Bool
  /// How many of it: `+2mar`, `x2`; a range where the report gives one.
  public let copies: ClosedRange<Int>

  public init(
    _ kind: Kind,
    _ chromosomes: [Chromosome?] = [],
    breakpoints: [[Breakpoint]] = [],
    sign: Sign? = nil,
    inner: [Abnormality] = [],
    isUncertain: Bool = false,
    isConstitutional: Bool = false,
    copies: ClosedRange<Int> = 1...1
  ) {
    self.kind = kind
    self.chromosomes = chromosomes
    self.breakpoints = breakpoints
    self.sign = sign
    self.inner = inner
    self.isUncertain = isUncertain
    self.isConstitutional = isConstitutional
    self.copies = copies
  }

  /// Whether a chromosome has changed its build.
  ///
  /// Double minutes and acentric pieces are no chromosomes.
  public var isStructural: Bool {
    switch kind {
    case .numerical, .heteromorphism, .fragile, .doubleMinute, .acentric, .minute: false
    default: true
    }
  }

  /// The same change apart from how many copies of it there are and whether it came as an extra chromosome.
  var shape: Abnormality {
    Abnormality(kind, chromosomes, breakpoints: breakpoints, inner: inner, isUncertain: isUncertain)
  }

  /// Itself and everything within it.
  var all: [Abnormality] { [self] + inner.flatMap(\.all) }

  /// Every break of a chromosome, here and within.
  func breaks(of chromosome: Chromosome?) -> [Breakpoint] {
    all.flatMap { part in
      zip(part.chromosomes, part.breakpoints).filter { $0.0 == chromosome }.flatMap { $0.1 }
    }
  }
}
