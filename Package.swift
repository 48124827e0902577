// swift-tools-version: 6.2
import PackageDescription

/// The settings of every target of ours, stated once.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// Targets that ship also prove their memory safety; tests may not need to.
let shipped: [SwiftSetting] =
    strict + [
        .strictMemorySafety(),
        .enableExperimentalFeature("Lifetimes"),
    ]

let package = Package(
    name: "plejesoeg",
    products: [
        .executable(name: "plejesoeg", targets: ["plejesoeg"]),
        .executable(name: "enginecost", targets: ["enginecost"]),
        // For `benchmarks/micro`.
        .library(
            name: "PlejesoegEngine",
            targets: ["Analyzers", "CareUnits", "IndexFormat", "Places", "QueryEngine"]
        ),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // C surfaces: a header each, imported by exactly one Swift module.
        .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
        .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "CICU",
            linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]
        ),

        // The house, from the ground up. `scripts/check-imports` keeps this table true.
        .target(name: "CareUnits", swiftSettings: shipped),
        .target(name: "LMDB", dependencies: ["CLMDB"], swiftSettings: shipped),
        .target(
            name: "Analyzers",
            dependencies: ["CICU", "CStemmer"],
            path: "analyzers",
            exclude: ["README.md"],
            resources: [
                .embedInCode("chains/code.txt"),
                .embedInCode("chains/name.txt"),
                .embedInCode("chains/place.txt"),
                .embedInCode("chains/prose.txt"),
                .embedInCode("chains/query.txt"),
                .embedInCode("words/abbreviations.tsv"),
                .embedInCode("words/compounds.tsv"),
                .embedInCode("words/generic.txt"),
                .embedInCode("words/fillers.txt"),
                .embedInCode("words/lemmas.tsv"),
                .embedInCode("words/negations.tsv"),
                .embedInCode("words/protected.txt"),
                .embedInCode("words/stopwords.txt"),
                .embedInCode("words/streets.tsv"),
                .embedInCode("words/synonyms.tsv"),
            ],
            swiftSettings: shipped
        ),
        .target(name: "Statistics", swiftSettings: shipped),
        .target(name: "IndexFormat", dependencies: ["LMDB", "CareUnits"], swiftSettings: shipped),
        .target(
            name: "Indexer",
            dependencies: [
                "IndexFormat", "Analyzers", "CareUnits", "LMDB", "Statistics",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: shipped
        ),
        .target(
            name: "QueryEngine",
            dependencies: [
                "IndexFormat", "Analyzers", "Places", "CareUnits", "LMDB", "Statistics",
            ],
            swiftSettings: shipped
        ),
        .target(
            name: "Places",
            dependencies: ["IndexFormat", "Analyzers", "CareUnits", "LMDB"],
            swiftSettings: shipped
        ),
        .target(
            name: "Measuring",
            dependencies: ["QueryEngine", "Places", "CareUnits"],
            swiftSettings: shipped
        ),
        .target(name: "CSVImport", dependencies: ["CareUnits"], swiftSettings: shipped),
        .target(
            name: "PlaceImport",
            dependencies: [
                "Places", "CSVImport", "IndexFormat", "Analyzers", "CareUnits", "LMDB",
            ],
            swiftSettings: shipped
        ),
        .target(name: "DemoFeed", dependencies: ["CareUnits"], swiftSettings: shipped),
        .target(
            name: "Presentation",
            dependencies: ["CareUnits"],
            resources: [
                .embedInCode("Resources/page.css"), .embedInCode("Resources/table.css"),
                .embedInCode("Resources/blocks.css"), .embedInCode("Resources/print.css"),
            ],
            swiftSettings: shipped
        ),
        .target(
            name: "SearchServer",
            dependencies: [
                "QueryEngine", "Measuring", "Indexer", "IndexFormat", "Places", "LMDB", "Analyzers",
                "CareUnits", "CZlib", "Presentation",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            resources: [
                .embedInCode("Resources/index.html"), .embedInCode("Resources/openapi.yaml"),
                .embedInCode("Resources/methods.md"),
            ],
            swiftSettings: shipped
        ),
        .executableTarget(
            name: "plejesoeg",
            dependencies: [
                "SearchServer", "QueryEngine", "Measuring", "Indexer", "IndexFormat", "LMDB",
                "Analyzers", "DemoFeed", "CSVImport", "Places", "PlaceImport", "CareUnits",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: shipped
        ),
        .executableTarget(
            name: "enginecost",
            dependencies: [
                "Measuring", "QueryEngine", "IndexFormat", "Places", "Analyzers", "CareUnits",
            ],
            path: "benchmarks/EngineCost",
            swiftSettings: shipped
        ),
        .testTarget(
            name: "AnalyzersTests",
            dependencies: ["Analyzers"],
            exclude: ["Golden"],
            swiftSettings: strict
        ),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(
            name: "StatisticsTests",
            dependencies: ["Statistics", "TestSupport"],
            exclude: ["Golden"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CareUnitsTests",
            dependencies: ["CareUnits", "TestSupport"],
            exclude: ["Golden"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "LMDBTests",
            dependencies: ["LMDB", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "IndexFormatTests",
            dependencies: ["IndexFormat", "CareUnits", "LMDB", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "IndexerTests",
            dependencies: [
                "Indexer", "IndexFormat", "Analyzers", "CareUnits", "LMDB", "DemoFeed",
                "TestSupport",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "PlacesTests",
            dependencies: [
                "Places", "PlaceImport", "IndexFormat", "Analyzers", "CareUnits", "LMDB",
                "TestSupport",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CSVImportTests",
            dependencies: ["CSVImport", "CareUnits"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "DemoFeedTests",
            dependencies: ["DemoFeed", "CareUnits"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "PresentationTests",
            dependencies: ["Presentation", "CareUnits"],
            exclude: ["Cases", "Golden"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SearchServerTests",
            dependencies: [
                "SearchServer", "QueryEngine", "Indexer", "IndexFormat", "LMDB", "Analyzers",
                "DemoFeed", "CareUnits", "TestSupport",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "QueryEngineTests",
            dependencies: [
                "QueryEngine", "Indexer", "IndexFormat", "CareUnits", "LMDB", "Analyzers",
                "DemoFeed", "CSVImport",
            ],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)
