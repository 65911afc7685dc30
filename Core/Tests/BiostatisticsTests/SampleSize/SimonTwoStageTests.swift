// SPDX-License-Identifier: Apache-2.0
import Biostatistics
import Testing

@Suite struct SimonTwoStages {
  @Test("the search agrees with exhaustive enumeration", arguments: try Oracle("simon").cases)
  func search(_ c: Oracle.Case) throws {
    let nullRate = try c.input["p0"].required
    let targetRate = try c.input["p1"].required
    let found = SimonTwoStage.search(
      nullRate: nullRate,
      targetRate: targetRate,
      alpha: try c.input["alpha"].required,
      beta: try c.input["beta"].required
    )
    let pair = try #require(found)
    for (design, expected) in [(pair.optimal, c.expect["optimal"]), (pair.minimax, c.expect["minimax"])] {
      #expect(design.firstLimit == (try expected["r1"].int))
      #expect(design.firstSize == (try expected["n1"].int))
      #expect(design.limit == (try expected["r"].int))
      #expect(design.size == (try expected["n"].int))
      expectClose(design.expectedSize(rate: nullRate), expected["en"], relative: 1e-12, "expected")
      expectClose(design.earlyTermination(rate: nullRate), expected["pet0"], relative: 1e-12, "stopping")
      expectClose(design.acceptance(rate: nullRate), expected["alpha"], relative: 1e-12, "alpha")
      expectClose(design.acceptance(rate: targetRate), expected["power"], relative: 1e-12, "power")
    }
  }

  @Test("a tiny design by hand")
  func byHand() {
    // Stop unless the only first subject responds; accept if both of two do.
    let design = SimonTwoStage(firstLimit: 0, of: 1, limit: 1, of: 2)
    expectClose(design.earlyTermination(rate: 0.25), 0.75, relative: 1e-15)
    expectClose(design.acceptance(rate: 0.25), 0.0625, relative: 1e-14)
    expectClose(design.expectedSize(rate: 0.25), 1.25, relative: 1e-15)
  }

  @Test("no design, if none is small enough")
  func none() {
    #expect(
      SimonTwoStage.search(nullRate: 0.3, targetRate: 0.35, alpha: 0.01, beta: 0.01, largest: 20) == nil
    )
  }
}
