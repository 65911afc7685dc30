// swift-tools-version: 6.2
// The doors of Equipoise: what touches disk, terminal and network. Everything pure is in Core.
import PackageDescription

let package = Package(
  name: "equipoise",
  products: [
    .executable(name: "equipoise", targets: ["equipoise"]),
    .library(name: "Ledger", targets: ["Ledger"]),
    .library(name: "LedgerSQLite", targets: ["LedgerSQLite"]),
  ],
  traits: [
    // Ledgers in a PostgreSQL database; needs libpq to build.
    .trait(name: "PostgreSQL"),
    // The JSON API and its server; Documentation/Decisions/0006-the-web-is-a-trait.md says why it is off by default.
    .trait(name: "Web"),
    .default(enabledTraits: []),
  ],
  dependencies: [
    .package(path: "Core"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.6.0"),
  ],
  targets: [
    // Entries of opaque bytes, chained by their hashes; knows no trial.
    .target(
      name: "Ledger",
      dependencies: [.product(name: "Crypto", package: "swift-crypto")]
    ),
    // The ledger as one SQLite file.
    .target(
      name: "LedgerSQLite",
      dependencies: ["Ledger", .product(name: "GRDB", package: "GRDB.swift")]
    ),
    // The ledger in a PostgreSQL database; empty without the trait.
    .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(
      name: "LedgerPostgres",
      dependencies: [
        "Ledger",
        .target(name: "CPQ", condition: .when(traits: ["PostgreSQL"])),
        .product(name: "Crypto", package: "swift-crypto"),
      ]
    ),
    // Published criteria, grades, regimens and drug facts, embedded as bytes.
    .target(
      name: "Shelf",
      exclude: ["drugs", "regimens", "response", "risk", "toxicity"]
    ),
    // Reference values of other programs, embedded as bytes.
    .target(name: "References"),
    // Study folders on disk: YAML to nodes, tables to bytes, fingerprints.
    .target(
      name: "ProtocolLibrary",
      dependencies: [
        "Shelf",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Markup", package: "Core"),
        .product(name: "TrialConduct", package: "Core"),
        .product(name: "TrialDesign", package: "Core"),
        .product(name: "Yams", package: "Yams"),
      ]
    ),
    // The live trial: requests decided on the ledger's head, the sealed seed, looking back.
    .target(
      name: "Coordination",
      dependencies: [
        "Ledger", "LedgerPostgres", "LedgerSQLite", "ProtocolLibrary",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "Markup", package: "Core"),
        .product(name: "TrialConduct", package: "Core"),
        .product(name: "TrialDesign", package: "Core"),
        .product(name: "TrialSimulation", package: "Core"),
      ]
    ),
    // The conduct of a trial as a JSON API; empty where the trait "Web" is not set.
    .target(
      name: "EquipoiseWeb",
      dependencies: [
        "Coordination", "Ledger", "ProtocolLibrary",
        .product(name: "Hummingbird", package: "hummingbird", condition: .when(traits: ["Web"])),
        .product(name: "Logging", package: "swift-log", condition: .when(traits: ["Web"])),
        .product(
          name: "ServiceLifecycle",
          package: "swift-service-lifecycle",
          condition: .when(traits: ["Web"])
        ),
        .product(name: "Markup", package: "Core"),
        .product(name: "TrialConduct", package: "Core"),
        .product(name: "TrialDesign", package: "Core"),
        .product(name: "TrialReporting", package: "Core"),
      ]
    ),
    // The command line.
    .executableTarget(
      name: "equipoise",
      dependencies: [
        "Coordination", "EquipoiseWeb", "Ledger", "LedgerSQLite", "ProtocolLibrary", "References",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log", condition: .when(traits: ["Web"])),
        .product(name: "Biostatistics", package: "Core"),
        .product(name: "Markup", package: "Core"),
        .product(name: "PaperAudit", package: "Core"),
        .product(name: "Qualification", package: "Core"),
        .product(name: "TrialAnalysis", package: "Core"),
        .product(name: "TrialConduct", package: "Core"),
        .product(name: "TrialDesign", package: "Core"),
        .product(name: "TrialReporting", package: "Core"),
        .product(name: "TrialSimulation", package: "Core"),
      ]
    ),

    .testTarget(name: "ProtocolLibraryTests", dependencies: ["ProtocolLibrary"]),
    .testTarget(name: "EquipoiseTests", dependencies: ["equipoise", "ProtocolLibrary"]),
    .testTarget(name: "HouseTests"),
    // The API in process, over made-up trials.
    .testTarget(
      name: "EquipoiseWebTests",
      dependencies: [
        "Coordination", "EquipoiseWeb", "equipoise", "Ledger", "LedgerSQLite", "ProtocolLibrary",
        .product(name: "HummingbirdTesting", package: "hummingbird", condition: .when(traits: ["Web"])),
        .product(name: "Markup", package: "Core"),
        .product(name: "TrialConduct", package: "Core"),
        .product(name: "TrialDesign", package: "Core"),
      ],
      exclude: ["Fixtures"]
    ),
    .testTarget(
      name: "LedgerTests",
      dependencies: [
        "Ledger", "LedgerPostgres", "LedgerSQLite", "ledger-child",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]
    ),
    // A program that the ledger's tests end in the midst of appending.
    .executableTarget(
      name: "ledger-child",
      dependencies: ["Ledger", "LedgerSQLite"],
      path: "Tests/LedgerChild"
    ),
    // The live trial: races, retries, forgeries, looking back.
    .testTarget(
      name: "CoordinationTests",
      dependencies: [
        "Coordination", "Ledger", "LedgerPostgres", "LedgerSQLite", "ProtocolLibrary", "equipoise",
        "trial-child",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "TrialConduct", package: "Core"),
        .product(name: "TrialDesign", package: "Core"),
        .product(name: "TrialSimulation", package: "Core"),
      ]
    ),
    // A program that conducts a trial for many at once, until a test ends it.
    .executableTarget(
      name: "trial-child",
      dependencies: [
        "Coordination",
        .product(name: "TrialConduct", package: "Core"),
        .product(name: "TrialDesign", package: "Core"),
      ],
      path: "Tests/TrialChild"
    ),
    // Medicine: the shelf's criteria against worked cases, and the commands that use them.
    .testTarget(
      name: "ClinicalTests",
      dependencies: [
        "equipoise", "ProtocolLibrary",
        .product(name: "Markup", package: "Core"),
        .product(name: "TrialConduct", package: "Core"),
        .product(name: "TrialDesign", package: "Core"),
        .product(name: "TrialReporting", package: "Core"),
      ],
      exclude: ["Fixtures"]
    ),
    // Whole studies, from their folders to their reports.
    .testTarget(
      name: "StudyTests",
      dependencies: [
        "equipoise", "ProtocolLibrary",
        .product(name: "Biostatistics", package: "Core"),
        .product(name: "Markup", package: "Core"),
        .product(name: "Qualification", package: "Core"),
        .product(name: "TrialAnalysis", package: "Core"),
        .product(name: "TrialConduct", package: "Core"),
        .product(name: "TrialDesign", package: "Core"),
        .product(name: "TrialReporting", package: "Core"),
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)
