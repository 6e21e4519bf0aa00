// article: fetching
import Attendant

/// Brings flows from wherever yours are kept, and leaves everything else to files and the web.
struct KeptFlows: ResourceLoading {
  let flows: [String: String]
  private let others = StandardLoader()

  init(_ flows: [String: String]) {
    self.flows = flows
  }

  func load(_ request: LoadRequest, session: FetchSession) async throws(LoadFailure) -> LoadedResource {
    guard let flow = flows[request.uri] else { return try await others.load(request, session: session) }
    return LoadedResource(uri: request.uri, bytes: Array(flow.utf8), contentType: "application/voicexml+xml")
  }
}
// article end

// article: checking
/// The flows of all numbers, as calls will run them.
/// - Throws: `FlowFindings`, each error with its file, line and column.
func readFlows(_ table: RouteTable, from loader: any ResourceLoading, _ log: Logger) async throws -> FlowEditions {
  let edition = try await FlowEdition.read(table, loader: loader)
  for warning in edition.warnings { log.warning("\(warning)") }
  return FlowEditions(edition)
}
// article end

// article: one call
/// Runs one call on a channel of yours.
func answer(
  _ number: String, from caller: String, on channel: any MediaChannel, _ flows: FlowEditions, _ lanes: ScriptLanes
) async -> CallRecord? {
  guard let route = flows.current.route(for: number) else { return nil }
  let facts = CallFacts(from: caller, to: number, startedAt: WallClock.now(), parameters: route.parameters)
  let call = CallRunner(
    flow: route.flow, facts: facts, channel: channel, resources: route.resources, lane: lanes.next())
  let outcome = await call.run()  // Cancelling the task hangs up.
  return outcome.record
}
// article end

// article: services
/// What all calls of a telephone server share.
/// - Parameters:
///   - folder: an absolute path; recordings of callers go there.
///   - keep: puts the record of a call where yours are.
func services(
  _ flows: FlowEditions, _ lanes: ScriptLanes, folder: String, _ log: Logger,
  keep: @escaping @Sendable (CallRecord) -> Void
) -> ServerServices {
  let loader = StandardLoader()
  let voice = EspeakVoice()
  let sounds = CheckedSounds()
  return ServerServices(
    lanes: lanes,
    route: { flows.current.route(for: $0.number) },
    sounds: { _ in StandardSounds(loader: loader, session: FetchSession(), voice: voice, shelf: sounds) },
    recordings: { call in RecordingFolder(folder, call: call) },
    logger: log,
    keep: keep)
}
// article end

// article: serving
/// Answers the telephone at an address of this machine until the process is told to end.
func serve(
  at address: SIPLocalAddress, _ services: ServerServices,
  started: @escaping @Sendable (TelephoneService.Servers) -> Void
) async throws {
  var options = ServerOptions(sip: SIPEndpointOptions(addresses: [address]))
  options.mostCalls = 200
  options.drainLimit = .seconds(60)
  let telephone = TelephoneService(options, services, started: started)
  let group = ServiceGroup(services: [telephone], gracefulShutdownSignals: [.sigterm], logger: services.logger)
  try await group.run()
}
// article end
