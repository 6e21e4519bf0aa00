import CallRuntime
import Foundation
import Testing

@Suite(.serialized, .enabled(if: Baresip.path != nil, Baresip.isMissing), .timeLimit(.minutes(2)))
struct BaresipTests {
  @Test func keysWhileItSpeaks() async throws {
    let folder = try Folder()
    let flow = try ToneFlow.write(to: folder)
    try await Served.during(flow, in: folder) { served in
      try await Baresip.during(in: folder) { phone in
        try phone.control.tell("dial", served.uri)
        _ = try await phone.control.event("CALL_ESTABLISHED")
        for (tone, key) in [(ToneFlow.welcome, "1"), (ToneFlow.second, "2"), (ToneFlow.third, "#")] {
          try await phone.hears(tone)
          try phone.control.tell("sndcode", key)
        }
        _ = try await phone.control.event("CALL_CLOSED")
        #expect(try phone.heard() == [ToneFlow.welcome, ToneFlow.second, ToneFlow.third, ToneFlow.bye])
      }
      let record = try #require(try await served.records(1).first)
      #expect(record.end == "disconnect")
      #expect(record.path.count { $0.result != nil } == 3)
    }
  }

  @Test func itHangsUp() async throws {
    let folder = try Folder()
    let flow = try ToneFlow.write(to: folder)
    try await Served.during(flow, in: folder) { served in
      try await Baresip.during(in: folder) { phone in
        try phone.control.tell("dial", served.uri)
        _ = try await phone.control.event("CALL_ESTABLISHED")
        try await phone.hears(ToneFlow.welcome)
        try phone.control.tell("hangup")
        _ = try await phone.control.event("CALL_CLOSED")
      }
      #expect(try await served.records(1).map(\.end) == ["hangup"])
    }
  }
}
