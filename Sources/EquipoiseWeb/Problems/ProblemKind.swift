// SPDX-License-Identifier: Apache-2.0

import TrialReporting

/// What can go wrong with a request, in both languages; the case's name is the `code` that programs read.
enum ProblemKind: String, MessageKey {
  // Who
  case unauthorized, scopeMissing, passwordNeeded, noPassword, wrongPassword, temporaryPassword
  case tooManyTries
  // What was asked
  case notFound, methodNotAllowed, parameter, notJSON, mediaType, tooLarge, shape, idempotencyKey, keyReused
  case noEntry, noFolder, notActivated, notAProtocol
  // What the rules say
  case refusedByRole, refusedByState, refusedByValue, changedMeanwhile, moved
  // What failed
  case busy, clock, sealed, damaged

  /// The HTTP status (RFC 9110; 429 of RFC 6585).
  var status: Int {
    switch self {
    case .unauthorized: 401
    case .scopeMissing, .passwordNeeded, .noPassword, .wrongPassword, .temporaryPassword, .refusedByRole: 403
    case .tooManyTries: 429
    case .notFound, .noEntry, .notActivated: 404
    case .methodNotAllowed: 405
    case .parameter, .notJSON, .idempotencyKey: 400
    case .mediaType: 415
    case .tooLarge: 413
    case .shape, .keyReused, .refusedByValue, .notAProtocol: 422
    case .noFolder, .refusedByState, .moved: 409
    case .changedMeanwhile: 412
    case .busy, .clock, .sealed: 503
    case .damaged: 500
    }
  }

  /// What is wrong.
  var message: Message {
    switch self {
    case .unauthorized: Message("No valid token came with the request.", "请求未附有效令牌。")
    case .scopeMissing: Message("The token was not made for this: {0}.", "该令牌的范围不包括：{0}。")
    case .passwordNeeded:
      Message("This is a signature, and no password came with it.", "此操作为电子签名，但未附密码。")
    case .noPassword: Message("This person has no password to sign with.", "该用户尚无可用于签名的密码。")
    case .wrongPassword: Message("The password is not right; nothing was signed.", "密码不正确；未作签名。")
    case .temporaryPassword:
      Message("The password was chosen by somebody else and signs nothing.", "该密码由他人设定，不能用于签名。")
    case .tooManyTries:
      Message("Too many wrong passwords; nothing was compared.", "密码错误次数过多；本次未作核对。")
    case .notFound:
      Message("There is nothing here, or nothing that you may see.", "此处无内容，或您无权查看。")
    case .methodNotAllowed: Message("This address does not know {0}.", "该地址不支持 {0}。")
    case .parameter: Message("Parameters of the query are not right.", "查询参数有误。")
    case .notJSON: Message("The body is no JSON document: {0}.", "正文不是 JSON 文档：{0}。")
    case .mediaType: Message("The body is said to be {0}.", "正文声明的类型为 {0}。")
    case .tooLarge: Message("The body is longer than {0} bytes.", "正文超过 {0} 字节。")
    case .shape: Message("The body has not the form that this address takes.", "正文格式不符合该地址的要求。")
    case .idempotencyKey: Message("The Idempotency-Key is not usable.", "Idempotency-Key 不可用。")
    case .keyReused:
      Message("The Idempotency-Key was used for another request.", "该 Idempotency-Key 已用于另一请求。")
    case .noEntry: Message("The ledger has only {0} entries.", "账本仅有 {0} 条记录。")
    case .noFolder:
      Message("This server has no study folder, which this needs.", "该服务器没有此操作所需的研究文件夹。")
    case .notActivated: Message("No protocol was in force.", "当时没有生效的方案。")
    case .notAProtocol: Message("The text is no protocol without errors: {0}", "该文本不是无错误的方案：{0}")
    case .refusedByRole: Message("None of your roles allows it ({0}).", "您的角色均不允许此操作（{0}）。")
    case .refusedByState: Message("The state of the trial does not allow it ({0}).", "试验当前状态不允许此操作（{0}）。")
    case .refusedByValue: Message("A value is not one of the protocol's ({0}).", "所填内容不符合方案（{0}）。")
    case .changedMeanwhile: Message("Somebody changed the row meanwhile.", "该行已被他人修改。")
    case .moved: Message("The trial went on meanwhile.", "试验在此期间已有新记录。")
    case .busy: Message("The ledger cannot be written or read at the moment.", "账本暂时无法读写。")
    case .clock: Message("The server's clock stands before the last entry.", "服务器时钟早于最后一条记录。")
    case .sealed: Message("The sealed seed cannot be used.", "密封的种子无法使用。")
    case .damaged: Message("The ledger is not whole.", "账本不完整。")
    }
  }
}
