// swift-tools-version: 6.1
import PackageDescription

// A package of its own: whoever builds or tests the engine needs nothing of what measures it.
let package = Package(
    name: "micro",
    dependencies: [
        .package(name: "plejesoeg", path: "../.."),
        // Without traits: its counters of allocations need libraries that are not everywhere.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "Engine",
            dependencies: [
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "PlejesoegEngine", package: "plejesoeg"),
            ],
            path: "Benchmarks/Engine",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        )
    ],
    swiftLanguageModes: [.v6]
)
