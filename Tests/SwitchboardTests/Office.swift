import Audio
import CallInterface
import CallRuntime
import Foundation
import Playback
import ScriptEngine
import SpeechSynthesis
import Synchronization
import Switchboard
import Telephony

/// A telephone server of the tests, with the flow of a test.
final class Office: Sendable {
  let server: TelephoneServer
  let port: UInt16
  let records: AsyncStream<CallRecord>
  /// What flows log.
  let logs: AsyncStream<String>
  let resources: ResourceStore
  private let file: URL
  private let folder: URL

  init(
    _ flow: String, port: UInt16, mediaPorts: ClosedRange<UInt16>, mostCalls: Int = 10, callsOfRoute most: Int? = nil,
    parameters: [String: String] = [:],
    changeServices: (inout ServerServices) -> Void = { _ in },
    change: (inout ServerOptions) -> Void = { _ in }
  ) async throws {
    self.port = port
    folder = FileManager.default.temporaryDirectory.appending(path: "office-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "flow.vxml")
    self.file = file
    try Data(flow.utf8).write(to: file)
    let (records, mailbox) = AsyncStream.makeStream(of: CallRecord.self)
    self.records = records
    let loader = StandardLoader()
    let resources = ResourceStore(loader: loader)
    self.resources = resources
    let (logs, log) = AsyncStream.makeStream(of: String.self)
    self.logs = logs
    let recordings = folder.path
    var services = ServerServices(
      lanes: try ScriptLanes(count: 1),
      route: { call in
        call.number == "nobody"
          ? nil : CallRoute(flow: file.absoluteString, resources: resources, mostCalls: most, parameters: parameters)
      },
      sounds: { _ in StandardSounds(loader: loader, session: FetchSession(), voice: RuleVoice()) },
      recordings: { RecordingFolder(recordings, call: $0) }, keep: { mailbox.yield($0) },
      observe: { _, _, report in
        if case .log(_, let text) = report { log.yield(text) }
      },
      now: { (1_767_607_200_000, 0) })
    changeServices(&services)
    var options = ServerOptions(
      sip: SIPEndpointOptions(addresses: [SIPLocalAddress(host: "127.0.0.1", port: port, transports: [.udp])]))
    options.mediaPorts = mediaPorts
    options.mostCalls = mostCalls
    change(&options)
    server = try await TelephoneServer.start(options, services)
  }

  var uri: String { "sip:100@127.0.0.1:\(port)" }

  /// For calls of the office's own.
  var route: CallRoute { CallRoute(flow: file.absoluteString, resources: resources) }

  /// The record of the next call that ends.
  func record() async -> CallRecord? {
    for await record in records { return record }
    return nil
  }

  func close() async throws {
    await server.stop()
    try FileManager.default.removeItem(at: folder)
  }
}
