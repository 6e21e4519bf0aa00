import Foundation
import Testing

@testable import SpeechSynthesis

@Suite struct VoiceCacheTests {
  private let folder: Folder
  private let key = VoiceKey(["hello"])

  init() throws {
    folder = try Folder()
  }

  private var shelf: String { folder.file("voice") }

  private func wave(_ level: UInt8, samples: Int = 100) -> Wave {
    Wave(sampleRate: 8000, samples: [UInt8](repeating: level, count: samples * 2))
  }

  private func cache(limit: Int = 1 << 20) -> VoiceCache {
    VoiceCache(folder: shelf, limit: limit, grace: .zero)
  }

  @Test func soundsAreMadeOnce() async throws {
    let cache = cache()
    let first = try await cache.sound(for: key) { wave(1) }
    let second = try await cache.sound(for: key) { wave(2) }
    #expect(first == second)
    #expect(first.sampleCount == 100)
    #expect(first.duration == .microseconds(12_500))
    #expect(try Wave(streamed: readFile(first.path)) == wave(1))
  }

  @Test func otherProcessesFindThem() async throws {
    let first = try await cache().sound(for: key) { wave(1) }
    let second = try await cache().sound(for: key) { wave(2) }
    #expect(first == second)
    #expect(try Wave(streamed: readFile(second.path)) == wave(1))
  }

  @Test func keysDifferInEachPart() {
    let keys = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], ["ab", "C"]].map(VoiceKey.init)
    #expect(Set(keys).count == keys.count)
    #expect(VoiceKey([]).name == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func manyWhoAskAtOnceWaitForOneVoice() async throws {
    let cache = cache()
    let made = Counter()
    let gate = Gate()
    let sounds = try await withThrowingTaskGroup(of: SpokenSound.self) { group in
      for _ in 0..<50 {
        group.addTask {
          try await cache.sound(for: key) {
            made.add()
            await gate.pass()
            return wave(1)
          }
        }
      }
      await gate.open()
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(sounds.count == 1)
    #expect(made.count == 1)
  }

  @Test func whoGivesUpLeavesTheOthersTheirSound() async throws {
    let cache = cache()
    let gate = Gate()
    let make: @Sendable () async throws -> Wave = {
      await gate.pass()
      try Task.checkCancellation()
      return wave(1)
    }
    let patient = Task { try await cache.sound(for: key, make: make) }
    let hasty = Task { try await cache.sound(for: key, make: make) }
    await gate.waitForSomebody()
    hasty.cancel()
    await gate.open()
    await #expect(throws: CancellationError.self) { try await hasty.value }
    #expect(try await patient.value.sampleCount == 100)
  }

  @Test func whenAllGiveUpTheVoiceIsStopped() async throws {
    let cache = cache()
    let gate = Gate()
    let only = Task {
      try await cache.sound(for: key) {
        await gate.pass()
        // Ends by being cancelled, and only so.
        try await Task.sleep(for: .seconds(3600))
        return wave(1)
      }
    }
    await gate.waitForSomebody()
    only.cancel()
    await gate.open()
    await #expect(throws: CancellationError.self) { try await only.value }
    #expect(try await cache.sound(for: key) { wave(2) }.sampleCount == 100)
  }

  @Test func failuresAreNotKept() async throws {
    let cache = cache()
    await #expect(throws: VoiceFault.missing(program: "x")) {
      try await cache.sound(for: key) { throw VoiceFault.missing(program: "x") }
    }
    #expect(try await cache.sound(for: key) { wave(1) }.sampleCount == 100)
  }

  @Test(arguments: ["shorter", "longer", "bit", "empty", "text", "swapped"])
  func damagedFilesAreMadeAnew(_ damage: String) async throws {
    let sound = try await cache().sound(for: key) { wave(1) }
    var bytes = try readFile(sound.path)
    switch damage {
    case "shorter": bytes.removeLast()
    case "longer": bytes.append(0)
    case "bit": bytes[60] ^= 1
    case "empty": bytes = []
    case "text": bytes = Array("This is no sound.".utf8)
    default:
      let other = try await cache().sound(for: VoiceKey(["other"])) { wave(3) }
      bytes = try readFile(other.path)
    }
    try Data(bytes).write(to: URL(fileURLWithPath: sound.path))
    let again = try await cache().sound(for: key) { wave(2) }
    #expect(try Wave(streamed: readFile(again.path)) == wave(2))
  }

  @Test func aFileThatVanishesIsMadeAnew() async throws {
    let cache = cache()
    let sound = try await cache.sound(for: key) { wave(1) }
    try FileManager.default.removeItem(atPath: sound.path)
    #expect(try await cache.sound(for: key) { wave(2) } == sound)
    #expect(try Wave(streamed: readFile(sound.path)) == wave(2))
  }

  @Test func thoseNotUsedForLongestGo() async throws {
    // Each file is 1000 samples and about 80 bytes around them.
    let cache = cache(limit: 3 * 2200)
    var paths: [String] = []
    for index in 0..<3 {
      let path = try await cache.sound(for: VoiceKey(["\(index)"])) { wave(1, samples: 1000) }.path
      try use(path, secondsAgo: 100 - index)
      paths.append(path)
    }
    // The oldest is used again.
    _ = try await cache.sound(for: VoiceKey(["0"])) { wave(2, samples: 1000) }
    let new = try await cache.sound(for: VoiceKey(["new"])) { wave(1, samples: 1000) }
    #expect(paths.map(FileManager.default.fileExists) == [true, false, true])
    #expect(FileManager.default.fileExists(atPath: new.path))
  }

  @Test func whatWasJustAskedForStays() async throws {
    let cache = VoiceCache(folder: shelf, limit: 1, grace: .seconds(3600))
    let first = try await cache.sound(for: key) { wave(1) }
    let second = try await cache.sound(for: VoiceKey(["second"])) { wave(1) }
    #expect([first, second].allSatisfy { FileManager.default.fileExists(atPath: $0.path) })
  }

  @Test func whatAnInterruptedProcessLeftGoes() async throws {
    let left = try folder.write("voice/.attendant-1-abc", "half a sound")
    let recent = try folder.write("voice/.attendant-1-def", "half a sound")
    try use(left, secondsAgo: 7200)
    _ = try await cache().sound(for: key) { wave(1) }
    #expect(!FileManager.default.fileExists(atPath: left))
    #expect(FileManager.default.fileExists(atPath: recent))
  }

  @Test func aFolderThatCannotBeMadeIsAFault() async throws {
    let file = try folder.write("voice", "a file in the way")
    await #expect(throws: VoiceFault.disk(path: file, reason: "this is not a folder")) {
      try await cache().sound(for: key) { wave(1) }
    }
  }

  @Test func manyCachesShareOneFolder() async throws {
    // As many processes would, each with the same twenty keys and too little room.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let cache = VoiceCache(folder: shelf, limit: 10 * 2200, grace: .zero)
          for index in 0..<60 {
            let level = UInt8(index % 20)
            let sound = try await cache.sound(for: VoiceKey(["\(level)"])) { wave(level, samples: 1000) }
            #expect(sound.sampleCount == 1000)
          }
        }
      }
      try await group.waitForAll()
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: shelf)
    #expect(names.allSatisfy { $0.hasSuffix(".wav") })
    for name in names {
      let wave = try #require(Wave(streamed: readFile(shelf + "/" + name)))
      #expect(VoiceKey(["\(wave.samples[0])"]).name + ".wav" == name)
    }
  }

  private func use(_ path: String, secondsAgo: Int) throws {
    let date = Date(timeIntervalSinceNow: -Double(secondsAgo))
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
  }
}
