import ArgumentParser
import Audio
import AudioSocket
import CallInterface
import CallRuntime
import CallScenarios
import FlowParser
import Foundation
import Logging
import Playback
import ScriptEngine
import SpeechSynthesis
import Switchboard
import Telephony

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Answers telephone calls over SIP and RTP, and over AudioSocket.",
    discussion: """
      Every call to the address is answered by the flow. SIGTERM and Ctrl-C take no more calls and let those that are up \
      end by themselves, within the drain limit; a second one ends them. Call records are printed as JSON, one line a \
      call; what happens in calls goes to standard error.

      Examples:
        attendant serve hotline.vxml --sip 192.0.2.10:5060
        attendant serve hotline.vxml --sip 192.0.2.10:5060 --rtp-ports 20000-20999 --most-calls 400
        attendant serve hotline.vxml --sip 192.0.2.10:5060 --peer 192.0.2.1 --http 127.0.0.1:8080
        attendant serve hotline.vxml --audiosocket 192.0.2.10:9092 --peer 192.0.2.1
      """)

  @Argument(help: "The flow: a file or an http URI.", completion: .file(extensions: ["vxml", "xml"]))
  var flow: String

  @Option(help: "The address for SIP over UDP and TCP, numeric, such as 192.0.2.10:5060 or [2001:db8::1]:5060.")
  var sip: HostAndPort?

  @Option(help: "The address for AudioSocket (Asterisk) over TCP, numeric, such as 192.0.2.10:9092.")
  var audiosocket: HostAndPort?

  @Option(help: "The ports for sound, two a call.")
  var rtpPorts = PortRange(bounds: 20000...29999)

  @Option(help: "Calls at once; more are refused with 503.")
  var mostCalls = 500

  @Option(help: "Only these numeric addresses may call. May be given several times; without it anybody may.")
  var peer: [String] = []

  @Option(help: "How often a call rings before it is answered, 0 to 3.")
  var rings = 0

  @Option(help: "Language of prompts that name none.")
  var language = "en"

  @Option(help: "Seconds that a drain lets calls go on.")
  var drainLimit = 300

  @Option(help: "Who speaks what is not recorded: 'espeak' (espeak-ng), 'hum', 'none'.")
  var voice = VoiceChoice.espeak

  @Option(help: "Where 'record' writes.", completion: .directory)
  var recordings = "recordings"

  @Option(help: "Answer GET /health and GET /metrics here, such as 127.0.0.1:8080.")
  var http: HostAndPort?

  func validate() throws {
    guard sip != nil || audiosocket != nil else { throw ValidationError("give --sip, --audiosocket, or both") }
    guard (0...3).contains(rings) else { throw ValidationError("--rings is from 0 to 3") }
    guard mostCalls > 0, drainLimit >= 0 else { throw ValidationError("limits are greater than 0") }
  }

  func run() async throws {
    let uri = FileURI.uri(of: flow)
    try FirstDocument(uri: uri, written: flow, parsing: .init()).check()
    let server = try await start(try options(), try await services(uri))
    let page: StatusPage? = if let http { try await StatusPage.start(on: http, of: server) } else { nil }
    let places = [sip.map { "sip:\($0)" }, audiosocket.map { "audiosocket:\($0)" }].compactMap { $0 }
    Output.errors.line("attendant: answering at \(places.joined(separator: " and "))")
    let signals = Signals([SIGTERM, SIGINT])
    await signals.next()
    Output.errors.line("attendant: no more calls; \(server.counts.active) still up")
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await server.drain() }
      group.addTask { await signals.next() }
      await group.next()
      group.cancelAll()
    }
    await server.stop()
    await page?.stop()
  }

  /// - Throws: exit code 3 where an address cannot be had.
  private func start(_ options: ServerOptions, _ services: ServerServices) async throws -> AnsweringServers {
    var telephone: TelephoneServer?
    do {
      if sip != nil { telephone = try await TelephoneServer.start(options, services) }
      var sockets: AudioSocketServer?
      if let audiosocket {
        guard let address = SocketAddress(audiosocket.host, port: audiosocket.port) else {
          throw ServerFault.badHost(audiosocket.host)
        }
        sockets = try await AudioSocketServer.start(at: address, options, services, beside: telephone)
      }
      return AnsweringServers(telephone: telephone, sockets: sockets)
    } catch {
      await telephone?.stop()
      guard error is SIPEndpointFault || error is MediaFault || error is ServerFault || error is AudioSocketFault else {
        throw error
      }
      Output.errors.line("attendant: error: \(error)")
      throw Exit.missingPart
    }
  }

  private func options() throws -> ServerOptions {
    let addresses = sip.map { [SIPLocalAddress(host: $0.host, port: $0.port)] } ?? []
    var endpoint = SIPEndpointOptions(addresses: addresses)
    endpoint.userAgent = "Attendant/\(AttendantVersion.current)"
    var options = ServerOptions(sip: endpoint)
    options.mediaPorts = rtpPorts.bounds
    options.mostCalls = mostCalls
    options.drainLimit = .seconds(drainLimit)
    if !peer.isEmpty { options.peers = try PeerList(peer) }
    return options
  }

  private func services(_ uri: String) async throws -> ServerServices {
    let loader = StandardLoader()
    let voice = try await voice.voice()
    let prompts = FileURI.path(of: uri).map { PromptRecordings(folder: PromptFolders.path(forFlow: $0)) }
    let shelf = CheckedSounds()
    let folder = FileURI.absolute(recordings)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (path, outcome) in RecordingWriter.repairAll(in: folder) {
      Output.errors.line("attendant: recording left by a crash: \(path): \(outcome)")
    }
    let route = CallRoute(
      flow: uri, resources: ResourceStore(loader: loader), language: language,
      spokenLanguages: self.voice.languages, rings: rings)
    return ServerServices(
      lanes: try ScriptLanes(), route: { _ in route },
      sounds: { _ in
        StandardSounds(
          loader: loader, session: FetchSession(), voice: voice, recordings: prompts, shelf: shelf)
      },
      recordings: { RecordingFolder(folder, call: $0) },
      logger: Logger(label: "attendant", factory: { StreamLogHandler.standardError(label: $0) }),
      keep: { record in
        do {
          Output.standard.line(try record.json())
        } catch {
          Output.errors.line("attendant: error: a call record cannot be written: \(error)")
        }
      })
  }
}
