import CAttendant
import Foundation
import Testing

/// The C functions as Swift tests use them: every pointer is given back.
enum Attendant {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static func load(_ text: String, uri: String = "http://flows.example/flow.vxml") throws -> Flow {
    var error: UnsafeMutablePointer<CChar>?
    let bytes = Array(text.utf8)
    return Flow(try found(attendant_flow_load(uri, bytes, bytes.count, nil, &error), error))
  }

  static func load(path: String) throws -> Flow {
    var error: UnsafeMutablePointer<CChar>?
    return Flow(try found(attendant_flow_load_file(path, &error), error))
  }

  /// What is there, or the text of the error, which must be there then.
  static func found<Value>(_ value: Value?, _ error: UnsafeMutablePointer<CChar>?) throws -> Value {
    defer { attendant_string_free(error) }
    if let value {
      #expect(error == nil)
      return value
    }
    throw Failure(description: String(cString: try #require(error)))
  }
}

/// Runs a test on a thread of its own. The C functions hold their thread until they are done, and tests run in tasks, whose
/// few threads the library needs for its own work.
func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
  try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
    Thread.detachNewThread { done.resume(with: Result { try body() }) }
  }
}

final class Flow {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit { attendant_flow_free(pointer) }

  func begin(_ facts: String = #"{"startedAt":0}"#) throws -> Call {
    var error: UnsafeMutablePointer<CChar>?
    return Call(try Attendant.found(attendant_call_begin(pointer, facts, &error), error))
  }
}

/// Used by one test at a time, or by several threads where a test is about that.
final class Call: @unchecked Sendable {
  // The library takes steps from any thread; the pointer never changes.
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit { attendant_call_free(pointer) }

  var hasEnded: Bool { attendant_call_has_ended(pointer) }

  @discardableResult
  func step(_ event: String, at time: Int64 = 0) throws -> HostStep {
    var error: UnsafeMutablePointer<CChar>?
    return try HostStep(Attendant.found(attendant_call_step(pointer, event, time, &error), error))
  }

  @discardableResult
  func supply(
    _ id: Int, _ text: String?, uri: String? = nil, type: String? = nil, status: Int32 = 200, at time: Int64 = 0
  ) throws -> HostStep {
    var error: UnsafeMutablePointer<CChar>?
    let bytes = text.map { Array($0.utf8) } ?? []
    return try HostStep(
      Attendant.found(
        attendant_call_supply(pointer, Int64(id), uri, type, status, bytes, bytes.count, time, &error), error))
  }
}

/// A step, read by another reader than the library's writer.
struct HostStep {
  let text: String
  private let members: [String: Any]

  init(_ text: UnsafeMutablePointer<CChar>) throws {
    defer { attendant_string_free(text) }
    self.text = String(cString: text)
    members = try #require(JSONSerialization.jsonObject(with: Data(self.text.utf8)) as? [String: Any])
  }

  var commands: [[String: Any]] { members["commands"] as? [[String: Any]] ?? [] }
  /// Without reports.
  var names: [String] { commands.compactMap { $0["command"] as? String }.filter { $0 != "report" } }
  var prompts: [String] { commands.compactMap { $0["text"] as? String } }
  var wakeUp: Int? { members["wakeUp"] as? Int }
  var at: Int? { members["at"] as? Int }
  var ended: Bool? { members["ended"] as? Bool }
  var waiting: String? { (members["waiting"] as? [String: Any])?["for"] as? String }
  func command(_ name: String) -> [String: Any]? { commands.first { $0["command"] as? String == name } }
  var fetch: (id: Int, uri: String)? {
    guard let fetch = command("fetch"), let id = fetch["id"] as? Int, let uri = fetch["uri"] as? String else {
      return nil
    }
    return (id, uri)
  }
}
