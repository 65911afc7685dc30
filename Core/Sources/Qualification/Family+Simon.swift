// SPDX-License-Identifier: Apache-2.0

import Biostatistics

extension Family {
  /// Simon's two-stage designs, exhaustive search; exact.
  static func simon(_ c: ReferenceCase, _ judge: inout Judge) throws {
    let nullRate = try c.input["p0"].required()
    let targetRate = try c.input["p1"].required()
    let pair = SimonTwoStage.search(
      nullRate: nullRate,
      targetRate: targetRate,
      alpha: try c.input["alpha"].required(),
      beta: try c.input["beta"].required()
    )
    guard let pair else { return judge.fail("no design found") }
    for (design, expected) in [(pair.optimal, c.expect["optimal"]), (pair.minimax, c.expect["minimax"])] {
      judge.check(design.firstLimit, expected["r1"])
      judge.check(design.firstSize, expected["n1"])
      judge.check(design.limit, expected["r"])
      judge.check(design.size, expected["n"])
      judge.check(design.expectedSize(rate: nullRate), expected["en"], relative: 1e-12)
      judge.check(design.earlyTermination(rate: nullRate), expected["pet0"], relative: 1e-12)
      judge.check(design.acceptance(rate: nullRate), expected["alpha"], relative: 1e-12)
      judge.check(design.acceptance(rate: targetRate), expected["power"], relative: 1e-12)
    }
  }
}
