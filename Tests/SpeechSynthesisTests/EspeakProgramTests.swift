import CallInterface
import Foundation
import Testing

@testable import SpeechSynthesis

/// What becomes of a call when the program misbehaves; a script stands in for espeak-ng.
@Suite(.timeLimit(.minutes(2))) struct EspeakProgramTests {
  private let folder: Folder
  private let hello = Speech(text: "Hello.", language: "en")

  init() throws {
    folder = try Folder()
    try folder.write("sound.wav", Wave(sampleRate: 22_050, samples: [UInt8](repeating: 7, count: 2000)).file())
  }

  private func voice(
    _ body: String, version: String = "fake 1", clock: any Clock<Duration> = ContinuousClock()
  ) throws -> EspeakVoice {
    let program = try folder.program(body.replacing("SOUND", with: folder.file("sound.wav")), version: version)
    return EspeakVoice(
      program: program, cache: VoiceCache(folder: folder.file("cache")), timeLimit: .seconds(100), programsAtOnce: 2,
      clock: clock)
  }

  private func isFault(_ error: any Error, _ part: String) -> Bool {
    "\(error)".contains(part)
  }

  @Test func itGetsItsTextAndItsOptions() async throws {
    let voice = try voice("cat > \(folder.file("text")); echo \"$@\" > \(folder.file("options")); cat SOUND")
    var speech = Speech(text: "请按 1", language: "zh-CN")
    speech.style.voiceGender = "female"
    let sound = try await voice.speak(speech)
    #expect(sound.sampleCount == 1000)
    #expect(sound.sampleRate == 22_050)
    #expect(try String(decoding: folder.bytes("text"), as: UTF8.self) == "请按 1")
    #expect(
      try String(decoding: folder.bytes("options"), as: UTF8.self)
        == "-v cmn-latn-pinyin+f2 -s 175 -p 50 -a 100 -z -b 1 --stdin --stdout\n")
  }

  @Test func sayAsIsReadOut() async throws {
    let voice = try voice("cat > \(folder.file("text")); cat SOUND")
    var speech = Speech(text: "102", language: "en-GB")
    speech.style.sayAs = SpeechStyle.SayAs(interpretAs: "digits")
    _ = try await voice.speak(speech)
    let text = try String(decoding: folder.bytes("text"), as: UTF8.self)
    #expect(!text.contains("1"))
    #expect(text.contains("two"))
  }

  @Test func wordsAreSpokenOnceByVersion() async throws {
    let count = "echo >> \(folder.file("runs")); cat SOUND"
    let first = try await voice(count).speak(hello)
    #expect(try await voice(count).speak(hello) == first)
    #expect(try folder.bytes("runs").count == 1)
    let newer = try await voice(count, version: "fake 2").speak(hello)
    #expect(newer.path != first.path)
    var faster = hello
    faster.style.rate = "fast"
    #expect(try await voice(count).speak(faster).path != first.path)
    #expect(try folder.bytes("runs").count == 3)
  }

  @Test func aProgramThatHangsIsEnded() async throws {
    let voice = try voice("echo $$ > \(folder.file("pid")); sleep 1000", clock: FullClock(after: folder.file("pid")))
    await #expect {
      try await voice.speak(hello)
    } throws: {
      isFault($0, "took longer than 100 s")
    }
    try expectGone(pid())
  }

  @Test func aTaskThatIsCancelledEndsItsProgram() async throws {
    let voice = try voice("echo $$ > \(folder.file("pid")); sleep 1000")
    let task = Task { try await voice.speak(hello) }
    while try !isWritten("pid") { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    // The work goes on for an instant after those who waited have left.
    while kill(try pid(), 0) == 0 { await Task.yield() }
  }

  @Test func programsThatWriteTooMuchAreEnded() async throws {
    let voice = try voice("echo $$ > \(folder.file("pid")); cat /dev/zero")
    await #expect(throws: VoiceFault.tooMuch(program: folder.file("program"), limit: 32 << 20)) {
      try await voice.speak(hello)
    }
    try expectGone(pid())
  }

  @Test func garbageIsNoSound() async throws {
    for body in ["head -c 100000 /dev/urandom", "echo RIFFabcdWAVE", "head -c 30 SOUND", "exit 0", "head -c 44 SOUND"] {
      let voice = try voice(body)
      await #expect(sourceLocation: #_sourceLocation) {
        try await voice.speak(hello)
      } throws: {
        isFault($0, "cannot be used")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: folder.file("cache")))
  }

  @Test func aFailureIsToldInItsWords() async throws {
    let voice = try voice("echo first >&2; echo 'no such dictionary' >&2; exit 1")
    await #expect(throws: VoiceFault.failed(program: folder.file("program"), message: "no such dictionary")) {
      try await voice.speak(hello)
    }
  }

  @Test func aProgramThatDoesNotReadIsNoHarm() async throws {
    let voice = try voice("exec < /dev/null; cat SOUND")
    let long = Speech(text: String(repeating: "Hello. ", count: 100_000), language: "en")
    #expect(try await voice.speak(long).sampleCount == 1000)
  }

  @Test func anotherVoiceStandsIn() async throws {
    let voice = try voice(
      "if [ $2 = cmn-latn-pinyin ]; then echo 'The specified espeak-ng voice does not exist.' >&2; exit 1; fi; cat SOUND"
    )
    #expect(try await voice.speak(Speech(text: "你好", language: "cmn")).sampleCount == 1000)
  }

  @Test func absenceIsSaid() async throws {
    for name in ["attendant-no-such-program", folder.file("nowhere"), folder.file("sound.wav")] {
      let voice = EspeakVoice(program: name, cache: VoiceCache(folder: folder.file("cache")))
      await #expect(throws: VoiceFault.missing(program: name)) { try await voice.speak(hello) }
      await #expect(throws: VoiceFault.missing(program: name)) { try await voice.version() }
    }
  }

  @Test func signsAloneAreSilenceWithoutAProgram() async throws {
    let voice = EspeakVoice(program: "attendant-no-such-program", cache: VoiceCache(folder: folder.file("cache")))
    #expect(try await voice.speak(Speech(text: "。", language: "cmn")).sampleCount == 160)
    await #expect(throws: VoiceFault.unsupportedLanguage("de")) {
      try await voice.speak(Speech(text: "。", language: "de"))
    }
  }

  @Test func soFewRunAtOnceAndNoneIsLeft() async throws {
    let running = folder.file("running")
    let voice = try voice(
      """
      mkdir -p \(running); touch \(running)/$$; echo $$ $(ls \(running) | wc -l) >> \(folder.file("counts"))
      cat SOUND; rm \(running)/$$
      """)
    let before = try openFiles()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<100 {
        group.addTask { try await voice.speak(Speech(text: "Number \(index)", language: "en")).sampleCount }
      }
      for try await count in group { #expect(count == 1000) }
    }
    let lines = try String(decoding: folder.bytes("counts"), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 100)
    for line in lines {
      let numbers = line.split(separator: " ").compactMap { Int32($0) }
      try #require(numbers.count == 2)
      // A program that nobody waited for would still have its number.
      expectGone(numbers[0])
      #expect((1...2).contains(numbers[1]))
    }
    // Other tests open files at the same time, but not so many; a leak of one a program would show.
    #expect(try openFiles() - before < 100)
  }

  @Test func theVersionIsAskedOnce() async throws {
    let program = try folder.write(
      "counting",
      "#!/bin/sh\nif [ \"$1\" = --version ]; then echo >> \(folder.file("asked")); echo 1; exit; fi; cat SOUND"
        .replacing("SOUND", with: folder.file("sound.wav")))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let voice = EspeakVoice(program: program, cache: VoiceCache(folder: folder.file("cache")))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<20 {
        group.addTask { _ = try await voice.speak(Speech(text: "Number \(index)", language: "en")) }
      }
      try await group.waitForAll()
    }
    #expect(try folder.bytes("asked").count == 1)
  }

  private func pid() throws -> Int32 {
    let text = try String(decoding: folder.bytes("pid"), as: UTF8.self)
    return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  private func isWritten(_ name: String) throws -> Bool {
    try FileManager.default.fileExists(atPath: folder.file(name)) && !folder.bytes(name).isEmpty
  }

  private func expectGone(_ pid: Int32) {
    #expect(kill(pid, 0) == -1)
  }

  private func openFiles() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
  }
}

/// A clock on which any time is over as soon as a file is there.
private struct FullClock: Clock {
  let after: String
  var now: ContinuousClock.Instant { ContinuousClock.now }
  var minimumResolution: Duration { .zero }

  init(after path: String) {
    after = path
  }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    while !FileManager.default.fileExists(atPath: after) {
      try Task.checkCancellation()
      await Task.yield()
    }
  }
}
