// SPDX-License-Identifier: Apache-2.0

/// The words around a grade.
enum GradeMessage: String, MessageKey {
  case grade
  case gradeRange
  case ungraded
  case refused
  case printed
  case converted
  case otherSystem
  case otherSystemSame
  case raisedBy
  case clinicalTyped
  case clinicalOpen
  case typedAgrees
  case typedMay
  case typedDiffers
  case row
  case subject
  case term
  case subjects
  case open
  case notes
  case normal
  case separator
  case termGrades
  case termLine
  case noTerms
  case gradeCell
  case systemOrganClass
  case date
  case termOfEvent
  case gradeOfEvent
  case gradeBefore
  case emergent
  case origin
  case reported
  case laboratory
  case notKnown
  case undecided
  case missing

  var message: Message {
    switch self {
    case .date: Message("Date", "日期")
    case .termOfEvent: Message("Term", "术语")
    case .gradeOfEvent: Message("Grade", "级别")
    case .gradeBefore: Message("Before", "治疗前")
    case .emergent: Message("Worse", "加重")
    case .origin: Message("From", "来源")
    case .reported: Message("report", "报告")
    case .laboratory: Message("laboratory", "实验室")
    case .notKnown: Message("not known", "不详")
    case .undecided:
      Message(
        "Not counted, because something is missing without which they may have no grade: {0}",
        "因缺少信息而可能无级别，未计入：{0}"
      )
    case .missing: Message("Missing", "缺少")
    case .grade: Message("grade {0}", "{0} 级")
    case .gradeRange: Message("grade {0}, open", "{0} 级，未定")
    case .ungraded: Message("no grade given", "未填级别")
    case .refused: Message("refused", "已拒绝")
    case .printed: Message("CTCAE, grade {0}: {1}", "CTCAE {0} 级原文：{1}")
    case .converted: Message("converted to {0}", "已换算为 {0}")
    case .otherSystem:
      Message(
        "by the cut-offs printed in {0}: grade {1}; the printed unit systems differ",
        "按 {0} 的印刷界值为 {1} 级；两套印刷单位不一致"
      )
    case .otherSystemSame: Message("the same by the cut-offs printed in {0}", "按 {0} 的印刷界值结果相同")
    case .raisedBy: Message("nothing on file of: {0}; any of it would raise the grade", "未记录：{0}；任何一项均会提高级别")
    case .clinicalTyped: Message("{0} has this grade", "{0}有此级别")
    case .clinicalOpen: Message("graded by judgement; its grades are {0}", "由研究者判定；可用级别为 {0}")
    case .typedAgrees: Message("the grade {0} on file agrees", "已填 {0} 级，一致")
    case .typedMay: Message("the grade {0} on file is possible", "已填 {0} 级，有可能")
    case .typedDiffers: Message("the grade {0} on file differs", "已填 {0} 级，不一致")
    case .row: Message("row", "行")
    case .subject: Message("subject", "受试者")
    case .term: Message("term", "术语")
    case .subjects: Message("subjects", "人数")
    case .open: Message("open", "未定")
    case .notes: Message("because", "依据")
    case .normal: Message("grade 0 by each of its terms: {0}", "各术语均为 0 级：{0}")
    case .separator: Message(", ", "、")
    case .termGrades: Message("grades {0}", "{0} 级")
    case .termLine: Message("{0} ({1})", "{0}（{1}）")
    case .noTerms: Message("No term contains \"{0}\".", "没有包含\"{0}\"的术语。")
    case .gradeCell: Message("grade {0}", "{0} 级")
    case .systemOrganClass: Message("system organ class", "系统器官分类")
    }
  }
}
