# SPDX-License-Identifier: Apache-2.0
# Permuted blocks of 4 or 6 by R's package blockrand, for comparison with randomization-benchmark.
if (!requireNamespace("blockrand", quietly = TRUE)) {
  cat("The package blockrand is not here.\n")
  quit(status = 0)
}
set.seed(1)
seconds <- system.time(for (trial in 1:10) blockrand::blockrand(n = 1000, num.levels = 2, block.sizes = 2:3))[["elapsed"]]
cat(sprintf("blockrand, 1,000,000 allocations: %.2f s (from 10,000)\n", 100 * seconds))
