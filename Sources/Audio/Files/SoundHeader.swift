/// What a file says about its sound, and where in the file the sound is.
///
/// Headers are read here and not by libsndfile: only so can a fault name the byte, a file that was cut off be played as
/// far as it goes, and a hostile header meet bounds-checked code. libsndfile decodes the samples.
public struct SoundHeader: Hashable, Sendable {
  public enum Container: String, Hashable, Sendable { case wav, au, headerless }

  public static let rates = 4000...384_000
  public static let mostChannels = 32

  public var container: Container
  public var coding: SoundCoding
  public var isBigEndian: Bool
  /// Frames a second.
  public var rate: Int
  public var channels: Int
  /// Where the samples begin, in bytes.
  public var offset: Int
  /// Whole frames that the file really holds; a frame is one sample of every channel.
  public var frames: Int

  public var bytesPerFrame: Int { coding.bytesPerSample * channels }

  /// Samples at 8 kHz, rounded to the nearest.
  public var length: Int {
    // Whole seconds first: nothing overflows, whatever the limits.
    frames / rate * AudioFrame.sampleRate + (frames % rate * 2 * AudioFrame.sampleRate + rate) / (2 * rate)
  }
}

/// A header as read, with what is odd about it.
struct HeaderReading {
  var header: SoundHeader
  var notes: [SoundNote]
}

extension SoundHeader {
  /// - Parameter mediaType: of an HTTP response or a flow, if there is one; it and the ending of `name` say what a
  ///   headerless file is. The bytes win where they show a header.
  static func read(
    _ bytes: SoundBytes, name: String, mediaType: String?, limits: SoundLimits
  ) throws(SoundFault) -> HeaderReading {
    guard bytes.count > 0 else {
      throw SoundFault(kind: .empty, name: name, problem: "the file is empty (0 bytes)", remedy: "record it again")
    }
    guard bytes.count <= limits.bytes else {
      throw SoundFault(
        kind: .tooLarge, name: name, problem: "\(bytes.count) bytes are more than the limit of \(limits.bytes)",
        remedy: "export it in mono at 8000 Hz, or cut it into parts")
    }
    let claim = SoundClaim(name: name, mediaType: mediaType)
    let beginning = try bytes.read(count: 512, at: 0, name: name)
    var reading: HeaderReading
    if RIFFHeader.isOne(beginning) {
      reading = try RIFFHeader.read(bytes, name: name)
    } else if AUHeader.isOne(beginning) {
      reading = try AUHeader.read(bytes, name: name)
    } else if let other = ForeignContent.name(of: beginning, isHeaderless: claim.headerlessCoding != nil) {
      throw SoundFault(
        kind: .mislabelled, name: name, offset: 0, problem: "this is \(other) and not \(claim.words)",
        remedy: "export it as WAV, 16-bit PCM")
    } else if let coding = claim.headerlessCoding {
      reading = headerless(bytes, coding, name: name)
    } else {
      throw SoundFault(
        kind: .mislabelled, name: name, offset: 0, problem: "the file does not begin like \(claim.words)",
        remedy: "export it as WAV, 16-bit PCM, or name a headerless file .al, .ul or .sln")
    }
    if let expected = claim.container, expected != reading.header.container {
      reading.notes.append(
        SoundNote(
          kind: .misnamed, name: name,
          text: "called \(claim.words), but it is \(reading.header.container == .au ? "an AU" : "a WAV") file"))
    }
    try reading.header.check(name: name, limits: limits)
    return reading
  }

  private static func headerless(_ bytes: SoundBytes, _ coding: SoundCoding, name: String) -> HeaderReading {
    let header = SoundHeader(
      container: .headerless, coding: coding, isBigEndian: false, rate: AudioFrame.sampleRate, channels: 1, offset: 0,
      frames: bytes.count / coding.bytesPerSample)
    return HeaderReading(header: header, notes: raggedNote(bytes.count % coding.bytesPerSample, name: name))
  }

  static func raggedNote(_ rest: Int, name: String) -> [SoundNote] {
    guard rest > 0 else { return [] }
    let what = rest == 1 ? "the last byte is" : "the last \(rest) bytes are"
    return [SoundNote(kind: .ragged, name: name, text: "\(what) not a whole frame; left out")]
  }

  private func check(name: String, limits: SoundLimits) throws(SoundFault) {
    guard frames > 0, length > 0 else {
      throw SoundFault(
        kind: .noSound, name: name, offset: offset, problem: "there is no sound after the header",
        remedy: "record it again")
    }
    let duration = AudioFrame.duration(ofSamples: length)
    guard duration <= limits.duration else {
      throw SoundFault(
        kind: .tooLarge, name: name,
        problem: "it lasts \(duration.components.seconds) s, more than the limit of "
          + "\(limits.duration.components.seconds) s",
        remedy: "cut it into parts")
    }
  }
}

/// What the name and the media type of a sound claim about it.
struct SoundClaim {
  /// `nil` where they say nothing.
  var container: SoundHeader.Container?
  /// Of a file without a header, if it may be one.
  var headerlessCoding: SoundCoding?
  /// For messages.
  var words: String

  init(name: String, mediaType: String?) {
    let type = mediaType?.prefix { $0 != ";" }.filter { $0 != " " }.lowercased() ?? ""
    // Of a URI, the path only.
    let path = name.prefix { $0 != "?" && $0 != "#" }
    let file = path.split(separator: "/").last ?? ""
    let ending = file.contains(".") ? file.split(separator: ".").last.map { $0.lowercased() } ?? "" : ""
    switch (type, ending) {
    case ("audio/x-alaw-basic", _), ("audio/pcma", _): self.init(headerless: .aLaw, "A-law (\(type))")
    // An AU file is served as audio/basic too; its header shows it.
    case ("audio/basic", _), ("audio/pcmu", _): self.init(headerless: .uLaw, "µ-law (\(type))")
    case ("audio/wav", _), ("audio/x-wav", _), ("audio/wave", _), ("audio/vnd.wave", _):
      self.init(container: .wav, "WAV (\(type))")
    case (_, "al"), (_, "alaw"): self.init(headerless: .aLaw, "A-law (.\(ending))")
    case (_, "ul"), (_, "ulaw"), (_, "basic"): self.init(headerless: .uLaw, "µ-law (.\(ending))")
    case (_, "raw"), (_, "sln"): self.init(headerless: .pcm16, "16-bit samples (.\(ending))")
    case (_, "wav"), (_, "wave"): self.init(container: .wav, "WAV (.\(ending))")
    case (_, "au"), (_, "snd"): self.init(container: .au, "AU (.\(ending))")
    default: self.init("a sound")
    }
  }

  private init(
    container: SoundHeader.Container? = nil, headerless coding: SoundCoding? = nil, _ words: String
  ) {
    self.container = container
    headerlessCoding = coding
    self.words = words
  }
}
