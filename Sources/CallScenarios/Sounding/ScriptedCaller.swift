import Audio
import CallInterface
import Synchronization

/// The voice and the fingers of a scripted caller, as sound on a line.
final class ScriptedCaller: CallerSound, Sendable {
  /// How long a finger stays on a key.
  static let keyLength = Duration.milliseconds(80)
  /// From the beginning of a key until it has surely been recognised, and its pause is long enough for the same key to
  /// be another one.
  static let keyTime = Duration.milliseconds(130)

  private struct Sound {
    /// Samples since the call began.
    let start: Int
    let samples: [Int16]
  }
  private struct State {
    var sounds: [Sound] = []
    /// Samples that went to the line.
    var position = 0
  }
  private let state = Mutex(State())

  /// Presses a key at this moment of the call.
  func press(_ digit: DTMFDigit, at instant: CallInstant) {
    add(KeySound.samples(of: digit, lasting: Self.keyLength), at: instant)
  }

  /// Speaks from this moment on.
  func speak(for length: Duration, at instant: CallInstant) {
    add(Babble.samples(lasting: length), at: instant)
  }

  private func add(_ samples: [Int16], at instant: CallInstant) {
    let start = AudioFrame.samples(in: instant.sinceStart)
    state.withLock { $0.sounds.append(Sound(start: start, samples: samples)) }
  }

  func next(into frame: UnsafeMutableBufferPointer<Int16>) -> Bool {
    frame.update(repeating: 0)
    state.withLock { state in
      let range = state.position..<state.position + frame.count
      for sound in state.sounds {
        let part = range.clamped(to: sound.start..<sound.start + sound.samples.count)
        for place in part {
          let sample = Int(frame[place - range.lowerBound]) + Int(sound.samples[place - sound.start])
          frame[place - range.lowerBound] = Int16(clamping: sample)
        }
      }
      state.position = range.upperBound
      state.sounds.removeAll { $0.start + $0.samples.count <= range.upperBound }
    }
    // A scripted caller hangs up by the script.
    return true
  }
}

/// A key as its two tones.
private enum KeySound {
  static func samples(of digit: DTMFDigit, lasting length: Duration) -> [Int16] {
    var settings = DTMFSender.Settings()
    settings.toneLength = AudioFrame.samples(in: length)
    settings.pauseLength = 0
    guard let sender = DTMFSender(settings) else { return [] }
    sender.send([digit])
    return [Int16](unsafeUninitializedCapacity: settings.toneLength) { buffer, count in
      buffer.initialize(repeating: 0)
      count = sender.fill(buffer)
    }
  }
}
