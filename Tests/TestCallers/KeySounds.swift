import Audio
import CallInterface
import Telephony

/// What a caller sends: packets of 20 ms in A-law, and keys as they come over the wire.
struct KeySounds: Sendable {
  static let law = G711.aLaw
  static let silence = [UInt8](repeating: law.silence, count: AudioFrame.samples)
  /// 100 ms of each key, in frames.
  private let frames: [DTMFDigit: [[UInt8]]]

  init() throws {
    var frames: [DTMFDigit: [[UInt8]]] = [:]
    for digit in DTMFDigit.allCases {
      guard let sender = DTMFSender() else { throw CallersFault.noMemory }
      sender.send(.key(digit))
      frames[digit] = (0..<5).map { _ in
        var samples = [Int16](repeating: 0, count: AudioFrame.samples)
        var bytes = Self.silence
        samples.withUnsafeMutableBufferPointer { _ = sender.fill($0) }
        samples.withUnsafeBufferPointer { samples in
          bytes.withUnsafeMutableBufferPointer { _ = Self.law.encode(samples, into: $0) }
        }
        return bytes
      }
    }
    self.frames = frames
  }

  /// The packets of a key of 100 ms, one each 20 ms; the last is sent three times (RFC 4733 §2.5.1.4).
  func packets(of digit: DTMFDigit, _ way: KeyWay) -> [KeyPacket] {
    switch way {
    case .tones: (frames[digit] ?? []).map { .sound($0) }
    case .events:
      (1...5).map { .event(TelephoneEvent(code: TelephoneEvent.code(of: digit), isEnd: $0 == 5, duration: $0 * 160)) }
    }
  }
}

enum KeyPacket: Sendable {
  case sound([UInt8])
  case event(TelephoneEvent)
}

/// How a key travels.
public enum KeyWay: String, Sendable, CaseIterable {
  /// As a telephone-event (RFC 4733).
  case events
  /// In the sound.
  case tones
}

/// Why callers cannot call.
public enum CallersFault: Error, Sendable, CustomStringConvertible {
  case noMemory
  case noSocket(Int)
  case refused(Int)
  case noAnswer(String)

  public var description: String {
    switch self {
    case .noMemory: "there is no memory for tones"
    case .noSocket(let code): "there is no socket: error \(code) of the system"
    case .refused(let status): "the call was refused with \(status)"
    case .noAnswer(let why): "the answer cannot be used: \(why)"
    }
  }
}
