// SPDX-License-Identifier: Apache-2.0

/// Words about allocations: why one was refused, why a subject got its arm, what came of drawing again.
enum AllocationMessage: String, MessageKey {
  // Refusals
  case cannotBeDrawn, missingLevels, unknownLevel, unknownArm, impossible
  case closedArm, noPlaceInBlock, blockOutOfTurn, unknownBlockSize, unknownShare
  // Reasons
  case byRatio, byBlock, byCounts, byScores, chances, certain, armAndValue
  // Drawn again
  case differs, refused

  var message: Message {
    switch self {
    case .cannotBeDrawn:
      .init("Nobody can be allocated by the rules of the protocol. {0}", "无法按方案中的规则进行分配。{0}")
    case .missingLevels:
      .init(
        "Not allocated: {0} is not on file. Enter the value first; a missing value is no stratum of its own.",
        "未分配：{0} 尚无记录。请先录入；缺失值不能作为单独的分层。"
      )
    case .unknownLevel:
      .init("Not allocated: {0} has no level \"{1}\". Known: {2}.", "未分配：{0} 没有水平“{1}”。已知水平：{2}。")
    case .unknownArm: .init("The protocol has no arm \"{0}\". Known: {1}.", "方案中没有组别“{0}”。已知组别：{1}。")
    case .impossible:
      .init(
        "Allocation {0} of the record could never have been drawn: {1}.",
        "记录中的第 {0} 次分配不可能由规则产生：{1}。"
      )
    case .closedArm: .init("the arm was closed", "该组已关闭")
    case .noPlaceInBlock: .init("the arm had no place left in the open block", "当前区组中该组已无名额")
    case .blockOutOfTurn:
      .init("a block began out of turn, or did not begin in its turn", "区组在不应开始时开始，或应开始时未开始")
    case .unknownBlockSize: .init("the protocol has no block of this size", "方案中没有此区组长度")
    case .unknownShare: .init("the part of the ratio is missing or unknown", "分配比例的份额缺失或未知")
    case .byRatio: .init("Allocated by the ratio alone.", "仅按分配比例随机分配。")
    case .byBlock: .init("Place {1} of a block of {0} in the stratum.", "该分层中长度为 {0} 的区组的第 {1} 位。")
    case .byCounts: .init("Allocated before in the stratum: {0}.", "该分层此前的分配：{0}。")
    case .byScores:
      .init("Imbalance that would follow (the smallest is preferred): {0}.", "分配后的不平衡得分（最小者优先）：{0}。")
    case .chances: .init("Probabilities: {0}.", "概率：{0}。")
    case .certain: .init("No other arm was possible.", "不可能分配到其他组。")
    case .armAndValue: .init("{0} {1}", "{0} {1}")
    case .differs:
      .init("Allocation {0}: recorded {1}, the seed gives {2}.", "第 {0} 次分配：记录为 {1}，种子给出 {2}。")
    case .refused:
      .init("{0} What follows was not checked.", "{0}其后未再核对。")
    }
  }
}
