import CallInterface
import ECMAScript
import FlowDocument
import FlowInterpreter
import FlowParser
import Foundation
import Grammar
import ScriptEngine

/// A prepared flow and what is needed to run calls on it without a runtime.
struct BenchCalls: Sendable {
  let document: PreparedDocument
  let defaults: PreparedDocument
  static let uri = "bench:flow.vxml"
  private static let reference = ResourceReference(uri: uri, version: 1)

  init(_ flow: String) throws {
    document = try Self.prepare(Array(flow.utf8))
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
      path: "../../Sources/CallRuntime/Defaults/defaults.vxml")
    defaults = try Self.prepare(Array(try Data(contentsOf: sources)))
  }

  private static func prepare(_ bytes: [UInt8]) throws -> PreparedDocument {
    let result = FlowParser().parseDocument(bytes, uri: uri)
    guard let document = result.value else { throw BenchFailure(message: "\(result.diagnostics)") }
    return PreparedDocument(document)
  }

  /// A call that waits at its first menu with its prompt heard.
  func waitingCall(on lane: ScriptLane) throws -> BenchCall {
    let script = try lane.makeContext(ScriptConfiguration())
    let library = BenchLibrary(document: document)
    var call = BenchCall(
      interpreter: try Interpreter(
        flow: Self.uri, facts: CallFacts(startedAt: 0), library: library, defaults: defaults, script: script))
    call.tell(.answered)
    call.tell(.fetched(ActivityID(1), .loaded(Self.reference)))
    call.hearPrompts()
    return call
  }
}

struct BenchFailure: Error {
  let message: String
}

private struct BenchLibrary: ResourceLibrary {
  let document: PreparedDocument
  func document(_ reference: ResourceReference) -> PreparedDocument? { document }
  func grammar(_ reference: ResourceReference) -> GrammarFile? { nil }
  func script(_ reference: ResourceReference) -> String? { nil }
  func data(_ reference: ResourceReference) -> XMLTree? { nil }
}

struct BenchCall {
  var interpreter: Interpreter
  private var now = CallInstant.start
  private var playing: [ActivityID] = []

  init(interpreter: Interpreter) {
    self.interpreter = interpreter
  }

  mutating func tell(_ event: CallEvent) {
    now = now.advanced(by: .milliseconds(1))
    let step = interpreter.step(event, at: now)
    for command in step.commands {
      switch command {
      case .play(let id, _): playing.append(id)
      case .stopPlaying: playing.removeAll(keepingCapacity: true)
      default: break
      }
    }
  }

  mutating func hearPrompts() {
    while let id = playing.first {
      playing.removeFirst()
      tell(.promptFinished(id))
    }
  }
}
