// SPDX-License-Identifier: Apache-2.0

import PaperAudit

/// Findings for a terminal: at most 100 columns wide, what is wrong first, what agrees in one line each.
public struct PaperAuditText: Sendable {
  private let record: PaperAuditRecord
  private let isColored: Bool
  private let isFull: Bool

  /// Takes the findings and how they are shown.
  ///
  /// - Parameters:
  ///   - record: The findings.
  ///   - isColored: Whether signs and verdicts get the colours of a terminal besides their shapes.
  ///   - isFull: Whether consistent claims are told in full instead of in one line.
  public init(_ record: PaperAuditRecord, isColored: Bool = false, isFull: Bool = false) {
    (self.record, self.isColored, self.isFull) = (record, isColored, isFull)
  }

  private var texts: Texts { record.texts }

  /// The whole text, ended by a line break.
  public var rendered: String {
    let parts = [head] + PaperAuditRecord.order.filter(record.shown.contains).map(part) + [traced, foot]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private var head: [String] {
    let name = record.circumstances.name.map { Self.plain($0) + ": " } ?? ""
    let lines = TextColumns.wrapped(name + record.outcome, to: SynopsisText.width)
    let style: Style = record.paper.hasInconsistency ? .red : record.entries.isEmpty ? .none : .green
    return lines.map { colored($0, style, isBold: true) } + (record.entries.isEmpty ? [] : [record.counts])
  }

  private func part(_ verdict: Claim.Verdict) -> [String] {
    let entries = record.entries(verdict)
    guard !entries.isEmpty else { return [] }
    let widest = entries.map { $0.place.text.count }.max() ?? 0
    let isBrief = verdict == .consistent && !isFull
    let title = colored("\(texts[AuditMessage(verdict)])", Style(verdict), isBold: true)
    return [title] + entries.flatMap { isBrief ? [brief($0, widest)] : full($0, widest) }
  }

  /// Place and words, and beneath them what arithmetic says.
  private func full(_ entry: PaperAuditRecord.Entry, _ widest: Int) -> [String] {
    let verdict = entry.claim.verdict
    let place = TextColumns.padded(entry.place.text, to: widest)
    let blank = String(repeating: " ", count: widest + 6)
    let room = SynopsisText.width - blank.count
    let printed = TextColumns.cut(Self.plain(entry.claim.text), to: room - 2)
    let sentence = TextColumns.wrapped(Self.unbroken(record.words.sentences(entry.claim)), to: room)
    return [
      "  \(colored(verdict.sign, Style(verdict))) \(place)  " + colored("“\(printed)”", .none, isBold: true)
    ]
      + sentence.map { blank + Self.breakable($0) }
  }

  private func brief(_ entry: PaperAuditRecord.Entry, _ widest: Int) -> String {
    let verdict = entry.claim.verdict
    let place = TextColumns.padded(entry.place.text, to: widest)
    let printed = TextColumns.padded(TextColumns.cut(Self.plain(entry.claim.text), to: 28), to: 28)
    let room = SynopsisText.width - widest - 6 - 30
    let sentence = TextColumns.cut(Self.plain(record.words.sentence(entry.claim)), to: room)
    return "  \(colored(verdict.sign, Style(verdict))) \(place)  \(printed)  \(sentence)"
  }

  /// Each claim that results can have, in the order of the text.
  private var traced: [String] {
    guard let trace = record.trace else { return [] }
    let entries = record.entries.filter { $0.finding != nil && record.shown.contains($0.claim.verdict) }
    let widest = entries.map { $0.place.text.count }.max() ?? 0
    let blank = String(repeating: " ", count: widest + 6)
    let lines = entries.flatMap { entry -> [String] in
      guard let finding = entry.finding else { return [] }
      let style: Style =
        switch finding {
        case .found: .green
        case .open: .grey
        case .absent: .yellow
        }
      let place = TextColumns.padded(entry.place.text, to: widest)
      let printed = TextColumns.padded(TextColumns.cut(Self.plain(entry.claim.text), to: 28), to: 28)
      let sentence = TextColumns.wrapped(finding.sentence(texts), to: SynopsisText.width - blank.count - 30)
      return ["  \(colored(finding.sign, style)) \(place)  \(printed)  \(sentence.first ?? "")"]
        + sentence.dropFirst().map { blank + String(repeating: " ", count: 30) + $0 }
    }
    return [colored(trace.title(texts), .none, isBold: true), trace.summary(texts)] + lines
      + TextColumns.wrapped(texts[TraceMessage.means], to: SynopsisText.width)
  }

  private var foot: [String] {
    let extracted = record.circumstances.isExtracted ? [texts[AuditMessage.extracted]] : []
    return (extracted + [texts[AuditMessage.inShort]])
      .flatMap { TextColumns.wrapped($0, to: SynopsisText.width) }
  }

  /// One line without signs that steer a terminal: a text may hold any.
  static func plain(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      let isUnseen: Bool =
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
      if !isUnseen {
        line.unicodeScalars.append(scalar)
      } else if line.last != " " {
        line.append(" ")
      }
    }
    return line
  }

  /// Signs of percent stay with their digits when lines are broken.
  static func unbroken(_ text: String) -> String {
    text.split(separator: " %", omittingEmptySubsequences: false).joined(separator: "\u{A0}%")
  }

  /// Behind wrapping, blanks are blanks again, so that what is printed can be searched.
  private static func breakable(_ line: String) -> String {
    line.split(separator: "\u{A0}", omittingEmptySubsequences: false).joined(separator: " ")
  }

  // MARK: Colour

  private enum Style: String {
    case none = ""
    case red = "31"
    case yellow = "33"
    case grey = "90"
    case green = "32"

    init(_ verdict: Claim.Verdict) {
      self =
        switch verdict {
        case .inconsistent: .red
        case .warning: .yellow
        case .undetermined: .grey
        case .consistent: .green
        }
    }
  }

  private func colored(_ text: String, _ style: Style, isBold: Bool = false) -> String {
    let codes = [isBold ? "1" : "", style.rawValue].filter { !$0.isEmpty }.joined(separator: ";")
    return isColored && !codes.isEmpty ? "\u{1B}[\(codes)m\(text)\u{1B}[0m" : text
  }
}

extension TextColumns {
  /// The text in one line of at most this width; what is cut off leaves "…".
  static func cut(_ text: String, to columns: Int) -> String {
    guard width(text) > columns else { return text }
    var head = ""
    var used = 1
    for character in text {
      used += width(String(character))
      if used > columns { break }
      head.append(character)
    }
    return head + "…"
  }
}
