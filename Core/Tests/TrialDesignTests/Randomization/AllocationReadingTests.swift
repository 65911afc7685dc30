// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialDesign

@Suite struct AllocationReadingTests {
  private static func file(_ allocation: Written) -> Written {
    .sound.with("allocation", allocation).with("data.kind", "trial")
  }

  private static let sound: [(name: String, file: Written)] = [
    ("simple", ["method": "simple", "ratio": ["A": "1", "B": "1"]]),
    ("simple, all arms alike", ["method": "simple"]),
    ("blocks", ["method": "permuted-blocks", "ratio": ["A": "4", "B": "2"], "block-sizes": ["3", "6"]]),
    ("big stick", ["method": "big-stick", "imbalance-limit": "3"]),
    ("Efron", ["method": "biased-coin", "probability": "2/3"]),
    ("Chen", ["method": "biased-coin", "probability": "0.6", "imbalance-limit": "4"]),
    (
      "coin 2:1",
      [
        "method": "biased-coin", "probability": "0.8", "ratio": ["A": "2", "B": "1"], "unequal": "shares",
        "ties": "ordered-at-random",
      ]
    ),
    ("urn", ["method": "urn", "urn": ["alpha": "0", "beta": "1"]]),
    ("not published", ["method": "not-published", "ratio": ["A": "1", "B": "1"]]),
    (
      "amended",
      [
        "method": "permuted-blocks", "block-sizes": "4",
        "amendments": [
          [
            "from": "61", "history": "starts-anew", "method": "simple", "ratio": ["A": "2", "B": "1"],
            "reason": "More experience with A is needed.",
          ]
        ],
      ]
    ),
  ]

  @Test("rules that are complete and sound have no problem", arguments: sound.indices)
  func soundRules(index: Int) {
    #expect(Self.file(Self.sound[index].file).problems == [], "\(Self.sound[index].name)")
  }

  private static let faults = [
    Fault(
      "a block that does not hold the ratio",
      file(["method": "permuted-blocks", "ratio": ["A": "2", "B": "1"], "block-sizes": ["6", "4"]]),
      "‹4› allocation.block-sizes[1]: a block of 4 does not hold the ratio 2:1\n  Write multiples of 3, such as 6."
    ),
    Fault(
      "blocks without a size",
      file(["method": "permuted-blocks"]),
      "‹method: permuted-blocks› allocation.block-sizes: permuted blocks without a size\n  Add block-sizes: [4, 6]."
    ),
    Fault(
      "a size twice",
      file(["method": "permuted-blocks", "block-sizes": ["4", "4"]]),
      "‹4› allocation.block-sizes[1]: the size 4 stands twice\n  Name each size once; all are equally likely."
    ),
    Fault(
      "an arm without a share",
      file(["method": "simple", "ratio": ["A": "2"]]),
      "‹A: 2› allocation.ratio: the ratio leaves out B\n  Write a share for every arm; 0 closes an arm."
    ),
    Fault(
      "a big stick of unequal arms",
      file(["method": "big-stick", "ratio": ["A": "2", "B": "1"], "imbalance-limit": "3"]),
      "‹big-stick› allocation.method: the big stick is defined for two arms of equal size\n  Write method: "
        + "permuted-blocks, urn, or biased-coin or minimization with unequal: shares."
    ),
    Fault(
      "a coin that prefers nobody",
      file(["method": "biased-coin", "probability": "0.5"]),
      "‹0.5› allocation.probability: 1/2 is not above 1/2, chance, and at most 1\n  Write, for example, 0.8."
    ),
    Fault(
      "a coin of unequal arms that does not say how",
      file([
        "method": "biased-coin", "probability": "0.8", "ratio": ["A": "2", "B": "1"],
        "ties": "ordered-at-random",
      ]),
      "‹method: biased-coin› allocation.unequal: a biased coin is made for arms of equal size, and programs differ in "
        + "how they keep another ratio\n  Add unequal: shares."
    ),
    Fault(
      "a shared probability that would favour the arm in front",
      file([
        "method": "biased-coin", "probability": "0.6", "ratio": ["A": "2", "B": "1"], "unequal": "shares",
        "ties": "shared",
      ]),
      "‹0.6› allocation.probability: 3/5 is not above 2/3, what 2 tied arms would have without any preference, and at "
        + "most 1\n  Write a larger one, or ties: ordered-at-random."
    ),
    Fault(
      "a parameter of another method",
      file(["method": "simple", "block-sizes": "4"]),
      "‹4› allocation.block-sizes: \"block-sizes\" means nothing to the method simple\n  Leave it out, or write "
        + "method: permuted-blocks."
    ),
    Fault(
      "a probability that is none",
      file(["method": "biased-coin", "probability": "two thirds"]),
      "‹two thirds› allocation.probability: \"two thirds\" is not a fraction or a decimal of at most six places, 0 or "
        + "above\n  Write, for example, 2/3 or 0.8."
    ),
    Fault(
      "minimization of nothing",
      file(["method": "minimization", "imbalance": "range", "probability": "0.8"]),
      "‹method: minimization› allocation.strata: minimization without a factor to balance\n  Add strata: with at least "
        + "one factor that is not separate, or write method: biased-coin."
    ),
    Fault(
      "amendments out of order",
      file([
        "method": "simple",
        "amendments": [["from": "1", "history": "continues", "method": "simple"]],
      ]),
      "‹1› allocation.amendments[0].from: an amendment from subject 1, which is not after subject 1\n  Write "
        + "amendments in order; each holds from its subject on, counted from 1 over the whole trial."
    ),
    Fault(
      "a history that continues under another ratio",
      file([
        "method": "simple",
        "amendments": [
          ["from": "9", "history": "continues", "method": "simple", "ratio": ["A": "2", "B": "1"]]
        ],
      ]),
      "‹continues› allocation.amendments[0].history: the history cannot continue under another ratio or other strata\n"
        + "  Write history: starts-anew, or keep ratio and strata."
    ),
  ]

  @Test("says what cannot be drawn from, where, and how to mend it", arguments: faults)
  func unsound(of fault: Fault) {
    #expect(fault.file.problems == fault.problems)
  }

  @Test("what a publication leaves out is no problem of its file")
  func publication() {
    let file = Self.file(["method": "permuted-blocks"]).with("data.kind", "published")
    #expect(file.problems == [])
  }

  @Test(
    "fractions are read exactly",
    arguments: [
      ("2/3", 2, 3), ("0.8", 4, 5), ("1", 1, 1), ("0.666667", 666_667, 1_000_000), ("4 / 6", 2, 3),
      ("0", 0, 1),
    ]
  )
  func fractions(text: String, numerator: Int, denominator: Int) {
    #expect(Fraction(text) == Fraction(numerator, denominator))
    #expect(Fraction(text)?.numerator == numerator)
  }

  @Test(
    "what is no fraction is refused",
    arguments: ["", "-1", "1/0", ".5.", "1e-3", "2/", "/3", "1/2/3", "1234567", "0.1234567", "٣"]
  )
  func noFractions(text: String) {
    #expect(Fraction(text) == nil)
  }
}
