// swift-tools-version: 6.2
// The pure half of Equipoise: no clock, no disk, no network, no system randomness.
import PackageDescription

let package = Package(
  name: "Core",
  products: [
    .library(name: "Biostatistics", targets: ["Biostatistics"]),
    .library(name: "Markup", targets: ["Markup"]),
    .library(name: "PaperAudit", targets: ["PaperAudit"]),
    .library(name: "Qualification", targets: ["Qualification"]),
    .library(name: "TrialDesign", targets: ["TrialDesign"]),
    .library(name: "TrialConduct", targets: ["TrialConduct"]),
    .library(name: "TrialAnalysis", targets: ["TrialAnalysis"]),
    .library(name: "TrialSimulation", targets: ["TrialSimulation"]),
    .library(name: "TrialReporting", targets: ["TrialReporting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1")
  ],
  targets: [
    // Ground: they know no trial.
    .target(
      name: "Biostatistics",
      dependencies: [.product(name: "RealModule", package: "swift-numerics")]
    ),
    .target(name: "Markup"),
    // A text's numbers held against each other.
    .target(
      name: "PaperAudit",
      dependencies: ["Biostatistics", .product(name: "RealModule", package: "swift-numerics")]
    ),
    // Plan.
    .target(name: "TrialDesign"),
    // Doers.
    .target(
      name: "TrialConduct",
      dependencies: [
        "Biostatistics", "Markup", "TrialDesign", .product(name: "RealModule", package: "swift-numerics"),
      ]
    ),
    // Thinkers.
    .target(name: "TrialAnalysis", dependencies: ["Biostatistics", "TrialConduct", "TrialDesign"]),
    // Statistics and allocations held against reference values of other programs.
    .target(
      name: "Qualification",
      dependencies: ["Biostatistics", "Markup", "TrialAnalysis", "TrialConduct", "TrialDesign"]
    ),
    .target(
      name: "TrialSimulation",
      dependencies: ["Biostatistics", "TrialAnalysis", "TrialConduct", "TrialDesign"]
    ),
    // Tellers.
    // The style sheet and the script of report pages, embedded as bytes.
    .target(name: "ReportAssets", exclude: ["report.css", "report.js"]),
    .target(
      name: "TrialReporting",
      dependencies: [
        "Biostatistics", "Markup", "PaperAudit", "Qualification", "ReportAssets", "TrialAnalysis",
        "TrialConduct", "TrialDesign", "TrialSimulation",
        .product(name: "RealModule", package: "swift-numerics"),
      ]
    ),

    // Protocol files as Swift literals, for the tests of several targets.
    .target(name: "ProtocolLiterals", dependencies: ["TrialDesign"], path: "Tests/ProtocolLiterals"),
    .testTarget(name: "BiostatisticsTests", dependencies: ["Biostatistics"], exclude: ["Fixtures"]),
    .testTarget(name: "QualificationTests", dependencies: ["Markup", "Qualification"]),
    // Labelled paragraphs are read where they stand.
    .testTarget(
      name: "PaperAuditTests",
      dependencies: ["Biostatistics", "PaperAudit"],
      exclude: ["Corpus", "HeldOut"]
    ),
    .testTarget(name: "MarkupTests", dependencies: ["Markup"]),
    .testTarget(name: "TrialDesignTests", dependencies: ["ProtocolLiterals", "TrialDesign"]),
    .testTarget(
      name: "TrialConductTests",
      dependencies: ["Markup", "ProtocolLiterals", "TrialConduct"],
      exclude: ["Fixtures"]
    ),
    .testTarget(name: "TrialAnalysisTests", dependencies: ["ProtocolLiterals", "TrialAnalysis"]),
    .testTarget(name: "TrialSimulationTests", dependencies: ["TrialSimulation"]),
    .testTarget(
      name: "TrialReportingTests",
      dependencies: [
        "Biostatistics", "Markup", "PaperAudit", "ProtocolLiterals", "TrialReporting", "TrialSimulation",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      exclude: ["Figures/Snapshots"]
    ),
  ],
  swiftLanguageModes: [.v6]
)
