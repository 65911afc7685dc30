// swift-tools-version: 6.2
// Timings of the statistics, apart from the packages they measure.
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(path: "../Core")],
  targets: [
    .executableTarget(
      name: "survival-benchmark",
      dependencies: [.product(name: "Biostatistics", package: "Core")],
      path: "Survival",
      exclude: ["survival.R"]
    )
  ],
  swiftLanguageModes: [.v6]
)
