// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// The board as a table for a terminal of 100 columns.
public struct StudyBoardText {
  private let board: StudyBoard
  private let texts: Texts

  public init(_ board: StudyBoard, language: Language) {
    self.board = board
    texts = Texts(language: language)
  }

  /// The whole text, ended by a line break.
  public var rendered: String {
    let head = texts(SummaryMessage.boardHead, texts[board.study.study.shortTitle], "\(board.day)")
    let before: [SummaryMessage] = [.site, .screenedCount, .failed, .consented, .randomized]
    let after: [SummaryMessage] = [.rows, .unsigned, .frozenRows, .lockedRows]
    let ages =
      board.ages.map { texts(SummaryMessage.age, String($0)) }
      + [texts(SummaryMessage.ageFrom, String(board.ages.last ?? 0))]
    let columns = before.map { texts[$0] } + ages + after.map { texts[$0] }
    let rows =
      board.sites.map { cells($0.id, $0.counts) }
      + (board.sites.count > 1 ? [cells(texts[SummaryMessage.total], board.total)] : [])
    let table = TextTable(columns, numeric: Set(1..<columns.count), rows).lines
    let note = TextColumns.hanging("  ", texts[SummaryMessage.ageNote], to: 100)
    let notices = "  " + texts(SummaryMessage.openNotices, String(board.total.openNotices))
    return ([head] + table + ["", notices, ""] + note + reconcile).joined(separator: "\n") + "\n"
  }

  /// How many things do not fit, by site; nothing where everything does.
  private var reconcile: [String] {
    let total = board.total
    guard total.toReconcile + total.undetermined > 0 else { return [] }
    let sites = board.sites.filter { $0.counts.toReconcile > 0 }.map {
      texts(SummaryMessage.reconcileSite, $0.id, String($0.counts.toReconcile))
    }
    let open =
      total.undetermined > 0 ? [texts(SummaryMessage.undetermined, String(total.undetermined))] : []
    let words = [String(total.toReconcile)] + sites + open
    return TextColumns.hanging("  ", texts(SummaryMessage.toReconcile, texts.list(words)), to: 100)
  }

  private func cells(_ name: String, _ counts: StudyBoard.Counts) -> [String] {
    let before = [counts.screened, counts.screenFailed, counts.consented, counts.randomized]
    let after = [counts.rows, counts.unsignedRows, counts.frozenRows, counts.lockedRows]
    return [name] + (before + counts.openQueries + after).map(String.init)
  }
}

extension StudyBoard {
  /// The board for programs.
  public var json: JSONValue {
    [
      "study": .string(study.study.id),
      "on": .string("\(day)"),
      "sites": .array(
        sites.map { site in .object([.init("site", .string(site.id))] + members(site.counts)) }
      ),
      "total": .object(members(total)),
    ]
  }

  private func members(_ counts: Counts) -> [JSONValue.Member] {
    let classes = counts.openQueries.enumerated().map { index, count -> JSONValue in
      [
        "fromDays": .integer(index == 0 ? 0 : ages[index - 1] + 1),
        "toDays": .optional(index < ages.count ? ages[index] : nil), "count": .integer(count),
      ]
    }
    return [
      .init("screened", .integer(counts.screened)), .init("screenFailed", .integer(counts.screenFailed)),
      .init("consented", .integer(counts.consented)), .init("withdrawn", .integer(counts.withdrawn)),
      .init("randomized", .integer(counts.randomized)), .init("openQueries", .array(classes)),
      .init("answeredQueries", .integer(counts.answeredQueries)), .init("rows", .integer(counts.rows)),
      .init("unsignedRows", .integer(counts.unsignedRows)),
      .init("frozenRows", .integer(counts.frozenRows)), .init("lockedRows", .integer(counts.lockedRows)),
      .init("openNotices", .integer(counts.openNotices)),
      .init("toReconcile", .integer(counts.toReconcile)),
      .init("undetermined", .integer(counts.undetermined)),
    ]
  }
}
