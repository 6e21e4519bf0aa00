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

/// What the telephone server of the command is made of, from its configuration file and from its options.
struct ServerParts {
  let file: ServerFile
  let voiceChoice: VoiceChoice
  let recordings: String
  let logger: Logger

  /// - Parameter sound: overrides the file, as all options do.
  init(file: ServerFile, sound: SoundOptions, logFormat: LogFormat?, logLevel: Logger.Level?) throws {
    self.file = file
    let named = try Self.known(file.voice, "voice", VoiceChoice.init(rawValue:))
    voiceChoice = sound.voice ?? named ?? .espeak
    self.recordings = FileURI.absolute(sound.recordings ?? file.recordings ?? "recordings")
    let format = try Self.known(file.logFormat, "log format", LogFormat.init(rawValue:))
    let level = try Self.known(file.logLevel, "log level", Logger.Level.init(rawValue:))
    logger = (logFormat ?? format ?? .text).logger(level: logLevel ?? level ?? .info)
  }

  /// The configuration that is named, with everything that is wrong in it; an empty one where none is.
  static func file(at path: String?) throws -> ServerFile {
    guard let path else { return ServerFile() }
    let folder = FileURI.absolute(path).split(separator: "/").dropLast().map { "/" + $0 }.joined()
    let text: String
    do throws(SourceFile.Unreadable) {
      text = try SourceFile.text(path)
    } catch {
      Output.errors.line(Finding.text(Finding.file(path, error.reason), inColour: Output.errors.inColour))
      throw Exit.usage
    }
    do throws(FlowFindings) {
      return try ServerFile(
        reading: text, file: path, uri: { FileURI.uri(of: $0, in: folder) },
        secret: { name in
          do throws(SourceFile.Unreadable) {
            return try SourceFile.text(FileURI.absolute(name, in: folder)).trimmingCharacters(in: .newlines)
          } catch {
            return nil
          }
        })
    } catch {
      Findings.tell(error.errors)
      throw Exit.usage
    }
  }

  /// Reads every flow of the table, and the defaults.
  /// - Parameter defaults: their absolute URI; `nil`: the built-in ones.
  func edition(_ table: RouteTable, defaults: String? = nil) async throws(FlowFindings) -> FlowEdition {
    var document = PlatformDefaults.document
    if let defaults { document = try await PlatformDefaults.read(defaults) }
    return try await FlowEdition.read(table, spokenLanguages: voiceChoice.languages, defaults: document)
  }

  func services(route: @escaping @Sendable (ArrivingCall) -> CallRoute?) async throws -> ServerServices {
    let loader = StandardLoader()
    let voice = try await voiceChoice.voice()
    let shelf = CheckedSounds()
    let prompts = PromptsOfFlows()
    try FileManager.default.createDirectory(atPath: recordings, withIntermediateDirectories: true)
    for (path, outcome) in RecordingWriter.repairAll(in: recordings) {
      logger.notice("a recording was left by a crash", metadata: ["path": "\(path)", "outcome": "\(outcome)"])
    }
    return ServerServices(
      lanes: try ScriptLanes(), route: route,
      sounds: { route in
        StandardSounds(
          loader: loader, session: FetchSession(), voice: voice, recordings: prompts.recordings(of: route.flow),
          shelf: shelf)
      },
      recordings: { [recordings] in RecordingFolder(recordings, call: $0) }, logger: logger,
      keep: { record in Output.standard.line(record.json()) })
  }

  /// Binds what the server needs.
  /// - Throws: exit code 3 where it cannot be had.
  static func start(_ options: ServerOptions, _ services: ServerServices) async throws -> TelephoneServer {
    try await bound { try await TelephoneServer.start(options, services) }
  }

  /// - Throws: exit code 3 where an address cannot be had.
  static func bound<Server>(_ start: () async throws -> Server) async throws -> Server {
    do {
      return try await start()
    } catch let fault
      where fault is SIPEndpointFault || fault is MediaFault || fault is ServerFault || fault is AudioSocketFault
    {
      Output.errors.line("attendant: error: \(fault)")
      throw Exit.missingPart
    }
  }

  /// What the file says of the server, addresses included.
  func options(_ listeners: [ServerFile.Listener]) throws -> ServerOptions {
    var endpoint = SIPEndpointOptions(addresses: listeners.map(\.address))
    endpoint.userAgent = "Attendant/\(AttendantVersion.current)"
    endpoint.callers = file.callers
    var options = ServerOptions(sip: endpoint, mediaHosts: listeners.map { $0.mediaHost ?? $0.address.host })
    if let ports = file.mediaPorts { options.mediaPorts = ports }
    if let most = file.mostCalls { options.mostCalls = most }
    options.callsPerSecond = file.callsPerSecond
    if let load = file.mostLoad { options.mostLoad = load }
    if let limit = file.drainLimit { options.drainLimit = limit }
    options.peers = try file.peers.map { texts throws(PeerListFault) in try PeerList(texts) }
    options.transfers = file.transfers.map { TransferAllowance($0) } ?? .anywhere
    options.headers = file.headers
    options.registrations = file.registrations
    options.credentials = file.account.map { SIPCredentials(user: $0.user, password: $0.password) }
    options.proxy = file.proxy
    if let plan = file.tonePlan { options.tonePlan = plan }
    return options
  }

  private static func known<Value>(_ text: String?, _ what: String, _ read: (String) -> Value?) throws -> Value? {
    guard let text else { return nil }
    guard let value = read(text) else {
      Output.errors.line("attendant: error: '\(text)' is no \(what)")
      throw Exit.usage
    }
    return value
  }
}
