import Foundation
import Testing

/// A telephone of PJSIP, told what to do line by line (`Peers/phone.py`).
final class Phone: Sendable {
  /// One call as the telephone tells it.
  struct Call: Sendable {
    var states: [String] = []
    /// Why it ended.
    var reason: String?
    var media: [Int] = []
    var digits = ""
    var ear = ToneEar()
    var wasReferred = false
    var isIncoming = false
    var isOver: Bool { states.last == "DISCONNECTED" }
    var isUp: Bool { states.last == "CONFIRMED" }
  }
  struct State: Sendable {
    var uri: String?
    var calls: [Int: Call] = [:]
    var faults: [String] = []
    /// What is told in brief; for whoever waited in vain.
    var log: [String] = []
  }

  let state: Watched<State>
  private let child: Child

  private init(in folder: Folder) throws {
    let python = try #require(Self.python)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Peers/phone.py")
    let state = Watched(State())
    self.state = state
    child = try Child(
      python, [script.path], in: folder.url,
      take: { line in
        state.change { $0.take(line) }
        return true
      },
      ended: { end in
        if end.code != 0 { state.change { $0.faults.append("the telephone ended: \(end.errors.suffix(5))") } }
      })
  }

  /// Where `.ci/peers` has put it.
  static let python: String? = {
    let places = [ProcessInfo.processInfo.environment["ATTENDANT_PJSUA_PYTHON"], ".build/peers/bin/python"]
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return places.compactMap { $0 }.map { URL(fileURLWithPath: $0, relativeTo: root).path }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()
  static let isMissing: Comment = "pjsua2 is not installed (.ci/peers puts it into .build/peers)"

  /// Telephones for as long as `body` runs.
  static func during<Result>(
    _ count: Int = 1, in folder: Folder, _ body: ([Phone]) async throws -> Result
  ) async throws -> Result {
    let phones = try (0..<count).map { _ in try Phone(in: folder) }
    do {
      for phone in phones { _ = try await phone.uri() }
      let result = try await body(phones)
      for phone in phones {
        #expect(phone.state.state.faults == [])
        phone.child.closeInput()
        #expect(try await phone.child.code() == 0, "\(phone.child.state.state.errors.suffix(5))")
      }
      return result
    } catch {
      for phone in phones { await phone.child.end() }
      throw error
    }
  }

  func uri() async throws -> String { try await wait(for: "the telephone's address") { $0.uri } }

  func wait<Seen>(for what: String, _ look: (State) throws -> Seen?) async throws -> Seen {
    try await state.wait(for: what) { state in
      guard state.faults.isEmpty else { throw GaveUp(what: what, state: "\(state.faults)") }
      return try look(state)
    }
  }

  // MARK: What it does

  private struct Order: Encodable {
    var `do`: String
    var call: Int?
    var uri: String?
    var digits: String?
    var by: String?
    var file: String?
    var status: Int?
  }

  private func tell(_ order: Order) throws {
    try child.write(String(decoding: try JSONEncoder().encode(order), as: UTF8.self))
  }

  /// Calls and waits until the call is up.
  /// - Returns: the call's number.
  func call(_ uri: String) async throws -> Int {
    let before = Set(state.state.calls.keys)
    try tell(Order(do: "call", uri: uri))
    return try await wait(for: "an answer of \(uri)") { state in
      guard let call = state.calls.first(where: { !before.contains($0.key) }) else { return nil }
      if call.value.isOver { throw GaveUp(what: "an answer of \(uri)", state: call.value.reason ?? "") }
      return call.value.isUp && !call.value.media.isEmpty ? call.key : nil
    }
  }

  /// Waits for a call to come.
  func incoming() async throws -> Int {
    try await wait(for: "a call") { $0.calls.first { $0.value.isIncoming && !$0.value.isOver }?.key }
  }

  func answer(_ call: Int, status: Int = 200) throws { try tell(Order(do: "answer", call: call, status: status)) }
  func hangUp(_ call: Int) throws { try tell(Order(do: "hangUp", call: call)) }
  func hold(_ call: Int) throws { try tell(Order(do: "hold", call: call)) }
  func resume(_ call: Int) throws { try tell(Order(do: "resume", call: call)) }
  func say(_ path: String, in call: Int) throws { try tell(Order(do: "say", call: call, file: path)) }
  func press(_ digits: String, in call: Int, by way: String = "rfc4733") throws {
    try tell(Order(do: "keys", call: call, digits: digits, by: way))
  }

  // MARK: What it hears

  /// Waits until the tone is heard now, and has been for so long.
  func hears(_ frequency: Int, in call: Int, forMilliseconds milliseconds: Int = 0) async throws {
    _ = try await wait(for: "\(frequency) Hz in call \(call)") { state in
      state.calls[call]?.ear.tone.flatMap { $0.frequency == frequency && $0.length >= milliseconds * 8 ? true : nil }
    }
  }

  /// Waits until sound of the call is agreed, before its answer or with it.
  func hasMedia(in call: Int) async throws {
    _ = try await wait(for: "media of call \(call)") { $0.calls[call]?.media.first }
  }

  /// Waits until nothing has been heard for so many milliseconds of the call.
  func hearsNothing(for milliseconds: Int, in call: Int) async throws {
    _ = try await wait(for: "silence in call \(call)") { state in
      (state.calls[call]?.ear.silence ?? 0) >= milliseconds * 8 ? true : nil
    }
  }

  /// Waits until the call is over.
  /// - Returns: what was heard in it.
  @discardableResult
  func end(of call: Int) async throws -> [Int] {
    try await wait(for: "the end of call \(call)") { state in
      state.calls[call].flatMap { $0.isOver ? $0.ear.order : nil }
    }
  }
}
