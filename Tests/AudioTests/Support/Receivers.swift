import Audio
import CSpanDSP
import CallInterface

/// A key that a receiver told, and when, in samples.
struct Hearing: Equatable {
  let digit: DTMFDigit
  let at: Int
}

/// Our detector over a whole sound, in frames.
func edges(
  of sound: Sound, playing played: Sound = Sound(), settings: DTMFDetectorSettings = DTMFDetectorSettings(),
  frame: Int = AudioFrame.samples
) -> [KeyEdge] {
  guard let detector = DTMFDetector(settings) else { return [] }
  var edges: [KeyEdge] = []
  sound.samples.withUnsafeBufferPointer { heard in
    played.samples.withUnsafeBufferPointer { played in
      for start in stride(from: 0, to: heard.count, by: frame) {
        let end = min(start + frame, heard.count)
        detector.advance(
          UnsafeBufferPointer(rebasing: heard[start..<end]),
          playing: UnsafeBufferPointer(rebasing: played[min(start, played.count)..<min(end, played.count)]),
          edges: &edges)
      }
    }
  }
  return edges
}

func ourHearings(
  _ sound: Sound, playing played: Sound = Sound(), settings: DTMFDetectorSettings = DTMFDetectorSettings()
) -> [Hearing] {
  edges(of: sound, playing: played, settings: settings).compactMap { edge in
    if case .began = edge.change { Hearing(digit: edge.digit, at: edge.recognisedAt) } else { nil }
  }
}

/// spandsp's receiver as it is, its digits taken after each block.
func bareHearings(_ sound: Sound, settings: DTMFDetectorSettings = DTMFDetectorSettings()) -> [Hearing] {
  guard let receiver = dtmf_rx_init(nil, nil, nil) else { return [] }
  dtmf_rx_parms(
    receiver, settings.filtersDialTone ? 1 : 0, Int32(settings.forwardTwist), Int32(settings.reverseTwist),
    Int32(settings.threshold))
  defer { dtmf_rx_free(receiver) }
  var hearings: [Hearing] = []
  sound.samples.withUnsafeBufferPointer { samples in
    guard let base = samples.baseAddress else { return }
    var characters = [CChar](repeating: 0, count: 129)
    for start in stride(from: 0, to: samples.count, by: 102) {
      let count = min(102, samples.count - start)
      dtmf_rx(receiver, base + start, Int32(count))
      for index in 0..<dtmf_rx_get(receiver, &characters, 128) {
        let character = Character(Unicode.Scalar(UInt8(bitPattern: characters[index])))
        if let digit = DTMFDigit(character) { hearings.append(Hearing(digit: digit, at: start + count)) }
      }
    }
  }
  return hearings
}
