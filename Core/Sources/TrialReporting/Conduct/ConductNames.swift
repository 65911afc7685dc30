// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// How forms, items and scopes are called: by their title and by the id that is written in commands.
struct ConductNames {
  let study: StudyProtocol
  let texts: Texts

  /// `"Creatinine" (labs.creatinine)`; the path alone where the protocol gives no title.
  func item(_ path: ItemPath) -> String {
    guard let item = study.item(path), texts[item.title] != item.id else { return path.description }
    return texts(ConductMessage.titled, texts[item.title], path.description)
  }

  /// `"Screening" (screening)`.
  func form(_ id: String) -> String {
    guard let form = study.form(id), texts[form.title] != id else { return id }
    return texts(ConductMessage.titled, texts[form.title], id)
  }

  func scope(_ scope: Scope) -> String { texts.scope(scope) }

  func list(_ words: [String]) -> String { texts.list(words) }

  /// Whole sentences one after the other.
  func joined(_ sentences: [String]) -> String { texts.joined(sentences) }
}

extension Texts {
  /// What is frozen or locked.
  func scope(_ scope: Scope) -> String {
    switch scope {
    case .study: self[ConductMessage.wholeStudy]
    case .site(let site): self(ConductMessage.site, site)
    case .subject(let subject): self(ConductMessage.subject, subject)
    case .row(let row): row.description
    case .item(let row, let item): self(ConductMessage.itemOfRow, item, row.description)
    }
  }

  func list(_ words: [String]) -> String { words.joined(separator: self[ConductMessage.listSeparator]) }

  /// The first of a list and how many there are.
  func list(_ words: [String], atMost count: Int) -> String {
    guard words.count > count else { return list(words) }
    return self(ConductMessage.inAll, list(Array(words.prefix(count))), String(words.count))
  }

  /// Whole sentences one after the other.
  func joined(_ sentences: [String]) -> String {
    sentences.filter { !$0.isEmpty }.joined(separator: language == .english ? " " : "")
  }

  /// What may have been meant by an unknown word, and what is known, as far as a line can hold it.
  func advice(for word: String, among words: [String]) -> String {
    guard !words.isEmpty else { return self[ConductMessage.noneKnown] }
    return joined([
      nearMiss(of: word, among: words).map { self(ConductMessage.didYouMean, $0) } ?? "",
      self(ConductMessage.known, list(words, atMost: 20)),
    ])
  }
}

extension StudyProtocol {
  /// What a query asks: the message of its check in the reader's language, where the ledger has the same one in English;
  /// else as it was written.
  func question(_ query: Query, in texts: Texts) -> String {
    let check = form(query.row.form)?.checks.first { $0.id == query.check }
    guard let check, check.message.english == query.text else { return query.text }
    return texts[check.message]
  }
}

/// Words that many sentences about the conduct of a trial share.
enum ConductMessage: String, MessageKey {
  case titled, wholeStudy, site, subject, itemOfRow
  case listSeparator, inAll, didYouMean, known, noneKnown

  var message: Message {
    switch self {
    case .titled: Message("\"{0}\" ({1})", "“{0}”（{1}）")
    case .wholeStudy: Message("the whole study", "整个研究")
    case .site: Message("site {0}", "中心 {0}")
    case .subject: Message("subject {0}", "受试者 {0}")
    case .itemOfRow: Message("{0} of {1}", "{1} 的 {0}")
    case .listSeparator: Message(", ", "、")
    case .inAll: Message("{0}, … ({1} in all)", "{0}……（共 {1} 个）")
    case .didYouMean: Message("Did you mean \"{0}\"?", "是否指“{0}”？")
    case .known: Message("Known: {0}.", "可用：{0}。")
    case .noneKnown: Message("The protocol defines none.", "方案未定义任何可用项。")
    }
  }
}

extension Deviation.Kind: MessageKey {
  public var message: Message {
    switch self {
    case .eligibility: Message("eligibility", "入选资格")
    case .consent: Message("consent", "知情同意")
    case .treatment: Message("treatment", "治疗")
    case .visit: Message("visit", "访视")
    case .other: Message("other", "其他")
    }
  }
}

extension Signature.Meaning: MessageKey {
  public var message: Message {
    switch self {
    case .authorship: Message("authorship", "作者")
    case .review: Message("review", "审核")
    case .approval: Message("approval", "批准")
    case .responsibility: Message("responsibility", "负责")
    }
  }
}

extension QueryState.Status: MessageKey {
  public var message: Message {
    switch self {
    case .open: Message("open", "待答复")
    case .answered: Message("answered", "已答复")
    case .closed: Message("closed", "已关闭")
    }
  }
}
