import CallInterface
import ECMAScript
import FlowDocument
import FlowInterpreter
import FlowParser
import Foundation
import Grammar
import ScriptEngine
import Testing

/// An interpreter on a bench: one document in a library, events by hand, no runtime around it.
struct Bench {
  static let uri = "test:flow.vxml"
  let document: PreparedDocument
  let defaults: PreparedDocument

  /// - Parameter elements: that a host adds to the language.
  init(_ flow: String, elements: ExtensionSchema = .none) throws {
    document = try Self.prepare(flow, elements)
    defaults = try Self.prepare(
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
        <property name="timeout" value="5s"/><property name="interdigittimeout" value="3s"/>
        <property name="termtimeout" value="0s"/><property name="termchar" value="#"/>
        <catch event="cancel"/><catch event="exit connection.disconnect"><exit/></catch>
        <catch event="noinput nomatch help"><reprompt/></catch>
        <catch><exit/></catch>
      </vxml>
      """)
  }

  private static func prepare(_ flow: String, _ elements: ExtensionSchema = .none) throws -> PreparedDocument {
    let result = FlowParser(options: ParserOptions(extensions: elements)).parseDocument(Array(flow.utf8), uri: uri)
    return PreparedDocument(try #require(result.value, "\(result.diagnostics)"))
  }

  /// Makes an interpreter on a lane and lets `body` drive it.
  func drive<T: Sendable>(
    at fragment: String, seed: UInt64 = 0, on lane: ScriptLane? = nil,
    _ body: @escaping @Sendable (inout Interpreter) throws -> T
  ) async throws -> T {
    let lane = try lane ?? ScriptLane()
    let library = OneDocument(document: document)
    let defaults = defaults
    return try await lane.run {
      let script = try lane.makeContext(ScriptConfiguration())
      var interpreter = try Interpreter(
        flow: Bench.uri + "#" + fragment, facts: CallFacts(startedAt: 0, seed: seed), library: library,
        defaults: defaults,
        script: script)
      return try body(&interpreter)
    }
  }
}

private struct OneDocument: ResourceLibrary {
  let document: PreparedDocument

  func document(_ reference: ResourceReference) -> PreparedDocument? { document }
  func grammar(_ reference: ResourceReference) -> GrammarFile? { nil }
  func script(_ reference: ResourceReference) -> String? { nil }
  func data(_ reference: ResourceReference) -> XMLTree? { nil }
}
