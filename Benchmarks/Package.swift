// swift-tools-version: 6.2
// Timings of the statistics, the clinical rules and the ledger, apart from the packages they measure.
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "equipoise", path: ".."),
    .package(path: "../Core"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Processor time, and one line for each thing timed.
    .target(name: "Timing", path: "Timing"),
    .executableTarget(
      name: "survival-benchmark",
      dependencies: ["Timing", .product(name: "Biostatistics", package: "Core")],
      path: "Survival",
      exclude: ["survival.R", "survival.py"]
    ),
    .executableTarget(
      name: "competing-risks-benchmark",
      dependencies: ["Timing", .product(name: "Biostatistics", package: "Core")],
      path: "CompetingRisks",
      exclude: ["competing.R"]
    ),
    .executableTarget(
      name: "clinical-benchmark",
      dependencies: [
        "Timing",
        .product(name: "Biostatistics", package: "Core"),
        .product(name: "TrialConduct", package: "Core"),
        .product(name: "TrialDesign", package: "Core"),
        .product(name: "Yams", package: "Yams"),
      ],
      path: "Clinical"
    ),
    .executableTarget(
      name: "grading-benchmark",
      dependencies: [
        "Timing",
        .product(name: "Biostatistics", package: "Core"),
        .product(name: "TrialConduct", package: "Core"),
        .product(name: "TrialDesign", package: "Core"),
        .product(name: "Yams", package: "Yams"),
      ],
      path: "Grading"
    ),
    .executableTarget(
      name: "ledger-benchmark",
      dependencies: [
        "Timing",
        .product(name: "Ledger", package: "equipoise"),
        .product(name: "LedgerSQLite", package: "equipoise"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      path: "Ledger"
    ),
    .executableTarget(
      name: "randomization-benchmark",
      dependencies: [
        "Timing",
        .product(name: "Biostatistics", package: "Core"),
        .product(name: "TrialAnalysis", package: "Core"),
        .product(name: "TrialConduct", package: "Core"),
        .product(name: "TrialDesign", package: "Core"),
      ],
      path: "Randomization",
      exclude: ["randomization.R"]
    ),
    .executableTarget(
      name: "design-benchmark",
      dependencies: ["Timing", .product(name: "Biostatistics", package: "Core")],
      path: "Design",
      exclude: ["design.R"]
    ),
    .executableTarget(
      name: "exact-benchmark",
      dependencies: [.product(name: "Biostatistics", package: "Core")],
      path: "Exact",
      exclude: ["exact.py"]
    ),
  ],
  swiftLanguageModes: [.v6]
)
