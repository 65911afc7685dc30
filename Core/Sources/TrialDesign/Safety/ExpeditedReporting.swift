// SPDX-License-Identifier: Apache-2.0

/// How serious unexpected suspected reactions are found and reported in time (`safety.expedited:`).
///
/// Times: ICH E2A, section III.B (1994), and Regulation (EU) No 536/2014, article 42.
public struct ExpeditedReporting: Sendable {
  /// From which day the eight further days of a fatal or life-threatening case count.
  public enum FollowUpStart: String, CaseIterable, Sendable {
    /// The seventh day, whenever the first report was sent.
    case daySeven = "day-7"
    /// The day the first report was sent; while none was sent, the seventh day.
    case report
  }

  /// The four data without which no report can be made (ICH E2A, section III.B.3 and attachment 1).
  public enum MinimumDatum: String, CaseIterable, Sendable {
    case subject
    case product
    case source
    case event
  }

  /// The form with one row for each case.
  public let form: String
  /// What the event is called; nil where rows are shown by number.
  public let term: ItemPath?
  /// Death, life-threatening, hospitalization, disability, congenital anomaly, or another important medical event.
  public let serious: Criterion
  /// Fatal or life-threatening, as first known.
  public let fatal: Criterion
  /// Not in the reference safety information.
  public let unexpected: Criterion
  /// A reasonable possibility that the product caused it.
  public let suspected: Criterion
  /// Events that the protocol exempts, such as progression; nil where none are.
  public let exempt: Criterion?
  /// When each datum reached the sponsor: a date, or a text with date, time and offset.
  public let minimum: [MinimumDatum: ItemPath]
  /// When it became known that an event had turned fatal or life-threatening; nil where not recorded.
  public let becameFatal: ItemPath?
  /// When relevant new information came; nil where not recorded.
  public let newInformation: ItemPath?
  /// When the first report was sent; nil where not recorded.
  public let reported: ItemPath?
  /// When the last report, with all that was due, was sent; nil where not recorded.
  public let completed: ItemPath?
  /// The sponsor's time; nil: each timestamp's own.
  public let zone: UTCOffset?
  public let followUpFrom: FollowUpStart

  init(_ block: inout BlockReader) {
    let never = Criterion.any([])
    form = block.text("form")
    term = block.optional("term") { $0.itemPath() }
    serious = block.required("serious", else: never) { $0.criterion() }
    fatal = block.required("fatal", else: never) { $0.criterion() }
    unexpected = block.required("unexpected", else: never) { $0.criterion() }
    suspected = block.required("suspected", else: never) { $0.criterion() }
    exempt = block.optional("exempt") { $0.criterion() }
    minimum = block.required("minimum", else: [:]) { reader in
      reader.block { block in
        var paths: [MinimumDatum: ItemPath] = [:]
        for datum in MinimumDatum.allCases {
          paths[datum] = block.required(datum.rawValue, else: ItemPath(form: "", item: "")) { $0.itemPath() }
        }
        return paths
      }
    }
    becameFatal = block.optional("became-fatal") { $0.itemPath() }
    newInformation = block.optional("new-information") { $0.itemPath() }
    reported = block.optional("reported") { $0.itemPath() }
    completed = block.optional("completed") { $0.itemPath() }
    zone = block.optional("utc-offset") { reader in
      reader.value("an offset from UTC", example: "+08:00, in quotation marks") { UTCOffset($0) }
    }
    followUpFrom = block.required("follow-up-from", else: .daySeven) { $0.choice(FollowUpStart.self) }
  }

  /// Every item it names with a day or a time.
  var times: [(key: String, item: ItemPath)] {
    let data: [(String, ItemPath?)] = MinimumDatum.allCases.map { ("minimum.\($0.rawValue)", minimum[$0]) }
    let others: [(String, ItemPath?)] = [
      ("became-fatal", becameFatal), ("new-information", newInformation), ("reported", reported),
      ("completed", completed),
    ]
    return (data + others).compactMap { key, item in item.map { (key, $0) } }
  }
}
