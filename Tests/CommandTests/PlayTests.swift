import Audio
import CallInterface
import Foundation
import Testing

/// A flow over sound files.
@Suite struct PlayTests {
  /// A caller as a sound file: keys with silence before each, in milliseconds, and two seconds at the end.
  private static func write(_ keys: [(DTMFDigit, after: Int)], to name: String, in folder: Folder) throws {
    let sender = try #require(DTMFSender())
    for (key, after) in keys {
      sender.send(.pause(after * 8))
      sender.send(.key(key))
    }
    sender.send(.pause(64_000))
    let writer = try RecordingWriter(
      path: folder.url.appendingPathComponent(name).path, format: RecordingFormat(.wav, .pcm16))
    var frame = [Int16](repeating: 0, count: AudioFrame.samples)
    while !sender.isIdle {
      frame.withUnsafeMutableBufferPointer { _ = sender.fill($0) }
      frame.withUnsafeBufferPointer { _ = writer.push($0) }
      try writer.drain()
    }
    _ = try writer.finish()
  }

  private static func play(_ arguments: [String], in folder: Folder) throws -> Command.Outcome {
    let flow = Command.conversations.appendingPathComponent("desk.vxml").path
    return try Command.run(
      ["play", flow, "--voice", "hum", "--recordings", folder.url.path] + arguments, in: folder.url,
      environment: ["XDG_CACHE_HOME": folder.url.path + "/cache"])
  }

  @Test func keysInAFileSteerTheFlow() throws {
    let folder = try Folder()
    try Self.write([(.one, 3000), (.four, 4000), (.two, 0), (.pound, 0)], to: "caller.wav", in: folder)
    var heard: [Data] = []
    for round in 1...2 {
      let out = "heard\(round).wav"
      let outcome = try Self.play(
        ["--in", "caller.wav", "--out", out, "--transcript", "--format", "jsonl", "--from", "+44"], in: folder)
      #expect(outcome.code == 0)
      #expect(outcome.errors == "")
      #expect(outcome.lines.first == #"{"t":0.0,"event":"call","from":"+44","to":""}"#)
      #expect(outcome.lines.contains { $0.contains(#""event":"match","item":"choice","interpretation":"1""#) })
      #expect(outcome.lines.contains { $0.contains(#""event":"log","label":"ACCOUNT","text":"42""#) })
      #expect(outcome.lines.last?.contains(#""event":"end","reason":"disconnect""#) == true)
      heard.append(try Data(contentsOf: folder.url.appendingPathComponent(out)))
    }
    #expect(heard[0] == heard[1] && heard[0].count > 60_000)
    #expect(heard[0].starts(with: Array("RIFF".utf8)))
  }

  @Test func theTranscriptIsForPeople() throws {
    let folder = try Folder()
    try Self.write([(.three, 3000)], to: "caller.wav", in: folder)
    let silent = try Self.play(["--in", "caller.wav", "--out", "a.wav"], in: folder)
    #expect(silent.code == 0 && silent.output == "" && silent.errors == "")
    let told = try Self.play(["--in", "caller.wav", "--out", "b.wav", "--transcript"], in: folder)
    #expect(told.code == 0)
    #expect(told.output.contains("Welcome to the desk."))
    #expect(told.output.contains("Goodbye."))
  }

  @Test func theCallerHangsUpAtTheEndOfTheFile() throws {
    let folder = try Folder()
    try Self.write([], to: "caller.wav", in: folder)
    let outcome = try Self.play(
      ["--in", "caller.wav", "--out", "out.wav", "--transcript", "--format", "jsonl", "--record-call", "both.wav"],
      in: folder)
    #expect(outcome.code == 0)
    #expect(outcome.lines.last?.contains(#""event":"end","reason":"hangup""#) == true)
    let both = try Data(contentsOf: folder.url.appendingPathComponent("both.wav"))
    // Two channels of 16 bits.
    #expect(both.count > 2 * 64_000 && both[22] == 2)
  }

  struct Refusal: Sendable {
    let caller: String
    var out = "out.wav"
    let told: String
  }

  @Test(arguments: [
    Refusal(caller: "nosuch.wav", told: "nosuch.wav"),
    Refusal(caller: "broken.wav", told: "broken.wav"),
    Refusal(caller: "empty.wav", told: "empty.wav"),
    Refusal(caller: "caller.wav", out: "no/such/folder/out.wav", told: "no/such/folder/out.wav"),
  ])
  func whatCannotBeReadOrWrittenIsNamed(refusal: Refusal) throws {
    let folder = try Folder()
    try Self.write([], to: "caller.wav", in: folder)
    try folder.write("broken.wav", "RIFF and nothing behind it")
    try folder.write("empty.wav", "")
    let outcome = try Self.play(["--in", refusal.caller, "--out", refusal.out, "--transcript"], in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("error: ") && outcome.errors.contains(refusal.told))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("out.wav").path))
  }

  @Test func aFlowThatIsNotThereIsNamed() throws {
    let folder = try Folder()
    try Self.write([], to: "caller.wav", in: folder)
    let outcome = try Command.run("play", "nosuch.vxml", "--in", "caller.wav", "--out", "o.wav", in: folder.url)
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("nosuch.vxml"))
  }

  @Test func whatIsMissingOnTheLineIsUsage() throws {
    for arguments in [["play", "desk.vxml"], ["play", "desk.vxml", "--in", "a.wav"], ["play", "--voice", "opera"]] {
      #expect(try Command.run(arguments).code == 2)
    }
  }

  @Test func theHelpHasExamples() throws {
    let outcome = try Command.run("play", "--help")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("attendant play hotline.vxml --in caller.wav --out heard.wav --transcript"))
  }
}
