// SPDX-License-Identifier: Apache-2.0

extension ResponseScheme {
  /// Stands in for criteria that should have been named; the missing key was reported.
  static let none = ResponseScheme(decisions: .none, parameters: ResponseParameters(), assumptions: [])

  /// Reads criteria inside a protocol file, where they may name an entry of the shelf.
  init(_ block: inout BlockReader, _ reading: ProtocolReading) {
    let parameters = block.optional("course") { reader in reader.block { ResponseParameters(&$0) } }
    self.init(
      decisions: DecisionList(&block, reading),
      parameters: parameters ?? ResponseParameters(),
      assumptions: reading.assumptions
    )
  }
}
