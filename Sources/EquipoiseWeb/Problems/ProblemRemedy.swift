// SPDX-License-Identifier: Apache-2.0

import TrialReporting

/// How each kind of problem is mended, in both languages.
struct ProblemRemedy: MessageKey {
  let kind: ProblemKind

  static var allCases: [ProblemRemedy] { ProblemKind.allCases.map { ProblemRemedy(kind: $0) } }

  var message: Message {
    switch kind {
    case .unauthorized:
      Message(
        "Send \"Authorization: Bearer TOKEN\"; \"equipoise token STUDY create\" makes one.",
        "请发送 \"Authorization: Bearer TOKEN\"；用 \"equipoise token STUDY create\" 创建令牌。"
      )
    case .scopeMissing: Message("Use a token with this scope.", "请使用包含该范围的令牌。")
    case .passwordNeeded:
      Message(
        "Send your password as \"password\" in the body, or in the header Signature-Password.",
        "请在正文的 \"password\" 中或 Signature-Password 标头中发送密码。"
      )
    case .noPassword, .temporaryPassword:
      Message(
        "Choose one: equipoise user STUDY password USER --as USER.",
        "请设定密码：equipoise user STUDY password USER --as USER。"
      )
    case .wrongPassword: Message("Try again with the right one.", "请用正确的密码重试。")
    case .tooManyTries: Message("Wait {0} seconds, then try again.", "请等待 {0} 秒后再试。")
    case .notFound: Message("See that the address is right.", "请核对地址。")
    case .methodNotAllowed: Message("Use {1}.", "请使用 {1}。")
    case .parameter, .shape: Message("\"errors\" says where and why.", "\"errors\" 列出位置与原因。")
    case .notJSON: Message("Send one JSON object in UTF-8.", "请发送一个 UTF-8 编码的 JSON 对象。")
    case .mediaType: Message("Send application/json.", "请发送 application/json。")
    case .tooLarge:
      Message("Send less at once; large files belong beside the study.", "请减少单次发送的内容；大文件应放在研究文件夹中。")
    case .idempotencyKey:
      Message("Use 1 to 128 visible ASCII characters.", "请使用 1 至 128 个可见 ASCII 字符。")
    case .keyReused: Message("Use a new key for a new request.", "新请求请使用新的键。")
    case .noEntry: Message("Name an entry up to the last.", "请给出不超过末条的记录号。")
    case .noFolder: Message("Use the server of the study folder.", "请使用该研究文件夹的服务器。")
    case .notActivated: Message("Name a later moment.", "请给出更晚的时刻。")
    case .notAProtocol: Message("\"equipoise check\" lists every problem.", "\"equipoise check\" 会列出所有问题。")
    case .refusedByRole:
      Message("Ask somebody whose role allows it.", "请由具有相应角色的人员操作。")
    case .refusedByState:
      Message("Look at what is on file; \"code\" names the rule.", "请查看已有记录；\"code\" 指明规则。")
    case .refusedByValue: Message("Write a value that the form takes.", "请填写表单可接受的值。")
    case .changedMeanwhile: Message("Read the row again and send its new ETag.", "请重新读取该行并发送新的 ETag。")
    case .moved: Message("Repeat the request.", "请重复该请求。")
    case .busy: Message("Try again soon; nothing was written.", "请稍后重试；未写入任何内容。")
    case .clock: Message("Set the clock right; nothing was written.", "请校正时钟；未写入任何内容。")
    case .sealed:
      Message(
        "See that the server has the key folder (--keys); nothing was written.",
        "请确认服务器可访问密钥文件夹（--keys）；未写入任何内容。"
      )
    case .damaged:
      Message("Run \"equipoise verify\"; nothing was written.", "请运行 \"equipoise verify\"；未写入任何内容。")
    }
  }
}
