import Audio
import CallInterface
import Synchronization
import Telephony
import Testing

/// A telephone of the tests: calls, is called, presses keys, hangs up.
final class Party: Sendable {
  let endpoint: SIPEndpoint
  let events: AsyncStream<SIPEvent>
  let port: UInt16
  private let media: MediaThreads
  private static let host = "127.0.0.1"

  init(port: UInt16, mediaPorts: ClosedRange<UInt16>) async throws {
    self.port = port
    media = try MediaThreads(count: 1, ports: mediaPorts)
    let (events, mailbox) = AsyncStream.makeStream(of: SIPEvent.self)
    self.events = events
    endpoint = try await SIPEndpoint.start(
      SIPEndpointOptions(addresses: [SIPLocalAddress(host: Self.host, port: port, transports: [.udp])])
    ) { mailbox.yield($0) }
  }

  /// A call of the party, once it is up.
  struct Line: Sendable {
    let dialog: SIPDialogID
    let media: RTPSession
  }

  /// Calls and waits for the answer.
  /// - Parameter ears: hears the line.
  func call(
    _ uri: String, headers: SIPHeaders = SIPHeaders(), ears: any EventSink = DeafSink()
  ) async throws -> Line {
    let (session, local) = try newSession()
    var call = SIPCall(to: uri, from: "sip:caller@\(Self.host):\(port)", offer: local.offer().description)
    call.headers = headers
    let dialog = endpoint.call(call)
    for await event in events {
      switch event {
      case .answered(dialog, let answer?):
        try begin(session, try local.agreement(answer: SDPSession(reading: answer)), ears)
        return Line(dialog: dialog, media: session)
      case .failed(dialog, let failure): throw Refused(status: failure.status)
      default: continue
      }
    }
    throw Refused(status: 0)
  }

  /// Waits for a call and answers it.
  func answer() async throws -> Line {
    for await event in events {
      guard case .incomingCall(let invitation) = event, let offer = invitation.offer else { continue }
      let (session, local) = try newSession()
      let (agreement, answer) = try local.answer(SDPSession(reading: offer))
      endpoint.answer(invitation.dialog, with: answer.description)
      try begin(session, agreement)
      return Line(dialog: invitation.dialog, media: session)
    }
    throw Refused(status: 0)
  }

  /// Waits for a call and leaves it ringing.
  func invitation() async -> SIPInvitation? {
    for await event in events {
      if case .incomingCall(let invitation) = event { return invitation }
    }
    return nil
  }

  /// Waits for a call and refuses it.
  @discardableResult
  func refuse(_ status: Int) async -> SIPInvitation? {
    guard let invitation = await invitation() else { return nil }
    endpoint.refuse(invitation.dialog, status: status)
    return invitation
  }

  /// Waits for the end of a call.
  func end(of line: Line) async -> SIPEnding? {
    let ending = await ending(of: line.dialog)
    line.media.stop()
    return ending
  }

  func ending(of dialog: SIPDialogID) async -> SIPEnding? {
    for await event in events {
      if case .ended(dialog, let ending) = event { return ending }
    }
    return nil
  }

  func stop() async {
    endpoint.stop()
    for await event in events where event == .stopped { break }
    media.stop()
  }

  private func newSession() throws -> (RTPSession, SDPLocal) {
    let session = try media.makeSession(on: try #require(SocketAddress(Self.host, port: 0)))
    return (session, SDPLocal(address: Self.host, port: session.address.port, session: 1))
  }

  private func begin(
    _ session: RTPSession, _ agreement: SDPAgreement, _ ears: any EventSink = DeafSink()
  ) throws {
    session.update(remote: try #require(agreement.media()))
    try session.start(ears) { _ in }
  }
}

struct Refused: Error, Hashable {
  let status: Int
}
