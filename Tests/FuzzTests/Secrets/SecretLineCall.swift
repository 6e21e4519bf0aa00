import Audio
import CallInterface
import CallRuntime
import Foundation
import Playback
import ScriptEngine
import SpeechSynthesis
import Synchronization
import Testing

/// One call through one flow over a line in virtual time, recorded as a whole, and every sound that was left of it.
struct SecretLineCall {
  let flow: String
  let marker: Marker
  let hasKeyedSecret: Bool
  /// How many keys that are no secret are heard in the recording of the call.
  let codesKept: Int
  /// Keys of all files, file by file, one channel after the other.
  let keysLeft: [(file: String, keys: String)]
  let plainRecordings: Int
  let secretRecordings: Int
  var complaint: String?

  /// - Parameter isOpen: without `ivr:secure`, the control.
  init(seed: UInt64, lanes: ScriptLanes, isOpen: Bool = false) async throws {
    var writer = SecretFlowWriter(seed: seed)
    writer.records = true
    marker = Marker(random: &writer.random)
    let keys: [SecretLineCaller.Habits.Keys] = [
      .tones, .tones, .both(late: .zero), .both(late: .milliseconds(60)), .both(late: .milliseconds(160)), .events,
    ]
    let habits = SecretLineCaller.Habits(
      keys: writer.random.pick(keys, or: .tones), typesAhead: writer.random.chance(30),
      mistypes: writer.random.chance(20), hangsUp: writer.random.chance(10),
      keyLength: .milliseconds(60 + writer.random.below(100)))
    let body = writer.flow()
    flow = """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1">
      <property name="timeout" value="2s"/><property name="interdigittimeout" value="2s"/>
      \(isOpen ? body.replacing("ivr:secure=\"true\"", with: "") : body)
      </vxml>
      """
    let folder = try SoundFolder()
    let recorder = try CallRecorder(path: folder.path + "/call.wav", coding: .pcm16)
    let recording = recorder.writer
    let voice = CallerVoice()
    let line = VirtualDriver(
      line: try #require(AudioLine(LineSettings(), callRecorder: recorder)), caller: voice, heard: nil)
    let spoken = SpokenTexts(folder: folder.path + "/voice")
    let shop = SecretShop(flow: flow, delay: habits.typesAhead ? .seconds(4) : .milliseconds(200))
    let logged = Mutex<[String]>([])
    let channel = AudioChannel(
      line: line,
      sounds: StandardSounds(loader: shop, session: FetchSession(isVirtual: true), voice: spoken, levelling: nil),
      recordings: RecordingFolder(folder.path, call: "message"), transfers: NoTransfers(), callRecording: recording,
      log: { text in logged.withLock { $0.append(text) } })
    let caller = SecretLineCaller(secret: marker.digits, habits: habits, line: line, channel: channel, voice: voice)
    let facts = CallFacts(from: "tel:+49301", to: "tel:+49302", startedAt: 1_767_607_200_000, seed: 4)
    let runner = CallRunner(
      flow: SecretShop.address, facts: facts, channel: caller, resources: ResourceStore(loader: shop),
      lane: lanes.next(), clock: .virtual(limit: .seconds(180)))
    _ = await runner.run()

    hasKeyedSecret = await caller.hasKeyedSecret && habits.keys != .events
    let codes = await caller.codes
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "voice" }.sorted()
    let sounds = try names.map { (name: $0, channels: try Self.channels(of: folder.path + "/" + $0)) }
    keysLeft = try sounds.flatMap { sound in
      try sound.channels.map { (file: sound.name, keys: try Self.keys(in: $0)) }
    }
    let call = try #require(sounds.first { $0.name == "call.wav" }).channels
    let keysOfCaller = keysLeft.first { $0.file == "call.wav" }?.keys ?? ""
    codesKept = keysOfCaller.count
    plainRecordings = names.count { $0.hasPrefix("message") }
    secretRecordings = await caller.secretSpeech.count

    let told = ([logged.withLock { $0.joined(separator: "\n") }] + spoken.texts.withLock { $0 })
    if let text = told.lazy.compactMap({ [marker] in marker.trace(in: $0) }).first {
      complaint = "the secret \(marker.digits) was said or logged: \(text)"
    }
    if isOpen { return }
    if !Self.isPart(keysOfCaller, of: String(repeating: "42", count: codes)) {
      complaint = "keys \(keysOfCaller) are in the recording of the call, of \(marker.digits) and \(codes) times 42"
    }
    for left in keysLeft.dropFirst() where !left.keys.isEmpty { complaint = "\(left.file) has the keys \(left.keys)" }
    for time in await caller.privateTimes + caller.secretSpeech {
      if let place = Self.firstSound(in: call, time) { complaint = "sound at sample \(place), private in \(time)" }
    }
    let plain = await caller.plainSpeech
    if plainRecordings > plain { complaint = "recordings are left: \(names), of \(plain)" }
  }

  /// Whether one text is another with characters left out.
  private static func isPart(_ text: String, of whole: String) -> Bool {
    var rest = whole[...]
    return text.allSatisfy { character in
      guard let place = rest.firstIndex(of: character) else { return false }
      rest = rest[rest.index(after: place)...]
      return true
    }
  }

  /// A frame's sound comes before what its step does, so the frame of each end is passed over.
  private static func firstSound(in channels: [[Int16]], _ time: Range<CallInstant>) -> Int? {
    let begin = AudioFrame.samples(in: time.lowerBound.sinceStart) + AudioFrame.samples
    let end = AudioFrame.samples(in: time.upperBound.sinceStart) - AudioFrame.samples
    for samples in channels where begin < min(end, samples.count) {
      if let place = samples[begin..<min(end, samples.count)].firstIndex(where: { $0 != 0 }) { return place }
    }
    return nil
  }

  private static func keys(in samples: [Int16]) throws -> String {
    let detector = try #require(DTMFDetector())
    let nothing = [Int16](repeating: 0, count: AudioFrame.samples)
    var edges: [KeyEdge] = []
    for begin in stride(from: 0, to: samples.count - AudioFrame.samples + 1, by: AudioFrame.samples) {
      samples[begin..<begin + AudioFrame.samples].withUnsafeBufferPointer { frame in
        nothing.withUnsafeBufferPointer { detector.advance(frame, playing: $0, edges: &edges) }
      }
    }
    return String(edges.compactMap { if case .began = $0.change { $0.digit.rawValue } else { nil as Character? } })
  }

  /// Of a WAV file of 16-bit samples.
  private static func channels(of path: String) throws -> [[Int16]] {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    try #require(bytes.count >= 44 && bytes.starts(with: "RIFF".utf8), "\(path) is no WAV file")
    let count = Int(bytes[22])
    let samples = stride(from: 44, to: bytes.count - 1, by: 2).map {
      Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
    }
    return (0..<count).map { channel in stride(from: channel, to: samples.count, by: count).map { samples[$0] } }
  }
}

/// A voice that keeps what it is asked to say.
private final class SpokenTexts: Voice {
  let texts = Mutex<[String]>([])
  private let voice: RuleVoice

  init(folder: String) {
    voice = RuleVoice(cache: VoiceCache(folder: folder))
  }

  func speak(_ speech: Speech) async throws -> SpokenSound {
    texts.withLock { $0.append(speech.text) }
    return try await voice.speak(speech)
  }
}

/// A folder that is gone with its call.
private final class SoundFolder {
  let path = FileManager.default.temporaryDirectory.appending(path: "attendant-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch { Issue.record("\(path) stays: \(error)") }
  }
}
