import Audio
public import AudioSocket
import CallInterface
import CallRuntime
import Logging
import Synchronization
public import Telephony

/// Answers calls that an exchange hands over by AudioSocket, each with the flow of its id.
///
/// The protocol knows neither who calls nor whom, and cannot transfer: routing is asked with the id as the number, and
/// transfers of flows end with `error.unsupported.transfer.…`.
public final class AudioSocketServer: Sendable {
  private let options: ServerOptions
  private let services: ServerServices
  private let desk: AdmissionDesk
  private let listener: AudioSocketListener
  private let arrivals: AsyncStream<AudioSocketLine>.Continuation
  private let calls = Atomic<Int>(0)
  private let running = Mutex<[Task<Void, Never>]>([])

  private init(
    _ options: ServerOptions, _ services: ServerServices, desk: AdmissionDesk, listener: AudioSocketListener,
    arrivals: AsyncStream<AudioSocketLine>.Continuation
  ) {
    self.options = options
    self.services = services
    self.desk = desk
    self.listener = listener
    self.arrivals = arrivals
  }

  /// Binds the address and takes calls from then on.
  /// - Parameters:
  ///   - options: who may call, and how much; what is about SIP and RTP is not looked at.
  ///   - telephone: counts and limits are one with it, and its drain is for both.
  /// - Throws: `AudioSocketFault`, `MediaFault`.
  public static func start(
    at address: SocketAddress, _ options: ServerOptions, _ services: ServerServices,
    beside telephone: TelephoneServer? = nil
  ) async throws -> AudioSocketServer {
    let (lines, arrivals) = AsyncStream.makeStream(of: AudioSocketLine.self)
    var door = AudioSocketOptions(address: address)
    // Those that must wait to be refused, or have just ended.
    door.mostConnections = options.mostCalls + 64
    door.line = options.media.line
    if let peers = options.peers { door.mayConnect = { peers.contains($0.host) } }
    let listener = try AudioSocketListener(door) { arrivals.yield($0) }
    let load: @Sendable () -> [Double] = { [listener.load] }
    let desk = telephone?.desk ?? AdmissionDesk(options, services, media: load)
    if telephone != nil { desk.meter.add(load) }
    let server = AudioSocketServer(options, services, desk: desk, listener: listener, arrivals: arrivals)
    var tasks = [Task { await server.receive(lines) }]
    if telephone == nil { tasks.append(Task { await desk.meter.run() }) }
    server.running.withLock { $0 = tasks }
    return server
  }

  /// Where exchanges connect to.
  public var address: SocketAddress { listener.address }
  /// Of all calls, those of a server beside this one included.
  public var counts: ServerCounts { desk.counts }
  /// What connections did.
  public var connections: AudioSocketCounts { listener.counts }
  public var load: ServerLoad { desk.meter.load }

  /// Takes no more calls, and returns when those that are up have ended, or the limit has passed.
  public func drain() async { await desk.drain(within: options.drainLimit) }

  /// Hangs up what is left, and ends everything.
  public func stop() async {
    desk.drain()
    listener.stop()
    arrivals.finish()
    let tasks = running.withLock { $0 }
    for task in tasks.dropFirst() { task.cancel() }
    for task in tasks { await task.value }
  }

  private func receive(_ lines: AsyncStream<AudioSocketLine>) async {
    await withDiscardingTaskGroup { group in
      for await line in lines { group.addTask { await self.serve(line) } }
    }
  }

  private func serve(_ line: AudioSocketLine) async {
    let arriving = ArrivingCall(number: line.id.description, from: "", source: line.peer.host)
    switch desk.admit(arriving, by: services.route) {
    case .success(let route): await serve(line, by: route)
    case .failure(let refusal):
      desk.refuse(refusal)
      services.logger.info(
        "refused", metadata: ["reason": "\(refusal.name)", "source": "\(line.peer)", "id": "\(line.id)"])
      line.refuse()
    }
  }

  /// From the id to the end of both the flow and the connection.
  private func serve(_ line: AudioSocketLine, by route: CallRoute) async {
    desk.take()
    defer { desk.end(route) }
    let facts = services.facts(to: line.id.description, by: route, over: "audiosocket", "1.0")
    let call = FlowCall(name: name(of: line), route: route, facts: facts, services: services)
    call.log.info("arrived", ["id": "\(line.id)", "source": "\(line.peer)", "route": "\(route.name)"])
    let flow = call.begin(on: line, transfers: NoTransfers()) { line.stop() }
    var record = await flow.outcome.value.record
    line.stop()
    let outcome = await line.outcome()
    if outcome.ending.isError { call.log.problem("\(outcome.ending)") }
    record.media = outcome.statistics.figures
    desk.note(record)
    services.keep(record)
    call.log.info("over", ["ending": "\(outcome.ending.name)"])
  }

  /// An exchange may use an id again: the number makes the name ours.
  private func name(of line: AudioSocketLine) -> String {
    "audiosocket-\(calls.add(1, ordering: .relaxed).newValue)-\(line.id)"
  }
}
