// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialConduct
import TrialDesign
import TrialReporting

/// Why a request is not answered as asked (RFC 9457).
struct Problem: Error, Sendable {
  let kind: ProblemKind
  /// A stable word for programs.
  let code: String
  var arguments: [String] = []
  var faults: [ShapeFault] = []
  /// What the rules say, and the protocol whose words say it; nil for other problems.
  var refusal: (refusal: Refusal, study: StudyProtocol)?
  /// Seconds after which it is worth trying again.
  var retryAfter: Int64?

  init(_ kind: ProblemKind, code: String? = nil, _ arguments: String..., faults: [ShapeFault] = []) {
    self.kind = kind
    self.code = code ?? kind.rawValue
    self.arguments = arguments
    self.faults = faults
  }

  func answer(in language: Language) -> APIAnswer {
    let texts = Texts(language: language)
    let title = texts(kind, arguments: arguments)
    let rules = refusal.map { RefusalDocument(RefusalWords($0.study, language: language)).json($0.refusal) }
    let remedy = rules?["remedy"]?.string ?? texts(ProblemRemedy(kind: kind), arguments: arguments)
    var members: [JSONValue.Member] = [
      .init("type", .string("urn:equipoise:problem:\(code)")),
      .init("title", .string(title)),
      .init("status", .integer(kind.status)),
      .init("code", .string(code)),
      .init("detail", .string(rules?["message"]?.string ?? title)),
      .init("remedy", .string(remedy)),
    ]
    if let open = rules?["rules"] { members.append(.init("rules", open)) }
    if !faults.isEmpty {
      members.append(
        .init(
          "errors",
          .array(
            faults.prefix(Self.mostFaults).map {
              ["pointer": .string(String($0.pointer.prefix(200))), "detail": .string($0.text(in: texts))]
            }
          )
        )
      )
    }
    var answer = APIAnswer(.object(members), status: kind.status, kind: "application/problem+json")
      .with("content-language", language.rawValue)
    if kind == .unauthorized { answer = answer.with("www-authenticate", "Bearer realm=\"equipoise\"") }
    if let retryAfter { answer = answer.with("retry-after", String(retryAfter)) }
    if kind == .methodNotAllowed, arguments.count > 1 { answer = answer.with("allow", arguments[1]) }
    return answer
  }

  /// A document with ten thousand faults is not answered with as many lines.
  private static let mostFaults = 20
}
