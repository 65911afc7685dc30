// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign
import TrialSimulation

/// A finding of a rehearsal in whole sentences, and what to do about it.
public struct RehearsalFindingWords {
  private let texts: Texts
  private let refusals: RefusalWords

  public init(_ study: StudyProtocol, language: Language) {
    texts = Texts(language: language)
    refusals = RefusalWords(study, language: language)
  }

  /// What was found.
  public func text(_ finding: RehearsalFinding) -> String {
    typealias Key = RehearsalFindingMessage
    switch finding {
    case .nobodyEligible(let rules):
      return texts(Key.nobodyEligible, rules.joined(separator: texts[RehearsalMessage.joint]))
    case .ruleNeverMet(let rule): return texts(Key.ruleNeverMet, rule)
    case .ruleNeverFailed(let rule, let tried): return texts(Key.ruleNeverFailed, rule, String(tried))
    case .formNeverFilled(let form, let atVisit):
      return texts(atVisit ? Key.formNeverFilled : .formNotPlanned, form)
    case .itemNeverFilled(let item, let isRequired):
      return texts(isRequired ? Key.itemRequiredNeverFilled : .itemNeverFilled, "\(item)")
    case .checkAlwaysFires(let name, let rows):
      return texts(Key.checkAlwaysFires, name.form, name.check, String(rows))
    case .checkNeverFires(let name, let tried):
      return texts(Key.checkNeverFires, name.form, name.check, String(tried))
    case .visitWithoutForm(let visit): return texts(Key.visitWithoutForm, visit)
    case .visitWithoutDay(let visit): return texts(Key.visitWithoutDay, visit)
    case .nobodyMay(let permission): return texts(Key.nobodyMay, texts[permission], permission.rawValue)
    case .surprise(let surprise): return text(surprise)
    case .audit(let entry?, let text): return texts(Key.auditEntry, String(entry), text)
    case .audit(nil, let text): return texts(Key.audit, text)
    case .data(let text, _): return texts(Key.data, text)
    }
  }

  private func text(_ surprise: Surprise) -> String {
    typealias Key = RehearsalFindingMessage
    let act = texts[surprise.cue.act.permission]
    let about = [surprise.cue.user, surprise.cue.act.subject, surprise.cue.slip?.rawValue]
      .compactMap(\.self).joined(separator: texts[RehearsalMessage.joint])
    let what: String
    switch (surprise.answer, surprise.cue.expects) {
    case (.refused(let refusal), .refused(let codes)):
      let wanted = codes.joined(separator: texts[RehearsalMessage.joint])
      what = texts(Key.otherwise, act, about, wanted) + " " + refusals.message(refusal)
    case (.refused(let refusal), _):
      what = texts(Key.refused, act, about) + " " + refusals.message(refusal)
    case (.repeated, _): what = texts(Key.repeated, act, about)
    case (.done, .follows(let kind)): what = texts(Key.followed, act, about, kind)
    case (.done, .refused(let codes)):
      what = texts(Key.accepted, act, about, codes.joined(separator: texts[RehearsalMessage.joint]))
    case (.done, _): what = texts(Key.followed, act, about, "repeated")
    }
    return surprise.further == 0 ? what : what + " " + texts(Key.further, String(surprise.further))
  }

  /// What to do about it; nil where the finding says so itself.
  public func remedy(_ finding: RehearsalFinding) -> String? {
    typealias Key = RehearsalFindingMessage
    switch finding {
    case .nobodyEligible: return texts[Key.contradictoryRemedy]
    case .ruleNeverMet: return texts[Key.ruleRemedy]
    case .ruleNeverFailed: return texts[Key.failRemedy]
    case .formNeverFilled(let form, let atVisit):
      return atVisit ? texts[Key.fillRemedy] : texts(Key.planRemedy, form)
    case .itemNeverFilled: return texts[Key.itemRemedy]
    case .checkAlwaysFires: return texts[Key.checkRemedy]
    case .checkNeverFires: return texts[Key.neverRemedy]
    case .visitWithoutForm: return texts[Key.visitRemedy]
    case .visitWithoutDay: return texts[Key.dayRemedy]
    case .nobodyMay(let permission): return texts(Key.roleRemedy, permission.rawValue)
    case .surprise(let surprise):
      if case .refused = surprise.answer {
        if case .refused = surprise.cue.expects { return texts[Key.otherwiseRemedy] }
        return texts[Key.refusedRemedy]
      }
      return texts[Key.acceptedRemedy]
    case .audit: return texts[Key.auditRemedy]
    case .data: return nil
    }
  }
}
