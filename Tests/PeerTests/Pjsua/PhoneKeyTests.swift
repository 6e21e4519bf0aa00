import CallInterface
import CallRuntime
import Foundation
import Testing

/// Keys of a real telephone, every way they come.
@Suite(.serialized, .enabled(if: Phone.python != nil, Phone.isMissing), .timeLimit(.minutes(3)))
struct PhoneKeyTests {
  private static let keys: [DTMFDigit] = [.one, .two, .pound]

  /// What `attendant play` lets a caller hear who presses the same keys in the same order.
  private static func heardByPlay(_ flow: String, in folder: Folder) async throws -> [Int] {
    try Sounds.write(keys: keys.map { (2000, $0) }, to: folder.path("all-keys.wav"))
    let play = try Child(
      Served.executable.path,
      ["play", flow, "--voice", "hum", "--in", folder.path("all-keys.wav"), "--out", folder.path("heard.wav")],
      in: folder.url, environment: ["XDG_CACHE_HOME": folder.path("cache")])
    #expect(try await play.code() == 0)
    var ear = ToneEar()
    ear.hear(try Sounds.samples(of: folder.path("heard.wav")))
    return ear.order
  }

  @Test(arguments: ["rfc4733", "info", "sound"])
  func keysLeadWhereTheyLeadWithoutATelephone(by way: String) async throws {
    let folder = try Folder()
    let flow = try ToneFlow.write(to: folder)
    let expected = try await Self.heardByPlay(flow, in: folder)
    #expect(expected == [ToneFlow.welcome, ToneFlow.second, ToneFlow.third, ToneFlow.bye])
    for key in Self.keys {
      try Sounds.write(keys: [(0, key)], to: folder.path("key-\(key.rawValue).wav"))
    }
    try await Served.during(flow, in: folder) { served in
      try await Phone.during(in: folder) { phones in
        let phone = phones[0]
        let call = try await phone.call(served.uri)
        for (key, tone) in zip(Self.keys, expected) {
          try await phone.hears(tone, in: call)
          if way == "sound" {
            try phone.say(folder.path("key-\(key.rawValue).wav"), in: call)
          } else {
            try phone.press(String(key.rawValue), in: call, by: way)
          }
        }
        #expect(try await phone.end(of: call) == expected)
      }
      let record = try #require(try await served.records(1).first)
      #expect(record.end == "disconnect")
      #expect(record.path.compactMap(\.result).count == 3)
    }
  }

  /// On hold nothing is heard; after it the same prompt goes on, and keys count.
  @Test func holdAndResume() async throws {
    let folder = try Folder()
    let flow = try ToneFlow.write(to: folder)
    try await Served.during(flow, in: folder) { served in
      try await Phone.during(in: folder) { phones in
        let phone = phones[0]
        let call = try await phone.call(served.uri)
        try await phone.hears(ToneFlow.welcome, in: call)
        try phone.hold(call)
        try await phone.hearsNothing(for: 1000, in: call)
        try phone.resume(call)
        try await phone.hears(ToneFlow.welcome, in: call)
        try phone.press("1", in: call)
        try await phone.hears(ToneFlow.second, in: call)
        try phone.hangUp(call)
        #expect(try await phone.end(of: call) == [ToneFlow.welcome, ToneFlow.welcome, ToneFlow.second])
      }
      #expect(try await served.records(1).map(\.end) == ["hangup"])
    }
  }
}
