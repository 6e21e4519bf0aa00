import Foundation
import ScriptEngine
import Testing

/// Random flows over a line that is recorded: nothing that sounds afterwards may have the secret that was keyed.
/// ATTENDANT_FUZZ_SEED comes first; ATTENDANT_SECRET_LINES says how many (40).
@Suite struct SecretLineTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let seed = environment["ATTENDANT_FUZZ_SEED"].flatMap { UInt64($0) } ?? .random(in: 0..<1_000_000_000)
  private static let count = environment["ATTENDANT_SECRET_LINES"].flatMap { Int($0) } ?? 40

  @Test func noSecretIsRecorded() async throws {
    print("secrets over a line: ATTENDANT_FUZZ_SEED=\(Self.seed)")
    let lanes = try ScriptLanes(count: 1)
    var (keyed, codes, plain, secret) = (0, 0, 0, 0)
    for number in 0..<Self.count {
      let present = Self.seed &+ UInt64(number)
      let call = try await SecretLineCall(seed: present, lanes: lanes)
      keyed += call.hasKeyedSecret ? 1 : 0
      codes += call.codesKept
      plain += call.plainRecordings
      secret += call.secretRecordings
      if let complaint = call.complaint {
        Issue.record("\(complaint)\nATTENDANT_FUZZ_SEED=\(present)\n\(call.flow)")
        return
      }
    }
    print("secrets over a line: keyed \(keyed), codes heard \(codes), recordings \(plain) and \(secret) secure")
    // It was keyed as tones, other keys were kept, and both kinds of recordings were made often enough to mean something.
    #expect(keyed > Self.count / 2)
    #expect(codes > Self.count / 4)
    #expect(plain > Self.count / 8 && secret > Self.count / 8)
  }

  /// The same without secrecy is found, so that the search above means something.
  @Test func withoutSecrecyItIsFound() async throws {
    let lanes = try ScriptLanes(count: 1)
    var (keyed, found) = (0, 0)
    for number in 0..<8 {
      let call = try await SecretLineCall(seed: 7 + UInt64(number), lanes: lanes, isOpen: true)
      guard call.hasKeyedSecret else { continue }
      keyed += 1
      found += call.keysLeft.contains { $0.keys.contains(call.marker.digits) } ? 1 : 0
    }
    #expect(keyed >= 3)
    #expect(found == keyed)
  }
}
