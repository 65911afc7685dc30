// SPDX-License-Identifier: Apache-2.0

import TrialDesign
import TrialSimulation

/// What a protocol lacks before it can be rehearsed, and what to add.
public struct RehearsalObstacleWords {
  private let texts: Texts

  public init(language: Language) {
    texts = Texts(language: language)
  }

  /// One paragraph for each thing that is missing.
  public func text(_ obstacles: RehearsalObstacles) -> String {
    obstacles.obstacles.map { "\(text($0))\n  \(remedy($0))" }.joined(separator: "\n")
  }

  private func text(_ obstacle: RehearsalObstacle) -> String {
    typealias Key = RehearsalObstacleMessage
    switch obstacle {
    case .noCalendar: return texts[Key.noCalendar]
    case .nobodyGrants: return texts[Key.nobodyGrants]
    case .nobody(let permission): return texts(Key.nobody, texts[permission], permission.rawValue)
    case .noAllocation: return texts[Key.noAllocation]
    case .noEligibility: return texts[Key.noEligibility]
    case .wordsAlone(let rules):
      return texts(Key.wordsAlone, rules.joined(separator: texts[RehearsalMessage.joint]))
    case .noScreeningForm: return texts[Key.noScreeningForm]
    }
  }

  private func remedy(_ obstacle: RehearsalObstacle) -> String {
    typealias Key = RehearsalObstacleMessage
    switch obstacle {
    case .noCalendar: return texts[Key.addCalendar]
    case .nobodyGrants: return texts[Key.addGrant]
    case .nobody(let permission): return texts(Key.addPermission, permission.rawValue)
    case .noAllocation: return texts[Key.addAllocation]
    case .noEligibility: return texts[Key.addEligibility]
    case .wordsAlone: return texts[Key.addCriterion]
    case .noScreeningForm: return texts[Key.addVisit]
    }
  }
}

/// Words of what is missing.
enum RehearsalObstacleMessage: String, MessageKey {
  case noCalendar, nobodyGrants, nobody, noAllocation, noEligibility, wordsAlone, noScreeningForm
  case addCalendar, addGrant, addPermission, addAllocation, addEligibility, addCriterion, addVisit

  var message: Message {
    switch self {
    case .noCalendar:
      Message("study.time: days since randomization cannot be acted out.", "study.time：以随机后天数计时的研究无法演练。")
    case .nobodyGrants: Message("roles: nobody may give roles to others.", "roles：无人有权授予角色。")
    case .nobody: Message("roles: nobody may {0} ({1}).", "roles：无人有权{0}（{1}）。")
    case .noAllocation:
      Message("allocation: the protocol does not say how subjects are allocated.", "allocation：方案未说明随机方法。")
    case .noEligibility: Message("eligibility: the protocol has no rule.", "eligibility：方案无任何入排标准。")
    case .wordsAlone:
      Message(
        "eligibility: words alone stay unknown, so that nobody is eligible: {0}.",
        "eligibility：仅有文字的标准始终无法判定，因而无人入选：{0}。"
      )
    case .noScreeningForm:
      Message("schedule: no visit before randomization fills a form.", "schedule：随机前无访视填写表单。")
    case .addCalendar: Message("Write time: calendar.", "请写 time: calendar。")
    case .addGrant:
      Message(
        "Add a role with sites: all and can: [grant, cut, reveal, …].",
        "增加一个角色，写明 sites: all 及 can: [grant, cut, reveal, …]。"
      )
    case .addPermission: Message("Add {0} to can: of a role.", "在某角色的 can: 中加入 {0}。")
    case .addAllocation:
      Message(
        "Add method:, ratio: and what the method needs, such as block-sizes: [4, 6].",
        "增加 method、ratio 及该方法所需参数，如 block-sizes: [4, 6]。"
      )
    case .addEligibility:
      Message(
        "Add inclusion: and exclusion: with rules that have a criterion.",
        "增加 inclusion 与 exclusion，并为各标准写明 criterion。"
      )
    case .addCriterion:
      Message(
        "Add criterion: to each, or confirmed: with a yes/no item in which the investigator answers it.",
        "为其增加 criterion，或以 confirmed 指定由研究者回答的“是/否”项目。"
      )
    case .addVisit:
      Message(
        "Add a visit with a window such as [-14, 0], and an activity with form: and this visit.",
        "增加窗口如 [-14, 0] 的访视，以及指定 form 与该访视的活动。"
      )
    }
  }
}
