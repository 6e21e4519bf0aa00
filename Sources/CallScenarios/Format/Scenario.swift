public import CallInterface
public import FlowParser

/// A scenario file (`.call`): what a caller does, how the world answers, and what the system must produce.
public struct Scenario: Hashable, Sendable {
  /// Name for messages, as the user wrote it.
  public let file: String
  /// The file as it was read; `--update` changes only lines of it.
  public let text: String
  /// The meaningful lines in file order.
  public let lines: [ScenarioLine]

  public init(file: String, text: String, lines: [ScenarioLine]) {
    self.file = file
    self.text = text
    self.lines = lines
  }

  /// The flow as written, relative to the scenario file.
  public var flow: String? {
    for line in lines {
      if case .flow(let path) = line.kind { return path }
    }
    return nil
  }

  /// What the `call`, `seed` and `set` lines say, laid over what is given.
  public func facts(over base: CallFacts) -> CallFacts {
    var facts = base
    for line in lines {
      switch line.kind {
      case .call(let start):
        if let from = start.from { facts.from = from }
        if let to = start.to { facts.to = to }
        if let time = start.at {
          facts.startedAt = time.milliseconds
          facts.utcOffset = time.utcOffset
        }
      case .seed(let seed): facts.seed = seed
      case .set(.aai, let text): facts.aai = text
      case .set(.protocolName, let text): facts.protocolName = text
      case .set(.protocolVersion, let text): facts.protocolVersion = text
      case .set(.redirect, let text): facts.redirects.insert(CallFacts.Redirect(uri: text), at: 0)
      case .set(.language, _), .set(.speaks, _), .set(.understands, _), .set(.lacks, _), .set(.recordings, _),
        .set(.callbacks, _), .set(.mode, _), .flow, .press, .say, .silence, .wait, .record,
        .hangup, .transfer, .fetch, .expectPrompt, .expectState, .expectTrue, .expectLog:
        break
      }
    }
    return facts
  }

  /// The language of prompts that name none, where `set language=…` says so.
  public var language: String? { value(of: .language) }

  /// What `set speaks=…` says.
  public var spokenLanguages: [String]? { value(of: .speaks).map(Self.list) }

  /// What `set understands=…` says.
  public var understoodLanguages: [String]? { value(of: .understands).map(Self.list) }

  /// What `set lacks=…` says.
  public var missingElements: [String] { value(of: .lacks).map(Self.list) ?? [] }

  /// Whether no recording can be made.
  public var recordingsFail: Bool { value(of: .recordings) == "fail" }

  /// Whether no promise of a call-back can be stored.
  public var callbacksFail: Bool { value(of: .callbacks) == "fail" }

  /// What `set mode=…` says.
  public var mode: ParserOptions.Mode? { value(of: .mode).map { $0 == "strict" ? .strict : .tolerant } }

  private func value(of setting: Setting) -> String? {
    for line in lines {
      if case .set(setting, let text) = line.kind { return text }
    }
    return nil
  }

  private static func list(_ text: String) -> [String] {
    text.split { $0.isWhitespace || $0 == "," }.map(String.init)
  }

  /// Whether anything is expected; a file without expectations is a script.
  public var hasExpectations: Bool { lines.contains { $0.kind.isExpectation } }
}
