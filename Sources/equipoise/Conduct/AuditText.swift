// SPDX-License-Identifier: Apache-2.0

import Coordination
import Ledger
import Markup
import TrialConduct
import TrialDesign
import TrialReporting

/// What `equipoise verify` found, in words.
struct AuditText {
  private let audit: TrialAudit
  private let texts: Texts
  private let language: Language

  init(_ audit: TrialAudit, _ language: Language) {
    self.audit = audit
    texts = Texts(language: language)
    self.language = language
  }

  var text: String {
    var lines = audit.findings.prefix(100).map { finding in
      let place = finding.entry.map { texts(AuditMessage.entry, "\($0)") } ?? ""
      let reason = finding.refusal.map { " (\($0.code))" } ?? ""
      return "\(place)\(question(finding.question)): \(finding.text)\(reason)"
    }
    // The seed is public by now, so that the arms behind a finding may be told.
    if let verification = audit.verification {
      let words = AllocationWords(verification.study, language: language)
      lines += words.sentences(for: verification.result).prefix(100)
    }
    if audit.findings.count > 100 { lines.append(texts(AuditMessage.more, "\(audit.findings.count - 100)")) }
    lines.append(
      audit.isSound ? texts(AuditMessage.sound, "\(audit.ledger.rows)") : texts[AuditMessage.unsound]
    )
    lines.append(allocations)
    lines.append(proof)
    lines.append(texts(AuditMessage.head, Anchor(audit.ledger.head).text))
    return lines.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var allocations: String {
    switch audit.allocations {
    case .none: ""
    case .sealed(let drawn, let elsewhere): texts(AuditMessage.sealed, "\(drawn)", "\(elsewhere)")
    case .derived(let confirmed, let elsewhere): texts(AuditMessage.derived, "\(confirmed)", "\(elsewhere)")
    }
  }

  private var proof: String {
    switch audit.ledger.proof {
    case .unproven: texts[AuditMessage.unproven]
    case .through(let entry, let kind): texts(AuditMessage.proven, "\(entry)", "\(kind)")
    case .refuted: ""
    }
  }

  private func question(_ question: TrialAudit.Question) -> String {
    switch question {
    case .chain: texts[AuditMessage.chain]
    case .rules: texts[AuditMessage.rules]
    case .allocation: texts[AuditMessage.allocation]
    case .files: texts[AuditMessage.files]
    }
  }

  var json: JSONValue {
    let findings = audit.findings.map { finding -> JSONValue in
      [
        "entry": .optional(finding.entry), "question": .string(finding.question.rawValue),
        "text": .string(finding.text), "refusal": .optional(finding.refusal?.code),
      ]
    }
    let allocations: JSONValue =
      switch audit.allocations {
      case .none: .null
      case .sealed(let drawn, let elsewhere):
        ["sealed": true, "drawn": .integer(drawn), "elsewhere": .integer(elsewhere)]
      case .derived(let confirmed, let elsewhere):
        ["sealed": false, "confirmed": .integer(confirmed), "elsewhere": .integer(elsewhere)]
      }
    let proof: JSONValue =
      switch audit.ledger.proof {
      case .unproven: "unproven"
      case .through(let entry, let kind): ["through": .integer(entry), "by": .string("\(kind)")]
      case .refuted: "refuted"
      }
    return [
      "sound": .bool(audit.isSound), "entries": .integer(audit.ledger.rows),
      "hash": .string(audit.ledger.head.hash.hex), "anchor": .string(Anchor(audit.ledger.head).text),
      "proof": proof, "allocations": allocations, "findings": .array(findings),
    ]
  }
}

enum AuditMessage: MessageKey {
  case entry, more, sound, unsound, sealed, derived, unproven, proven, head, chain, rules, allocation, files

  var message: Message {
    switch self {
    case .entry: Message("entry {0}: ", "第 {0} 条：")
    case .more: Message("and {0} more", "另有 {0} 处")
    case .sound:
      Message(
        "{0} entries: the chain is whole, and the rules would have let every one of them happen.",
        "共 {0} 条：链条完整，每一条均符合规则。"
      )
    case .unsound: Message("The ledger does not hold.", "账本不成立。")
    case .sealed:
      Message(
        "Allocations: {0} drawn here, {1} made elsewhere; the seed is sealed, so they cannot be derived yet.",
        "分配：本系统抽取 {0} 例，他处分配 {1} 例；种子尚未公开，暂不能重新推导。"
      )
    case .derived:
      Message(
        "Allocations: {0} derived again from the revealed seed; {1} made elsewhere are exempt.",
        "分配：由公开的种子重新推导出 {0} 例；他处分配的 {1} 例不在此列。"
      )
    case .unproven:
      Message(
        "The end is unproven: without an anchor or checkpoint from outside nobody can say whether entries were cut off.",
        "末尾未经证明：没有外部保存的锚定行或检查点，无法判断末尾是否被截去。"
      )
    case .proven: Message("Proven through entry {0} by the {1}.", "由外部{1}证明至第 {0} 条。")
    case .head: Message("Head: {0}", "末端：{0}")
    case .chain: Message("chain", "链条")
    case .rules: Message("rules", "规则")
    case .allocation: Message("allocation", "分配")
    case .files: Message("files", "文件")
    }
  }
}
