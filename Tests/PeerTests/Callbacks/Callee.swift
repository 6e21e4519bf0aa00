import Foundation
import Telephony
import Testing

/// Whoever is called back: a telephone that rings until a test answers.
final class Callee: Sendable {
  let port: UInt16
  private let endpoint: SIPEndpoint
  /// All calls that ever came, in order.
  private let calls: Watched<[SIPInvitation]>
  private let stopped = Watched(false)

  init() async throws {
    port = try Loopback.freePort()
    let (calls, stopped) = (Watched<[SIPInvitation]>([]), stopped)
    self.calls = calls
    endpoint = try await SIPEndpoint.start(
      SIPEndpointOptions(addresses: [SIPLocalAddress(host: "127.0.0.1", port: port, transports: [.udp])])
    ) { event in
      if case .incomingCall(let invitation) = event { calls.change { $0.append(invitation) } }
      if event == .stopped { stopped.change { $0 = true } }
    }
  }

  /// The user part of whom was called, for each call so far.
  var numbers: [String] { calls.state.map { Self.number(of: $0) } }

  /// Waits until a number was called so many times.
  func ringing(_ number: String, times: Int = 1) async throws -> SIPInvitation {
    try await calls.wait(for: "call \(times) to \(number)") { calls in
      calls.filter { Self.number(of: $0) == number }.dropFirst(times - 1).first
    }
  }

  func answer(_ invitation: SIPInvitation) throws {
    let local = SDPLocal(address: "127.0.0.1", port: try Loopback.freePort(), session: 1)
    let offer = try #require(invitation.offer)
    endpoint.answer(invitation.dialog, with: try local.answer(SDPSession(reading: offer)).answer.description)
  }

  func refuse(_ invitation: SIPInvitation, _ status: Int) { endpoint.refuse(invitation.dialog, status: status) }

  func stop() async throws {
    endpoint.stop()
    _ = try await stopped.wait(for: "the end of the telephone") { $0 ? true : nil }
  }

  private static func number(of invitation: SIPInvitation) -> String {
    let user = invitation.to.uri.split(separator: ":").dropFirst().first?.split(separator: "@").first
    return user.map(String.init) ?? ""
  }
}
