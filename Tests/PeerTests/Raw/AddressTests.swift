import CallRuntime
import Foundation
import Telephony
import Testing

/// Servers with several addresses, and what they tell callers about where they are.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct AddressTests {
  /// Each call is answered from the address that it came to: requests go there, and so does sound.
  @Test func callsToEachAddress() async throws {
    let folder = try Folder()
    let hosts = ["127.0.0.1", "127.0.0.2", "::1"]
    let places = try hosts.map { try #require(SocketAddress($0, port: try Loopback.freePort())) }
    let flow = try GoodCall.flow(in: folder)
    try await Served.during(flow, in: folder, at: places.map { "\($0)" }) { served in
      // All are up at once.
      var hangUps: [() async throws -> Int?] = []
      var ends: [() async -> Void] = []
      for place in places {
        let caller = try RawCaller(to: place)
        let sound = try DatagramPort(place.host)
        ends.append {
          await caller.stop()
          sound.stop()
        }
        let answer = try await caller.call(soundTo: sound.address)
        #expect(answer.contact?.contains("\(place)") == true, "\(answer.contact ?? "none")")
        let family = place.version == .six ? "IP6" : "IP4"
        #expect(answer.description("c") == "IN \(family) \(place.host)")
        #expect(answer.description("o")?.hasSuffix("IN \(family) \(place.host)") == true)
        let port = try #require(answer.description("m")?.split(separator: " ").dropFirst().first.flatMap { UInt16($0) })
        let media = try #require(SocketAddress(place.host, port: port))
        let heard = try await sound.received.wait(for: "sound from \(place.host)") { $0.count >= 25 ? $0 : nil }
        #expect(heard.allSatisfy { $0.source == media })
        for number in 0..<10 { sound.send(Self.packet(UInt8(number)), to: media) }
        hangUps.append { try await caller.hangUp(answer) }
      }
      for hangUp in hangUps { #expect(try await hangUp() == 200) }
      let records = try await served.records(3)
      #expect(records.map(\.end) == ["hangup", "hangup", "hangup"])
      #expect(records.allSatisfy { $0.media?["received"] == 10 && $0.media?["fromStrangers"] == 0 }, "\(records)")
      for end in ends { await end() }
    }
  }

  /// 20 ms of silence in A-law.
  private static func packet(_ number: UInt8) -> [UInt8] {
    [0x80, 8, 0, number, 0, 0, 0, 0, 0, 0, 0, 7] + [UInt8](repeating: 0xD5, count: 160)
  }

  private static let contacts = ["sips:raw@localhost:5061", "sip:raw@localhost:5061;transport=tls"]

  /// A caller whose Contact is a name that leads elsewhere, or nowhere: all goes over the connection that it has.
  @Test(.enabled(if: Certificates.path != nil, Certificates.isMissing), arguments: contacts, [true, false])
  func aNamedContactOverTLS(_ contact: String, isTheirHangUp: Bool) async throws {
    let folder = try Folder()
    let certificates = try await Certificates()
    let server = try #require(SocketAddress("127.0.0.1", port: try Loopback.freePort()))
    let configuration = try folder.write(
      "server.yaml", "sip: [{address: \"\(server)/tls\", certificates: \"\(certificates.folder.url.path)\"}]\n")
    let flow =
      isTheirHangUp
      ? try GoodCall.flow(in: folder)
      : try folder.write(
        "bye.vxml",
        "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\"><form><block><disconnect/></block></form></vxml>")
    try await Served.during(flow, in: folder, at: [], ["--config", configuration]) { served in
      let caller = try RawCaller(tls: server, contact: contact, trusting: certificates)
      let sound = try DatagramPort("127.0.0.1")
      let answer = try await caller.call(soundTo: sound.address)
      #expect(answer.contact?.contains("\(server)") == true)
      if isTheirHangUp {
        #expect(try await caller.hangUp(answer) == 200)
      } else {
        try await caller.isHungUp()
      }
      #expect(try await served.records(1).map(\.end) == [isTheirHangUp ? "hangup" : "disconnect"])
      await caller.stop()
      sound.stop()
    }
  }
}
