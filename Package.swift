// swift-tools-version: 6.2
import PackageDescription

/// In CI every warning of our own targets is an error; at a desk it stays a warning.
let isCI = Context.environment["CI"] != nil

let strict: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
  ] + (isCI ? [.treatAllWarnings(as: .error)] : [])

let package = Package(
  name: "attendant",
  products: [
    .executable(name: "attendant", targets: ["attendant"]),
    .library(name: "Attendant", targets: ["Attendant"]),
    .library(name: "FlowInterpreter", targets: ["FlowInterpreter"]),
    // libattendant-c.so: a product called as the command cannot be; Sources/CAttendant/install calls it libattendant.so.
    .library(name: "attendant-c", type: .dynamic, targets: ["AttendantC"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    // Walls around C.
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CJavaScriptCore", pkgConfig: "javascriptcoregtk-4.1",
      providers: [.apt(["libjavascriptcoregtk-4.1-dev"])]),

    .systemLibrary(
      name: "CSofiaSIP", pkgConfig: "sofia-sip-ua", providers: [.apt(["libsofia-sip-ua-dev"])]),
    .target(name: "CSofiaSIPShim", dependencies: ["CSofiaSIP"]),
    .target(name: "CSockets"),
    .systemLibrary(name: "CSpanDSP", pkgConfig: "spandsp", providers: [.apt(["libspandsp-dev"])]),
    .systemLibrary(name: "CSndFile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
    .systemLibrary(name: "CALSA", pkgConfig: "alsa", providers: [.apt(["libasound2-dev"])]),
    .systemLibrary(name: "CSoXR", pkgConfig: "soxr", providers: [.apt(["libsoxr-dev"])]),
    .systemLibrary(name: "CGLib", pkgConfig: "glib-2.0", providers: [.apt(["libglib2.0-dev"])]),
    .systemLibrary(name: "CICal", pkgConfig: "libical", providers: [.apt(["libical-dev"])]),

    // Pure: no files, no clock, no threads, no C.
    .target(name: "FlowDocument", swiftSettings: strict),
    .target(name: "CallInterface", swiftSettings: strict),
    .target(name: "Calendars", dependencies: ["FlowDocument"], swiftSettings: strict),
    .target(name: "ECMAScript", dependencies: ["FlowDocument", "CallInterface"], swiftSettings: strict),
    .target(name: "Grammar", dependencies: ["FlowDocument", "CallInterface"], swiftSettings: strict),
    .target(name: "Prompting", dependencies: ["FlowDocument", "CallInterface"], swiftSettings: strict),
    .target(
      name: "FlowInterpreter",
      dependencies: ["Calendars", "FlowDocument", "CallInterface", "ECMAScript", "Grammar", "Prompting"],
      swiftSettings: strict),

    // Behind a wall each.
    .target(name: "FlowParser", dependencies: ["CLibXML2", "FlowDocument"], swiftSettings: strict),
    .target(
      name: "CalendarSources", dependencies: ["CICal", "Calendars", "FlowDocument", "FlowParser"], swiftSettings: strict
    ),
    .target(
      name: "FlowLint",
      dependencies: ["Calendars", "CallInterface", "ECMAScript", "FlowDocument", "FlowParser", "Grammar", "Prompting"],
      swiftSettings: strict),
    .target(
      name: "ScriptEngine", dependencies: ["CJavaScriptCore", "ECMAScript", "CallInterface", "FlowDocument"],
      swiftSettings: strict),

    .target(
      name: "Audio", dependencies: ["CSpanDSP", "CSndFile", "CSoXR", "CallInterface"], swiftSettings: strict),
    .target(name: "SoundDevice", dependencies: ["CALSA", "Audio", "CallInterface"], swiftSettings: strict),
    .target(
      name: "SpeechSynthesis",
      dependencies: [
        "CGLib", "CallInterface", "ECMAScript", "FlowDocument", "FlowLint", "FlowParser", "Prompting",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict),

    // What waits, and what people see.
    .target(
      name: "CallRuntime",
      dependencies: [
        "CalendarSources", "Calendars", "FlowDocument", "FlowParser", "Grammar", "CallInterface", "ECMAScript",
        "ScriptEngine", "FlowInterpreter", "Prompting",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      resources: [
        .embedInCode("Defaults/defaults.vxml"), .embedInCode("Defaults/words-en.tsv"),
        .embedInCode("Defaults/words-cmn.tsv"), .embedInCode("Defaults/words-yue.tsv"),
      ],
      swiftSettings: strict),
    .target(
      name: "Playback", dependencies: ["Audio", "CallInterface", "CallRuntime", "Prompting", "SpeechSynthesis"],
      swiftSettings: strict),
    .target(
      name: "Telephony",
      dependencies: ["Audio", "CallInterface", "CSockets", "CSofiaSIPShim", "CSpanDSP"], swiftSettings: strict),
    .target(
      name: "AudioSocket", dependencies: ["Audio", "CallInterface", "CSockets", "Telephony"], swiftSettings: strict),
    .target(
      name: "CallStore", dependencies: [.product(name: "GRDB", package: "GRDB.swift")], swiftSettings: strict),
    .target(
      name: "Switchboard",
      dependencies: [
        "Audio", "AudioSocket", "CalendarSources", "Calendars", "CallInterface", "CallRuntime", "CallStore",
        "FlowDocument", "FlowInterpreter", "FlowLint", "FlowParser", "Prompting", "ScriptEngine", "Telephony",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "CallScenarios",
      dependencies: [
        "Audio", "CallInterface", "FlowDocument", "FlowParser", "Prompting", "FlowInterpreter", "ScriptEngine",
        "CallRuntime",
      ],
      swiftSettings: strict),
    .target(
      name: "Console", dependencies: ["CallInterface", "Prompting", "CallRuntime", "CallScenarios"],
      swiftSettings: strict),
    .target(
      name: "Attendant",
      dependencies: [
        "Audio", "AudioSocket", "CallInterface", "CallRuntime", "CallStore", "FlowDocument", "FlowInterpreter",
        "FlowParser", "Playback", "ScriptEngine", "SpeechSynthesis", "Switchboard", "Telephony",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      exclude: ["document"], swiftSettings: strict),
    .target(name: "CAttendant", exclude: ["install"]),
    .target(
      name: "AttendantC",
      dependencies: [
        "CAttendant", "CallInterface", "CallRuntime", "ECMAScript", "FlowDocument", "FlowInterpreter", "FlowLint",
        "FlowParser", "Prompting", "ScriptEngine",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "attendant",
      dependencies: [
        "CalendarSources", "Calendars", "FlowDocument", "FlowParser", "FlowLint", "CallInterface", "CallRuntime",
        "CallStore", "FlowInterpreter", "ScriptEngine", "CallScenarios", "Console", "Audio", "AudioSocket", "Playback",
        "Prompting", "SoundDevice", "SpeechSynthesis", "Switchboard",
        "Telephony",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/attendant-cli",
      swiftSettings: strict),

    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Audio", "CSpanDSP", "FlowDocument", "FlowParser", "FlowInterpreter", "Grammar", "CallInterface", "ECMAScript",
        "ScriptEngine", "Telephony",
      ],
      path: "Tests/Benchmarks",
      swiftSettings: strict),
    .testTarget(
      name: "FlowInterpreterTests",
      dependencies: [
        "FlowDocument", "FlowParser", "FlowInterpreter", "Grammar", "CallInterface", "ECMAScript", "ScriptEngine",
      ],
      exclude: ["Goldens"],
      swiftSettings: strict),
    .testTarget(
      name: "FlowParserTests", dependencies: ["FlowDocument", "FlowParser"], exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(
      name: "CalendarTests", dependencies: ["Calendars", "CalendarSources", "FlowDocument"], swiftSettings: strict),
    .testTarget(
      name: "GrammarTests", dependencies: ["Grammar", "FlowDocument", "CallInterface"], swiftSettings: strict),
    .testTarget(
      name: "FlowLintTests",
      dependencies: ["CalendarSources", "Calendars", "FlowDocument", "FlowLint", "FlowParser", "Prompting"],
      swiftSettings: strict),
    .testTarget(
      name: "PromptingTests", dependencies: ["Prompting", "FlowDocument", "CallInterface"], swiftSettings: strict),
    .testTarget(
      name: "CallRuntimeTests",
      dependencies: [
        "CallRuntime", "CallInterface", "ECMAScript", "FlowDocument", "FlowParser", "FlowInterpreter", "Grammar",
        "Prompting", "ScriptEngine",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ConformanceTests", dependencies: ["CallInterface", "CallRuntime", "CallScenarios", "ScriptEngine"],
      swiftSettings: strict),
    .testTarget(
      name: "CallScenariosTests",
      dependencies: ["CallInterface", "CallScenarios", "CallRuntime", "FlowParser", "ScriptEngine"],
      swiftSettings: strict),
    .testTarget(
      name: "ScriptEngineTests", dependencies: ["ScriptEngine", "ECMAScript", "CallInterface", "FlowDocument"],
      swiftSettings: strict),
    .testTarget(
      name: "AudioTests", dependencies: ["Audio", "CallInterface", "CSpanDSP"], exclude: ["DETECTION.md"],
      swiftSettings: strict),
    .testTarget(
      name: "TelephonyTests", dependencies: ["Audio", "CallInterface", "CSockets", "CSofiaSIPShim", "Telephony"],
      swiftSettings: strict),
    .testTarget(
      name: "AudioSocketTests", dependencies: ["Audio", "AudioSocket", "CallInterface", "Telephony"],
      swiftSettings: strict),
    .testTarget(
      name: "CallStoreTests", dependencies: ["CallStore", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .testTarget(
      name: "SwitchboardTests",
      dependencies: [
        "Audio", "AudioSocket", "CallInterface", "CallRuntime", "CallStore", "FlowDocument", "FlowInterpreter",
        "FlowParser", "Playback", "ScriptEngine", "SpeechSynthesis", "Switchboard", "Telephony",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "MetricsTestKit", package: "swift-metrics"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    // Callers without flows, for tests and load.
    .target(
      name: "TestCallers", dependencies: ["Audio", "CallInterface", "CSockets", "Telephony"],
      path: "Tests/TestCallers", swiftSettings: strict),
    .executableTarget(
      name: "Load",
      dependencies: ["Audio", "CallInterface", "CSockets", "CSpanDSP", "Telephony", "TestCallers", "attendant"],
      path: "Tests/Load", swiftSettings: strict),
    // Calls of real telephones and load generators to the built command.
    .testTarget(
      name: "PeerTests",
      dependencies: [
        "Audio", "CallInterface", "CallRuntime", "CallStore", "CSockets", "Telephony", "TestCallers", "attendant",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Peers"], swiftSettings: strict),
    .testTarget(
      name: "FlowsTests",
      dependencies: [
        "CallInterface", "CallRuntime", "CallScenarios", "FlowDocument", "FlowInterpreter", "ScriptEngine", "attendant",
      ],
      swiftSettings: strict),
    .testTarget(name: "AttendantTests", dependencies: ["Attendant"], swiftSettings: strict),
    .testTarget(
      name: "LineScenarioTests",
      dependencies: [
        "Audio", "CallInterface", "CallRuntime", "CallScenarios", "Playback", "ScriptEngine", "SpeechSynthesis",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PlaybackTests",
      dependencies: [
        "Audio", "CallInterface", "CallRuntime", "Playback", "ScriptEngine", "SpeechSynthesis",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SoundDeviceTests", dependencies: ["Audio", "CallInterface", "SoundDevice"], swiftSettings: strict),
    .testTarget(
      name: "SpeechSynthesisTests",
      dependencies: ["CallInterface", "FlowDocument", "FlowLint", "FlowParser", "Prompting", "SpeechSynthesis"],
      exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(name: "ConsoleTests", dependencies: ["CallInterface", "Console"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["Audio", "AudioSocket", "CallInterface", "attendant"], swiftSettings: strict),
    .testTarget(
      name: "CInterfaceTests",
      dependencies: ["AttendantC", "CAttendant", "CallInterface", "CallRuntime", "FlowInterpreter", "attendant"],
      exclude: ["program.c"], swiftSettings: strict),
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "Calendars",
        "Audio", "FlowDocument", "FlowParser", "FlowInterpreter", "Grammar", "CallInterface", "CallRuntime",
        "CallScenarios", "Console", "ECMAScript", "Playback", "ScriptEngine", "SpeechSynthesis", "Switchboard",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
  ]
)
