// SPDX-License-Identifier: Apache-2.0

extension PaperTrace {
  /// "Results of CAV-MEC at 2025-07-31".
  func title(_ texts: Texts) -> String {
    input.results.cut.map { texts(TraceMessage.titleAt, study, "\($0)") } ?? texts(TraceMessage.title, study)
  }

  /// "14 found · 3 possible · 5 not among them".
  func summary(_ texts: Texts) -> String {
    texts(TraceMessage.summary, "\(found)", "\(open)", "\(absent)")
  }
}

extension PaperTrace.Finding {
  /// What the results say, in one sentence without its stop.
  func sentence(_ texts: Texts) -> String {
    switch self {
    case .found(let source, _): texts(TraceMessage.found, source.label, source.value)
    case .open(let source): texts(TraceMessage.open, source.label, source.value)
    case .absent(let source?): texts(TraceMessage.absentNearest, source.label, source.value)
    case .absent(nil): texts[TraceMessage.absent]
    }
  }

  /// A shape of its own, so that nothing is told by colour alone.
  var sign: String {
    switch self {
    case .found: "="
    case .open: "≈"
    case .absent: "?"
    }
  }

  /// As programs read it.
  var word: String {
    switch self {
    case .found: "found"
    case .open: "open"
    case .absent: "absent"
    }
  }

  /// The entry that has the figures, may have them, or is the nearest.
  var source: PaperTrace.Source? {
    switch self {
    case .found(let source, _), .open(let source): source
    case .absent(let nearest): nearest
    }
  }

  /// How many other entries have the figures too.
  var others: Int? {
    if case .found(_, let others) = self { others } else { nil }
  }
}
