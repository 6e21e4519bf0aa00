import ArgumentParser
import CallScenarios
import Foundation
import Logging
import Switchboard
import Telephony

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Answers telephone calls over SIP and RTP, and over AudioSocket.",
    discussion: """
      Every call to the address is answered by the flow, or by the flow that the configuration has for its number. \
      SIGTERM and Ctrl-C take no more calls and let those that are up end by themselves, within the drain limit; a \
      second one ends them. SIGHUP reads all flows anew: calls that are up keep theirs, and flows with errors are \
      refused. Call records are printed as JSON, one line a call; what happens goes to standard error.

      Examples:
        attendant serve hotline.vxml --sip 192.0.2.10:5060
        attendant serve hotline.vxml --sip 192.0.2.10:5060 --rtp-ports 20000-20999 --most-calls 400
        attendant serve hotline.vxml --sip 192.0.2.10:5060 --peer 192.0.2.0/24 --http 127.0.0.1:8080
        attendant serve hotline.vxml --audiosocket 192.0.2.10:9092 --peer 192.0.2.1
        attendant serve --config attendant.yaml
      """)

  @Argument(
    help: "The flow: a file or an http URI. With routes in the configuration: for numbers that these do not know.",
    completion: .file(extensions: ["vxml", "xml"]))
  var flow: String?

  @Option(help: "A configuration; options here override what it says.", completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Option(
    help: """
      An address for SIP, numeric, such as 192.0.2.10:5060 or [2001:db8::1]:5060/tcp; UDP and TCP without a transport. \
      May be given several times; TLS needs the configuration, because of its certificates.
      """)
  var sip: [SIPPlace] = []

  @Option(help: "The address for AudioSocket (Asterisk) over TCP, numeric, such as 192.0.2.10:9092.")
  var audiosocket: HostAndPort?

  @Option(help: "The address that callers send their sound to, where it is not that of --sip.")
  var mediaHost: String?

  @Option(help: "Calls at once; more are refused with 503. Default: 500.")
  var mostCalls: Int?

  @Option(help: "Who may call: numeric addresses and networks. May be given several times; without it anybody may.")
  var peer: [String] = []

  @Option(help: "How often a call of FLOW rings before it is answered, 0 to 3.")
  var rings = 0

  @Option(help: "The language in which calls of FLOW begin, such as 'yue'. Otherwise that of the flow.")
  var language: String?

  @Option(help: "Seconds that a drain lets calls go on. Default: 300.")
  var drainLimit: Int?

  @Option(help: "Answer GET /health and GET /metrics here, such as 127.0.0.1:8080.")
  var http: HostAndPort?

  @OptionGroup var defaults: DefaultsOptions
  @OptionGroup(title: "Sound") var sound: SoundOptions
  @OptionGroup(title: "Log") var log: LogOptions

  func validate() throws {
    guard (0...3).contains(rings) else { throw ValidationError("--rings is from 0 to 3") }
    guard mostCalls ?? 1 > 0, drainLimit ?? 0 >= 0 else { throw ValidationError("limits are greater than 0") }
    guard flow != nil || config != nil else { throw ValidationError("a flow, or a --config with routes, is needed") }
    guard !sip.contains(where: { $0.address.transports.contains(.tls) }) else {
      throw ValidationError("TLS needs a --config, which says where the certificates are")
    }
    do throws(PeerListFault) {
      _ = try PeerList(peer)
    } catch {
      throw ValidationError("--peer: \(error)")
    }
  }

  func run() async throws {
    let file = try ServerParts.file(at: config)
    let parts = try ServerParts(
      file: file, sound: sound, logFormat: log.logFormat, logLevel: log.logLevel)
    let listeners = sip.isEmpty ? file.sip : sip.map { .init(address: $0.address, mediaHost: mediaHost) }
    let exchange = try audiosocket ?? place(file.audioSocket, "audiosocket")
    guard !listeners.isEmpty || exchange != nil else {
      Output.errors.line(
        "attendant: error: no address to answer at: give --sip or --audiosocket, or have them in the configuration")
      throw Exit.usage
    }
    guard file.callbacks == nil || !listeners.isEmpty else {
      Output.errors.line("attendant: error: call-backs need an address for SIP")
      throw Exit.usage
    }
    let page = try http ?? place(file.http, "http")
    let editions = FlowEditions(try await firstEdition(parts))
    let services = try await parts.services { editions.current.route(for: $0.number) }
    let answering = try await AnsweringServers.start(
      try options(parts, listeners), exchange: exchange, editions, services, try await parts.callbackDesk(editions))
    let status: StatusPage? = if let page { try await StatusPage.start(on: page, of: answering) } else { nil }
    let places = listeners.map { "sip:\($0.address)" } + (exchange.map { ["audiosocket:\($0)"] } ?? [])
    parts.logger.info("answering", metadata: ["at": "\(places.joined(separator: " "))"])
    let servers = answering.servers
    await Self.serve(servers, EditionReader(command: self, parts: parts, editions: editions), parts.logger)
    await servers.stop()
    await status?.stop()
  }

  /// Until a signal ends it.
  private static func serve(
    _ servers: TelephoneService.Servers, _ reader: EditionReader, _ logger: Logger
  ) async {
    let signals = Signals([SIGTERM, SIGINT, SIGHUP])
    while let signal = await signals.next(), signal == SIGHUP { await reader.reload() }
    logger.info("no more calls", metadata: ["active": "\(servers.counts.active)"])
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await servers.drain() }
      group.addTask { while await signals.next() == SIGHUP {} }
      await group.next()
      group.cancelAll()
    }
  }

  /// The routes of the configuration, and the flow of the command behind them.
  func table(_ file: ServerFile) throws -> RouteTable {
    var entries = file.routes
    if let flow {
      entries.append(RouteTable.Entry(flow: FileURI.uri(of: flow), language: language, rings: rings))
    }
    guard !entries.isEmpty else {
      Output.errors.line("attendant: error: no flow: name one, or give the configuration 'routes'")
      throw Exit.usage
    }
    // It answers no number.
    if let callbacks = file.callbacks { entries.append(RouteTable.Entry(numbers: [], flow: callbacks.flow)) }
    return RouteTable(entries)
  }

  /// The option goes before the configuration.
  func defaultsURI(_ file: ServerFile) -> String? {
    defaults.defaults.map { FileURI.uri(of: $0) } ?? file.defaults
  }

  private func firstEdition(_ parts: ServerParts) async throws -> FlowEdition {
    do {
      return try await parts.edition(try table(parts.file), defaults: defaultsURI(parts.file))
    } catch let findings as FlowFindings {
      Findings.tell(findings.errors)
      throw Exit.failed
    }
  }

  private func options(_ parts: ServerParts, _ listeners: [ServerFile.Listener]) throws -> ServerOptions {
    var options = try parts.options(listeners)
    if let rtpPorts = sound.rtpPorts { options.mediaPorts = rtpPorts.bounds }
    if let mostCalls { options.mostCalls = mostCalls }
    if let drainLimit { options.drainLimit = .seconds(drainLimit) }
    if !peer.isEmpty { options.peers = try PeerList(peer) }
    return options
  }

  private func place(_ text: String?, _ key: String) throws -> HostAndPort? {
    guard let text else { return nil }
    guard let place = HostAndPort(argument: text) else {
      Output.errors.line("attendant: error: '\(key): \(text)' is no address such as 127.0.0.1:8080")
      throw Exit.usage
    }
    return place
  }
}

/// How the log is written.
struct LogOptions: ParsableArguments {
  @Option(name: .customLong("log"), help: "How the log is written: 'text' for people, 'json' for programs.")
  var logFormat: LogFormat?

  @Option(
    name: .customLong("log-level"), help: "The least that is logged: 'debug', 'info', 'notice', 'warning', 'error'.",
    transform: { text in
      guard let level = Logger.Level(rawValue: text) else { throw ValidationError("'\(text)' is no level") }
      return level
    })
  var logLevel: Logger.Level?
}

extension LogFormat: ExpressibleByArgument {}
