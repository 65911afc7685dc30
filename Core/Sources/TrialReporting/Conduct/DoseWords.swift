// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

extension Texts {
  /// A dose as a ledger holds it: an amount with its unit stays as it is, a word is put into the language.
  func dose(_ text: String) -> String { DoseMessage(rawValue: text).map { self[$0] } ?? text }

  /// Why no dose can be proposed, as the end of "No dose can be proposed: …".
  func obstacle(_ obstacle: DoseObstacle, in study: StudyProtocol) -> String {
    switch obstacle {
    case .noCalendar: self[DoseObstacleMessage.noCalendar]
    case .noRegimen: self[DoseObstacleMessage.noRegimen]
    case .unknownDrug(let drug, _): self(DoseObstacleMessage.unknownDrug, EventWords.shown(drug))
    case .absent(let absence): SourceWords(study, language: language).words(absence)
    case .refused(let refusals): list(refusals.map { refusal($0) })
    }
  }

  private func refusal(_ refusal: DosingRefusal) -> String {
    switch refusal {
    case .heightMissing: self[DoseObstacleMessage.heightMissing]
    case .weightMissing: self[DoseObstacleMessage.weightMissing]
    case .impossible(let name, let value, _, let unit):
      self(DoseObstacleMessage.impossible, name, "\(Self.number(value)) \(unit)")
    case .unusualSize(let check):
      self(
        DoseObstacleMessage.unusual,
        self[check.measure.title],
        Self.number((check.value * 1000).rounded() / 1000)
      )
    case .noSuchCycle(let cycle, _): self(DoseObstacleMessage.noSuchCycle, String(cycle))
    case .unknownCoMedication(let name, _), .unknownClass(let name, _):
      self(DoseObstacleMessage.unknownCoMedication, EventWords.shown(name))
    case .endsBeforeStart(let name, let from, let to):
      self(DoseObstacleMessage.endsBeforeStart, EventWords.shown(name), "\(from)", "\(to)")
    }
  }

  /// What to do about it.
  func remedy(_ obstacle: DoseObstacle) -> String {
    switch obstacle {
    case .noCalendar, .noRegimen: self[DoseObstacleMessage.amend]
    case .unknownDrug(let drug, let known): advice(for: drug, among: known)
    case .absent: self[DoseObstacleMessage.record]
    case .refused(let refusals):
      refusals.allSatisfy { if case .unusualSize = $0 { true } else { false } }
        ? self[DoseObstacleMessage.confirm] : self[DoseObstacleMessage.record]
    }
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : String(value)
  }
}

extension SizeCheck.Measure {
  fileprivate var title: CalendarMessage {
    switch self {
    case .height: .height
    case .weight: .weight
    case .area: .area
    }
  }
}

/// Words that stand in the place of an amount.
enum DoseMessage: String, MessageKey {
  case hold, delay, discontinue, open

  var message: Message {
    switch self {
    case .hold: Message("hold", "暂停")
    case .delay: Message("delay", "推迟")
    case .discontinue: Message("discontinue", "终止")
    case .open: Message("open", "待定")
    }
  }
}

/// What stands in the way of a proposal.
enum DoseObstacleMessage: String, MessageKey {
  case noCalendar, noRegimen, unknownDrug, heightMissing, weightMissing, impossible, unusual, noSuchCycle
  case unknownCoMedication, endsBeforeStart, amend, record, confirm

  var message: Message {
    switch self {
    case .noCalendar: Message("the study counts days from randomization", "本研究以随机化后的天数计时")
    case .noRegimen: Message("the arm has no regimen in the protocol", "方案未给出该组的治疗方案")
    case .unknownDrug: Message("nothing called \"{0}\" is planned in that cycle", "该周期没有计划“{0}”")
    case .heightMissing: Message("the height is missing", "身高缺失")
    case .weightMissing: Message("the weight is missing", "体重缺失")
    case .impossible: Message("{0} cannot be {1}", "{0} 不可能为 {1}")
    case .unusual: Message("{0} of {1} is outside what is usual", "{0} {1} 超出常见范围")
    case .noSuchCycle: Message("the regimen has no cycle {0}", "治疗方案没有第 {0} 周期")
    case .unknownCoMedication:
      Message("whether \"{0}\" interacts is not known to the protocol", "方案未说明“{0}”是否存在相互作用")
    case .endsBeforeStart: Message("{0} ends on {2}, before its start on {1}", "{0} 于 {2} 结束，早于其开始日 {1}")
    case .amend: Message("Amend arms: and regimens: of the protocol.", "请修订方案中的 arms: 与 regimens:。")
    case .record: Message("Record or correct what doses are calculated with.", "请录入或更正剂量计算所需的数据。")
    case .confirm:
      Message(
        "If a second person has checked the measure, confirm it with the decision.",
        "如已由第二人核对该测量值，请在决定时予以确认。"
      )
    }
  }
}
