// SPDX-License-Identifier: Apache-2.0

/// What is derived from recorded items (`derivations:`).
///
/// A derivation fills a form of its own, whose items endpoints, analysis sets, baseline and safety tables name like
/// recorded ones (`derived-response.best`). It is done anew at every cut, from what had happened by then.
public struct Derivations: Sendable {
  public let response: ResponseDerivation?
  /// Cases decided by a published list: genetic risk and others.
  public let decisions: [DecisionDerivation]

  public let toxicity: ToxicityDerivation?
  public let exposure: ExposureDerivation?

  static let none = Derivations()

  private init() {
    response = nil
    decisions = []
    toxicity = nil
    exposure = nil
  }

  /// Reads the block; `forms` are the recorded forms.
  init(
    _ block: inout BlockReader,
    _ reading: ProtocolReading,
    time: StudyIdentity.TimeScale,
    forms: [Form]
  ) {
    response = block.optional("response") { reader in
      reader.block { ResponseDerivation(&$0, reading, time: time) }
    }
    decisions = block.list("decisions") { reader in
      reader.block { DecisionDerivation(&$0, reading, forms: forms) }
    }
    toxicity = block.optional("toxicity") { reader in
      reader.block { ToxicityDerivation(&$0, reading, time: time) }
    }
    exposure = block.optional("exposure") { reader in reader.block { ExposureDerivation(&$0) } }
  }

  /// The derived forms.
  public var forms: [Form] {
    [response?.form, toxicity?.form, exposure?.form].compactMap(\.self) + decisions.map(\.form)
  }
}
