import Foundation
import Telephony
import Testing

/// Two endpoints of ours that call each other over every transport.
@Suite(.serialized, .timeLimit(.minutes(1))) struct PairTests {
  struct Way: Sendable, CustomTestStringConvertible {
    let transport: SIPLocalAddress.Transport
    let isIPv6: Bool
    var testDescription: String { "\(transport) \(isIPv6 ? "IPv6" : "IPv4")" }
    var host: String { isIPv6 ? "::1" : "127.0.0.1" }
    var target: String {
      (isIPv6 ? "[::1]" : "127.0.0.1")
    }
  }

  static let ways = SIPLocalAddress.Transport.allCases.flatMap { transport in
    [false, true].map { Way(transport: transport, isIPv6: $0) }
  }

  static func pair(
    _ way: Way,
    _ body: (SIPEndpoint, inout Events.Waiting, SIPEndpoint, inout Events.Waiting, String) async throws -> Void
  ) async throws {
    let folder = way.transport == .tls ? try Certificates.make() : nil
    defer { if let folder { Certificates.remove(folder) } }
    func options(_ port: UInt16) -> SIPEndpointOptions {
      SIPEndpointOptions(addresses: [
        SIPLocalAddress(host: way.host, port: port, transports: [way.transport], certificates: folder)
      ])
    }
    let ours = try freePort(ipv6: way.isIPv6)
    let theirs = try freePort(ipv6: way.isIPv6)
    try await Events.during(options(ours)) { caller, callerEvents in
      try await Events.during(options(theirs)) { callee, calleeEvents in
        let uri =
          "\(way.transport == .tls ? "sips" : "sip"):desk@\(way.target):\(theirs);transport=\(way.transport.rawValue)"
        try await body(caller, &callerEvents, callee, &calleeEvents, uri)
      }
    }
  }

  /// Each side's certificate is vouched for by itself alone: whoever checks the other one refuses it.
  @Test(
    .enabled(if: Certificates.openssl != nil, "openssl is not installed"),
    arguments: [
      (SIPLocalAddress.Verified.nobody, SIPLocalAddress.Verified.nobody, true), (.servers, .nobody, false),
      (.nobody, .everybody, false), (.nobody, .servers, true),
    ])
  func certificatesOfStrangers(
    _ caller: SIPLocalAddress.Verified, _ callee: SIPLocalAddress.Verified, _ isReached: Bool
  ) async throws {
    let folders = [try Certificates.make(), try Certificates.make()]
    defer { for folder in folders { Certificates.remove(folder) } }
    func options(_ place: Int, _ port: UInt16, _ verified: SIPLocalAddress.Verified) -> SIPEndpointOptions {
      var address = SIPLocalAddress(
        host: "127.0.0.1", port: port, transports: [.tls], certificates: folders[place])
      address.verified = verified
      return SIPEndpointOptions(addresses: [address])
    }
    let ours = try freePort()
    let theirs = try freePort()
    try await Events.during(options(0, ours, caller)) { calling, callerEvents in
      try await Events.during(options(1, theirs, callee)) { called, calledEvents in
        let local = SDPLocal(address: "127.0.0.1", port: 40_000, session: 1)
        let call = calling.call(
          SIPCall(
            to: "sips:desk@127.0.0.1:\(theirs);transport=tls", from: "sip:a@127.0.0.1",
            offer: local.offer().description))
        if isReached {
          let invitation = try #require(await calledEvents.invitation())
          called.refuse(invitation.dialog, status: 486)
        }
        let failure = await callerEvents.next { if case .failed(call, let failure) = $0 { failure } else { nil } }
        #expect((failure?.status == 486) == isReached)
        #expect(failure?.isLocal == !isReached)
      }
    }
  }

  @Test(arguments: ways) func wholeCalls(way: Way) async throws {
    if way.transport == .tls && Certificates.openssl == nil {
      withKnownIssue("openssl is not installed") { throw Certificates.Missing() }
      return
    }
    try await Self.pair(way) { caller, callerEvents, callee, calleeEvents, uri in
      let local = SDPLocal(address: way.host, port: 40_000, session: 1)
      let outgoing = caller.call(SIPCall(to: uri, from: "sip:a@\(way.target)", offer: local.offer().description))
      let invitation = try #require(await calleeEvents.invitation())
      #expect(invitation.source.address == way.host)
      callee.ring(invitation.dialog, status: 183, answer: fixedDescription)
      callee.answer(invitation.dialog, with: fixedDescription)
      let early = await callerEvents.next {
        if case .progressed(outgoing, 183, let answer) = $0 { answer } else { nil }
      }
      #expect(early == fixedDescription)
      _ = await callerEvents.next { if case .answered(outgoing, _) = $0 { true } else { nil } }
      _ = await calleeEvents.next { if case .acknowledged = $0 { true } else { nil } }

      // Hold from our side, answered and refused.
      caller.offer(outgoing, fixedDescription.replacing("sendrecv", with: "sendonly"))
      let held = await calleeEvents.next { if case .offered(_, let offer) = $0 { offer } else { nil } }
      #expect(held?.description?.contains("sendonly") == true)
      callee.answer(invitation.dialog, with: fixedDescription.replacing("sendrecv", with: "recvonly"))
      let answer = await callerEvents.next { if case .offerAnswered(outgoing, let answer) = $0 { answer } else { nil } }
      #expect(answer?.contains("recvonly") == true)
      caller.offer(outgoing, fixedDescription)
      _ = await calleeEvents.next { if case .offered = $0 { true } else { nil } }
      callee.refuse(invitation.dialog, status: 488)
      let refusal = await callerEvents.next {
        if case .offerRefused(outgoing, let failure) = $0 { failure } else { nil }
      }
      #expect(refusal?.status == 488)

      // And from the other side.
      callee.offer(invitation.dialog, fixedDescription.replacing("sendrecv", with: "inactive"))
      let theirs = await callerEvents.next { if case .offered(outgoing, let offer) = $0 { offer } else { nil } }
      #expect(theirs?.description?.contains("inactive") == true)
      caller.answer(outgoing, with: fixedDescription.replacing("sendrecv", with: "inactive"))
      let back = await calleeEvents.next { if case .offerAnswered(_, let answer) = $0 { answer } else { nil } }
      #expect(back?.contains("inactive") == true)

      callee.hangUp(invitation.dialog)
      #expect(await calleeEvents.ending() == .us)
      #expect(await callerEvents.ending() == .peer)
    }
  }

  @Test func credentials() async throws {
    let port = try freePort()
    let other = try freePort()
    var options = SIPEndpointOptions.loopback(other)
    options.callers = SIPCallerAccounts(realm: "the desk", passwords: ["jo": "secret"])
    let guarded = options
    try await Events.during(.loopback(port)) { caller, callerEvents in
      try await Events.during(guarded) { callee, calleeEvents in
        var call = SIPCall(to: "sip:desk@127.0.0.1:\(other)", from: "sip:a@127.0.0.1", offer: fixedDescription)
        call.credentials = SIPCredentials(user: "jo", password: "secret")
        let outgoing = caller.call(call)
        let invitation = try #require(await calleeEvents.invitation())
        #expect(invitation.user == "jo")
        callee.answer(invitation.dialog, with: fixedDescription)
        _ = await callerEvents.next { if case .answered(outgoing, _) = $0 { true } else { nil } }
        caller.hangUp(outgoing)
        #expect(await calleeEvents.ending() == .peer)
        #expect(await callerEvents.ending() == .us)
      }
    }
  }

  /// An attended transfer names the call that the new one replaces.
  @Test func referringWithReplaces() async throws {
    try await Self.pair(Way(transport: .udp, isIPv6: false)) { caller, callerEvents, callee, calleeEvents, uri in
      func connect() async throws -> SIPDialogID {
        let id = caller.call(SIPCall(to: uri, from: "sip:a@127.0.0.1", offer: fixedDescription))
        let invitation = try #require(await calleeEvents.invitation())
        callee.answer(invitation.dialog, with: fixedDescription)
        _ = await callerEvents.next { if case .answered(id, _) = $0 { true } else { nil } }
        return id
      }
      let first = try await connect()
      let second = try await connect()
      caller.refer(first, to: uri, replacing: second)
      // A peer that takes no REFER says so.
      let outcome = await callerEvents.next {
        if case .referral(first, .failed(let failure)) = $0 { failure } else { nil }
      }
      #expect(outcome.map { $0.status >= 400 && !$0.isLocal } == true)
      caller.refer(first, to: uri, replacing: SIPDialogID(77))
      let local = await callerEvents.next {
        if case .referral(first, .failed(let failure)) = $0 { failure } else { nil }
      }
      #expect(local?.isLocal == true)
    }
  }

  @Test func stoppingEndsCalls() async throws {
    let port = try freePort()
    let other = try freePort()
    try await Events.during(.loopback(port)) { caller, callerEvents in
      try await Events.during(.loopback(other)) { callee, calleeEvents in
        _ = caller.call(SIPCall(to: "sip:desk@127.0.0.1:\(other)", from: "sip:a@127.0.0.1", offer: fixedDescription))
        let invitation = try #require(await calleeEvents.invitation())
        callee.answer(invitation.dialog, with: fixedDescription)
        _ = await calleeEvents.next { if case .acknowledged = $0 { true } else { nil } }
      }
      // The other endpoint has stopped, and has said goodbye before.
      #expect(await callerEvents.ending() == .peer)
    }
  }

  @Test func addressesThatCannotBeBound() async throws {
    let port = try freePort()
    try await Events.during(.loopback(port)) { _, _ in
      await #expect(throws: SIPEndpointFault.self) { try await SIPEndpoint.start(.loopback(port)) { _ in } }
    }
    let foreign = SIPLocalAddress(host: "192.0.2.1", port: port)
    await #expect(throws: SIPEndpointFault.cannotBind(foreign)) {
      try await SIPEndpoint.start(SIPEndpointOptions(addresses: [foreign])) { _ in }
    }
    let senseless = SIPLocalAddress(host: "a b", port: port)
    await #expect(throws: SIPEndpointFault.senseless(senseless)) {
      try await SIPEndpoint.start(SIPEndpointOptions(addresses: [senseless])) { _ in }
    }
    await #expect(throws: SIPEndpointFault.noAddress) {
      try await SIPEndpoint.start(SIPEndpointOptions(addresses: [])) { _ in }
    }
  }

  @Test func severalAddresses() async throws {
    let ports = [try freePort(), try freePort()]
    let six = try freePort(ipv6: true)
    let caller = try freePort()
    let addresses =
      ports.map { SIPLocalAddress(host: "127.0.0.1", port: $0) } + [SIPLocalAddress(host: "::1", port: six)]
    let callers = SIPEndpointOptions(addresses: [
      SIPLocalAddress(host: "127.0.0.1", port: caller), SIPLocalAddress(host: "::1", port: caller),
    ])
    try await Events.during(callers) { caller, _ in
      try await Events.during(SIPEndpointOptions(addresses: addresses)) { callee, events in
        for (index, address) in addresses.enumerated() {
          let host = address.isIPv6 ? "[::1]" : "127.0.0.1"
          _ = caller.call(SIPCall(to: "sip:x@\(host):\(address.port)", from: "sip:a@b", offer: fixedDescription))
          let invitation = try #require(await events.invitation())
          #expect(invitation.source.local == index)
          callee.refuse(invitation.dialog, status: 486)
        }
      }
    }
  }
}
