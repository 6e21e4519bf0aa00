import Audio
import CSpanDSP
import CallInterface

/// What a frame of a line costs, beside the C functions that it cannot do without, in the same run.
///
/// A thousand callers listen to a prompt, and hum, are silent and press a key now and then, each at another place of the
/// same sound. Lines and bare receivers are advanced in turn by one thread, a frame of each at a time as a server does.
struct LineBench {
  /// Frames that a stream has decoded ahead.
  private static let frames = 100
  private let caller: [UInt8]
  private let lines: Int

  init(isShort: Bool) {
    lines = isShort ? 100 : 1000
    caller = Self.caller(frames: 1000)
  }

  func figures() throws -> [Figure] {
    var keysOnly = LineSettings()
    keysOnly.hearsFax = false
    return [
      try figure("a frame of one line of \(lines): keys and a prompt", keysOnly, floor: .timesRaw(1.3)),
      try figure("the same, and listening for fax machines", LineSettings(), floor: nil),
    ]
  }

  private func figure(_ name: String, _ settings: LineSettings, floor: Figure.Floor?) throws -> Figure {
    let ours = try (0..<lines).map { _ in try BenchLine(settings) }
    let bare = try (0..<lines).map { _ in try BareLine() }
    var best = (ours: Double.infinity, bare: Double.infinity)
    for round in 0..<9 {
      for line in ours { try line.decodeAhead() }
      let cost = (
        ours: time(round) { index, bytes in ours[index].exchange(bytes) },
        bare: time(round) { index, bytes in bare[index].exchange(bytes) }
      )
      best = (min(best.ours, cost.ours), min(best.bare, cost.bare))
    }
    let keys = ours.map(\.keysHeard).reduce(0, +)
    guard keys > lines / 2 else { throw BenchFailure(message: "\(lines) lines heard \(keys) keys only") }
    return Figure(name: name, value: best.ours, unit: "µs", raw: ("spandsp and G.711", best.bare), floor: floor)
  }

  /// Microseconds of one frame of one line.
  private func time(_ round: Int, _ exchange: (Int, UnsafeBufferPointer<UInt8>) -> Void) -> Double {
    caller.withUnsafeBufferPointer { caller in
      let start = Measure.processorNanoseconds()
      for frame in 0..<Self.frames {
        for index in 0..<lines {
          let place = (round * Self.frames + frame + index * 7) % (caller.count / AudioFrame.samples)
          exchange(
            index, UnsafeBufferPointer(rebasing: caller[place * AudioFrame.samples..<(place + 1) * AudioFrame.samples]))
        }
      }
      return Double(Measure.processorNanoseconds() - start) / 1000 / Double(Self.frames * lines)
    }
  }

  /// A key each two seconds, between humming and quiet, as A-law.
  private static func caller(frames: Int) -> [UInt8] {
    var sound = [Int16](repeating: 0, count: frames * AudioFrame.samples)
    sound.withUnsafeMutableBufferPointer { sound in
      let voice = ToneGenerator(.steady([190, 380, 570, 760, 1140, 2280], level: -22))
      voice.fill(sound)
      for start in stride(from: 0, to: sound.count, by: 16_000) {
        let quiet = UnsafeMutableBufferPointer(rebasing: sound[start..<min(start + 8000, sound.count)])
        quiet.update(repeating: 0)
        DTMFSender()?.press(DTMFDigit.allCases[start / 16_000 % DTMFDigit.allCases.count], into: quiet)
      }
      // A little noise, as on every line.
      var state: UInt32 = 1
      for index in sound.indices {
        state = state &* 1_664_525 &+ 1_013_904_223
        sound[index] = Int16(clamping: Int(sound[index]) + Int(state >> 27) - 16)
      }
    }
    var bytes = [UInt8](repeating: 0, count: sound.count)
    _ = bytes.withUnsafeMutableBufferPointer { bytes in
      sound.withUnsafeBufferPointer { G711.aLaw.encode($0, into: bytes) }
    }
    return bytes
  }
}

extension DTMFSender {
  fileprivate func press(_ digit: DTMFDigit, into sound: UnsafeMutableBufferPointer<Int16>) {
    send([.pause(2000), .key(digit)])
    fill(sound)
  }

  private func send(_ signals: [Signal]) {
    for signal in signals { send(signal) }
  }
}

/// One caller on our line, with the codec that a telephone network wants.
private final class BenchLine {
  private let line: AudioLine
  private let prompt: SoundStream
  private let incoming = UnsafeMutableBufferPointer<Int16>.allocate(capacity: AudioFrame.samples)
  private let outgoing = UnsafeMutableBufferPointer<Int16>.allocate(capacity: AudioFrame.samples)
  private let sent = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: AudioFrame.samples)
  private(set) var keysHeard = 0

  init(_ settings: LineSettings) throws {
    guard let line = AudioLine(settings) else { throw BenchFailure(message: "there is no memory for a line") }
    self.line = line
    // Ten seconds of a sound with some hundred different samples; it is played over and over.
    prompt = SoundStream(samples: (0..<80_000).map { Int16($0 * 31 % 4001 - 2000) }, repeats: true)
    outgoing.initialize(repeating: 0)
    incoming.initialize(repeating: 0)
    sent.initialize(repeating: 0)
    line.perform(.play(ActivityID(1), [.sound(prompt)], isWhole: true))
  }

  deinit {
    incoming.deallocate()
    outgoing.deallocate()
    sent.deallocate()
  }

  func decodeAhead() throws { _ = try prompt.fill() }

  func exchange(_ bytes: UnsafeBufferPointer<UInt8>) {
    line.speak(into: outgoing)
    G711.aLaw.encode(UnsafeBufferPointer(outgoing), into: sent)
    G711.aLaw.decode(bytes, into: incoming)
    line.hear(UnsafeBufferPointer(incoming))
    guard !line.events.isEmpty else { return }
    for case .digitBegan in line.events { keysHeard += 1 }
    line.events = []
  }
}

/// The functions that any line needs, and nothing else.
private final class BareLine {
  private let receiver: OpaquePointer
  private let incoming = UnsafeMutablePointer<Int16>.allocate(capacity: AudioFrame.samples)
  private let outgoing = UnsafeMutablePointer<Int16>.allocate(capacity: AudioFrame.samples)
  private let sent = UnsafeMutablePointer<UInt8>.allocate(capacity: AudioFrame.samples)

  init() throws {
    guard let receiver = dtmf_rx_init(nil, nil, nil) else {
      throw BenchFailure(message: "there is no memory for a receiver")
    }
    self.receiver = receiver
    for index in 0..<AudioFrame.samples { outgoing[index] = Int16(index * 31 % 4001 - 2000) }
  }

  deinit {
    dtmf_rx_free(receiver)
    incoming.deallocate()
    outgoing.deallocate()
    sent.deallocate()
  }

  func exchange(_ bytes: UnsafeBufferPointer<UInt8>) {
    for index in 0..<AudioFrame.samples { sent[index] = linear_to_alaw(Int32(outgoing[index])) }
    for index in 0..<AudioFrame.samples { incoming[index] = alaw_to_linear(bytes[index]) }
    dtmf_rx(receiver, incoming, Int32(AudioFrame.samples))
  }
}
