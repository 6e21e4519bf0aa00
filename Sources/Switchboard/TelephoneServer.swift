import Audio
import CallInterface
import Synchronization
public import Telephony

/// Answers telephone calls over SIP and RTP, each with the flow of its number.
public final class TelephoneServer: Sendable {
  private let options: ServerOptions
  private let services: ServerServices
  private let endpoint: SIPEndpoint
  private let media: MediaThreads
  private let host: SocketAddress
  private let directory: CallDirectory
  private let tally = Mutex(ServerCounts())
  private let arriving = Mutex<Task<Void, Never>?>(nil)

  private init(
    _ options: ServerOptions, _ services: ServerServices, endpoint: SIPEndpoint, media: MediaThreads,
    host: SocketAddress, directory: CallDirectory
  ) {
    self.options = options
    self.services = services
    self.endpoint = endpoint
    self.media = media
    self.host = host
    self.directory = directory
  }

  /// Binds all addresses and takes calls from then on.
  /// - Throws: `SIPEndpointFault`, `MediaFault`, `ServerFault`.
  public static func start(_ options: ServerOptions, _ services: ServerServices) async throws -> TelephoneServer {
    guard let host = SocketAddress(options.mediaHost, port: 0) else { throw ServerFault.badHost(options.mediaHost) }
    let media = try MediaThreads(ports: options.mediaPorts)
    let (events, mailbox) = AsyncStream.makeStream(of: SIPEvent.self)
    let directory = CallDirectory(arrivals: mailbox)
    let endpoint = try await SIPEndpoint.start(options.sip) { directory.route($0) }
    let server = TelephoneServer(
      options, services, endpoint: endpoint, media: media, host: host, directory: directory)
    let task = Task { await server.receive(events) }
    server.arriving.withLock { $0 = task }
    return server
  }

  public var counts: ServerCounts { tally.withLock { $0 } }
  /// What came in over SIP.
  public var sipCounts: SIPCounts { endpoint.counts }
  /// The part of its time that each media thread works, 0 to 1.
  public var mediaLoad: [Double] { media.load }

  /// Takes no more calls, and returns when those that are up have ended, or the limit has passed.
  public func drain() async {
    tally.withLock { $0.isDraining = true }
    let clock = ContinuousClock()
    let last = clock.now + options.drainLimit
    while counts.active > 0, clock.now < last {
      guard (try? await clock.sleep(for: .milliseconds(100))) != nil else { return }
    }
  }

  /// Ends what is left, and everything.
  public func stop() async {
    endpoint.stop()
    await arriving.withLock { $0 }?.value
    media.stop()
  }

  private func receive(_ events: AsyncStream<SIPEvent>) async {
    await withDiscardingTaskGroup { group in
      for await event in events {
        switch event {
        case .incomingCall(let invitation):
          guard let serve = accept(invitation) else { continue }
          group.addTask { await serve() }
        case .stopped: return
        default: continue
        }
      }
    }
  }

  /// What serves the call; `nil` where it was refused.
  private func accept(_ invitation: SIPInvitation) -> (@Sendable () async -> Void)? {
    let number = SIPAddress(invitation.requestURI)?.user ?? ""
    if let status = refusal(of: invitation) { return refuse(invitation, status) }
    guard let route = services.route(number, invitation) else { return refuse(invitation, 404) }
    let name = Self.name(of: invitation)
    let ledger = CallLedger(keep: services.keep)
    let box = DeathBox()
    do {
      let session = try media.makeSession(on: host) { event in
        switch event {
        case .ended(let statistics): ledger.note(statistics)
        case .timedOut: box.tell()
        case .resumed, .learned, .sourceChanged, .left: break
        }
      }
      var leg = CallLeg(
        dialog: invitation.dialog, media: session, local: SDPLocal(session), peer: invitation.source.address)
      let description = try invitation.offer.map { try leg.answer(to: $0) } ?? leg.offer()
      return serve(invitation, route, name, leg, ledger, description, box)
    } catch let refusal as SDPRefusal {
      services.log(name, "the offer cannot be met: \(refusal)")
      return refuse(invitation, refusal.status)
    } catch {
      services.log(name, "\(error)")
      return refuse(invitation, 503)
    }
  }

  private func serve(
    _ invitation: SIPInvitation, _ route: CallRoute, _ name: String, _ leg: CallLeg, _ ledger: CallLedger,
    _ description: String, _ box: DeathBox
  ) -> @Sendable () async -> Void {
    let (events, mailbox) = AsyncStream.makeStream(of: SIPEvent.self)
    directory.adopt(invitation.dialog, by: mailbox)
    let transfers = SIPTransfers(
      caller: leg, from: invitation.to.uri,
      .init(
        endpoint: endpoint, media: media, host: host, directory: directory, mailbox: mailbox,
        ringBack: (TonePlan.plan(ofCountry: options.tonePlan) ?? .china).ringBack,
        log: { [services] in services.log(name, $0) }))
    let call = ServedCall(
      name: name, invitation: invitation, route: route, leg: leg, ledger: ledger, transfers: transfers,
      endpoint: endpoint, services: services)
    box.set { Task { await call.lineIsDead() } }
    tally.withLock { counts in
      counts.answered += 1
      counts.active += 1
    }
    return { [self] in
      await call.serve(events, answering: description)
      directory.forget(invitation.dialog)
      tally.withLock { counts in
        counts.active -= 1
        counts.ended += 1
      }
    }
  }

  /// The status to refuse with; `nil` lets the call in.
  private func refusal(of invitation: SIPInvitation) -> Int? {
    if let peers = options.peers, !peers.contains(invitation.source.address) { return 403 }
    let counts = counts
    return counts.isDraining || counts.active >= options.mostCalls ? 503 : nil
  }

  private func refuse(_ invitation: SIPInvitation, _ status: Int) -> (@Sendable () async -> Void)? {
    tally.withLock { $0.refused[status, default: 0] += 1 }
    endpoint.refuse(invitation.dialog, status: status, retryAfter: status == 503 ? options.retryAfter : nil)
    return nil
  }

  /// The caller's own name for the call, as far as it can be part of a file's name.
  private static func name(of invitation: SIPInvitation) -> String {
    let kept = invitation.callID.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    return "\(invitation.dialog)-\(kept.prefix(40))"
  }
}

/// Why a server does not start.
public enum ServerFault: Error, Hashable, Sendable, CustomStringConvertible {
  case badHost(String)

  public var description: String {
    switch self {
    case .badHost(let host): "'\(host)' is not a numeric address for sound"
    }
  }
}

/// Whom to tell that a line is dead; known only after the line was made.
private final class DeathBox: Sendable {
  private let action = Mutex<(@Sendable () -> Void)?>(nil)

  func set(_ action: @escaping @Sendable () -> Void) {
    self.action.withLock { $0 = action }
  }

  func tell() {
    action.withLock { $0 }?()
  }
}
