import Audio
import CallInterface
import Logging
import CallRuntime
import ScriptEngine
import Synchronization
public import Telephony

/// Answers telephone calls over SIP and RTP, each with the flow of its number, and makes calls.
public final class TelephoneServer: Sendable {
  let options: ServerOptions
  let services: ServerServices
  let endpoint: SIPEndpoint
  let media: MediaThreads
  let directory: CallDirectory
  let desk: AdmissionDesk
  /// For each address of SIP.
  private let hosts: [SocketAddress]
  private let registrar: Registrar
  let placedCalls = Atomic<Int>(0)
  private let running = Mutex<[Task<Void, Never>]>([])

  private init(
    _ options: ServerOptions, _ services: ServerServices, endpoint: SIPEndpoint, media: MediaThreads,
    hosts: [SocketAddress], directory: CallDirectory
  ) {
    self.options = options
    self.services = services
    self.endpoint = endpoint
    self.media = media
    self.hosts = hosts
    self.directory = directory
    desk = AdmissionDesk(options, services) { media.load }
    registrar = Registrar(options.registrations, at: endpoint, logger: services.logger)
  }

  /// Binds all addresses and takes calls from then on.
  /// - Throws: `SIPEndpointFault`, `MediaFault`, `ServerFault`.
  public static func start(_ options: ServerOptions, _ services: ServerServices) async throws -> TelephoneServer {
    var hosts: [SocketAddress] = []
    for text in options.mediaHosts {
      guard let host = SocketAddress(text, port: 0), !["0.0.0.0", "::"].contains(text) else {
        throw ServerFault.badHost(text)
      }
      hosts.append(host)
    }
    // Well under the load at which no more calls are taken: until then there is always a thread for the next one.
    let media = try MediaThreads(ports: options.mediaPorts, fill: min(0.5, options.mostLoad * 0.6))
    let (events, mailbox) = AsyncStream.makeStream(of: SIPEvent.self)
    let directory = CallDirectory(arrivals: mailbox)
    let endpoint: SIPEndpoint
    do {
      endpoint = try await SIPEndpoint.start(options.sip) { directory.route($0) }
    } catch {
      media.stop()
      throw error
    }
    let server = TelephoneServer(
      options, services, endpoint: endpoint, media: media, hosts: hosts, directory: directory)
    server.running.withLock { running in
      running = [Task { await server.receive(events) }, Task { await server.desk.meter.run() }]
    }
    await server.registrar.begin()
    return server
  }

  public var counts: ServerCounts { desk.counts }
  /// What came in over SIP.
  public var sipCounts: SIPCounts { endpoint.counts }
  public var load: ServerLoad { desk.meter.load }
  /// Of each registration that the options ask for, in their order: whether the registrar knows it now.
  public var registrations: [Bool] { get async { await registrar.states } }

  /// Takes no more calls, and returns when those that are up have ended, or the limit has passed.
  public func drain() async { await desk.drain(within: options.drainLimit) }

  /// Ends what is left, and everything.
  public func stop() async {
    desk.drain()
    endpoint.stop()
    let tasks = running.withLock { $0 }
    tasks.last?.cancel()
    for task in tasks { await task.value }
    media.stop()
  }

  private func receive(_ events: AsyncStream<SIPEvent>) async {
    await withDiscardingTaskGroup { group in
      for await event in events {
        switch event {
        case .incomingCall(let invitation):
          guard let (serve, lane) = accept(invitation) else { continue }
          group.addTask(executorPreference: lane) { await serve() }
        case .registered, .registrationFailed, .unregistered: await registrar.take(event)
        case .stopped: return await registrar.stop()
        default: continue
        }
      }
    }
  }

  // MARK: Calls that arrive

  /// What serves the call, and where it is to run; `nil` where it was refused.
  private func accept(_ invitation: SIPInvitation) -> (@Sendable () async -> Void, on: ScriptLane)? {
    let arriving = ArrivingCall(invitation)
    let route: CallRoute
    switch desk.admit(arriving, by: services.route) {
    case .success(let admitted): route = admitted
    case .failure(let refusal):
      refuse(invitation, refusal)
      return nil
    }
    let call = FlowCall(
      name: Self.name(of: invitation), route: route, facts: facts(of: invitation, arriving, route), services: services)
    call.log.info(
      "arrived",
      [
        "from": "\(call.facts.from)", "to": "\(call.facts.to)", "source": "\(invitation.source)",
        "route": "\(route.name)",
        "sip_call_id": "\(invitation.callID)",
      ])
    do {
      let seat = try seat(call, host: host(of: invitation.source))
      var leg = CallLeg(
        dialog: invitation.dialog, media: seat.media, local: SDPLocal(seat.media), peer: invitation.source.address)
      let description = try invitation.offer.map { try leg.answer(to: $0) } ?? leg.offer()
      let origin = SIPFlowCall.Origin.arrived(description: description, hasLateOffer: invitation.offer == nil)
      let mailbox = directory.adopt(invitation.dialog)
      desk.take()
      let serving = serving(call, origin, leg, seat, mailbox, as: invitation.to.uri)
      let serve: @Sendable () async -> Void = { [self, dialog = leg.dialog] in
        await serving.serve(mailbox.events)
        over(call, dialog)
      }
      return (serve, on: call.lane)
    } catch let refusal as SDPRefusal {
      call.log.problem("the offer cannot be met: \(refusal)")
      desk.takeBack(route)
      refuse(invitation, .badOffer(status: refusal.status))
      return nil
    } catch {
      call.log.problem("\(error)")
      desk.takeBack(route)
      refuse(invitation, .noMedia)
      return nil
    }
  }

  private func refuse(_ invitation: SIPInvitation, _ refusal: CallRefusal) {
    desk.refuse(refusal)
    services.logger.info(
      "refused",
      metadata: [
        "reason": "\(refusal.name)", "status": "\(refusal.status)", "source": "\(invitation.source)",
        "sip_call_id": "\(invitation.callID)",
      ])
    endpoint.refuse(
      invitation.dialog, status: refusal.status, retryAfter: refusal.isPassing ? options.retryAfter : nil)
  }

  private func facts(of invitation: SIPInvitation, _ arriving: ArrivingCall, _ route: CallRoute) -> CallFacts {
    var facts = services.facts(from: arriving.from, to: invitation.to.uri, by: route, over: "sip", "2.0")
    facts.aai = invitation.headers["User-to-User"]
    facts.redirects = invitation.redirects
    for name in options.headers { facts.headers[name.lowercased()] = invitation.headers[name] }
    return facts
  }

  /// The caller's own name for the call, as far as it can be part of a file's name.
  private static func name(of invitation: SIPInvitation) -> String {
    let kept = invitation.callID.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    return "\(invitation.dialog)-\(kept.prefix(40))"
  }

  /// Where the sound of a call goes whose SIP comes to this address.
  func host(of source: SIPSource) -> SocketAddress? {
    hosts.indices.contains(source.local) ? hosts[source.local] : hosts.first
  }

  var firstHost: SocketAddress? { hosts.first }
}
