// SPDX-License-Identifier: Apache-2.0

extension AllocationRules {
  init(_ block: inout BlockReader) {
    method = block.required("method", else: .notPublished) { $0.choice(AllocationPlan.Method.self) }
    ratio = Dictionary(
      (block.optional("ratio") { reader in
        reader.entries().compactMap { entry in entry.value.integer().map { (entry.key, $0) } }
      }) ?? []
    ) { first, _ in first }
    blockSizes = block.list("block-sizes") { $0.integer() }
    imbalanceLimit = block.optional("imbalance-limit") { $0.integer() }
    probability = block.optional("probability") { $0.fraction() }
    urn = block.optional("urn") { reader in
      reader.block { block in
        Urn(
          alpha: block.required("alpha", else: 0) { $0.integer() },
          beta: block.required("beta", else: 1) { $0.integer() }
        )
      }
    }
    measure = block.optional("imbalance") { $0.choice(ImbalanceMeasure.self) }
    unequal = block.optional("unequal") { $0.choice(UnequalRatio.self) }
    ties = block.optional("ties") { $0.choice(Ties.self) }
    factors = block.list("strata") { reader in reader.block { Factor(&$0) } }
  }
}

extension AllocationRules.Factor {
  fileprivate init(_ block: inout BlockReader) {
    id = block.text("id")
    title = block.optional("title") { $0.localized() } ?? LocalizedText(id)
    item = block.required("item", else: ItemPath(form: "", item: "")) { $0.itemPath() }
    weight = block.optional("weight") { $0.fraction() }
    isSeparate = block.optional("separate") { $0.boolean() } ?? false
  }
}

extension NodeReader {
  /// An exact fraction: `2/3` or `0.8`.
  func fraction() -> Fraction? {
    value("a fraction or a decimal of at most six places, 0 or above", example: "2/3 or 0.8") { Fraction($0) }
  }
}
