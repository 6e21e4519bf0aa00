/// A sound file that can be played: its header is known to be good.
public struct SoundFile: Sendable {
  /// A path or a URI, for messages.
  public let name: String
  public let header: SoundHeader
  /// What is odd about it, for lint and for the log.
  public let notes: [SoundNote]
  /// Measured by `check`; `nil` where only the header was read.
  public let level: SpeechLevel?
  private let place: SoundPlace

  /// Samples at 8 kHz: exactly what a stream of it gives.
  public var length: Int { header.length }
  public var duration: Duration { AudioFrame.duration(ofSamples: length) }

  /// Reads the header only.
  public init(path: String, mediaType: String? = nil, limits: SoundLimits = SoundLimits()) throws(SoundFault) {
    try self.init(.file(path: path), name: path, mediaType: mediaType, limits: limits)
  }

  /// The body of a response. Reads the header only.
  ///
  /// - Parameter name: its URI.
  public init(
    bytes: [UInt8], name: String, mediaType: String? = nil, limits: SoundLimits = SoundLimits()
  ) throws(SoundFault) {
    try self.init(.memory(bytes), name: name, mediaType: mediaType, limits: limits)
  }

  private init(_ place: SoundPlace, name: String, mediaType: String?, limits: SoundLimits) throws(SoundFault) {
    let reading = try SoundHeader.read(
      try SoundBytes(place, name: name), name: name, mediaType: mediaType, limits: limits)
    self.init(place, name: name, header: reading.header, notes: reading.notes, level: nil)
  }

  private init(_ place: SoundPlace, name: String, header: SoundHeader, notes: [SoundNote], level: SpeechLevel?) {
    self.place = place
    self.name = name
    self.header = header
    self.notes = notes
    self.level = level
  }

  /// Reads a file to its end. What comes back knows its level, and will play.
  public static func check(
    _ path: String, mediaType: String? = nil, limits: SoundLimits = SoundLimits()
  ) throws(SoundFault) -> SoundFile {
    try SoundFile(path: path, mediaType: mediaType, limits: limits).checked()
  }

  /// How long a file lasts, by its header.
  public static func length(_ path: String) throws(SoundFault) -> Duration {
    try SoundFile(path: path).duration
  }

  /// Reads it to its end.
  public func checked() throws(SoundFault) -> SoundFile {
    let source = try FileSource(place, header, name: name)
    var meter = SpeechLevelMeter()
    let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: 4096)
    defer { buffer.deallocate() }
    while case let count = try source.read(into: buffer), count > 0 {
      meter.add(UnsafeBufferPointer(rebasing: buffer[..<count]))
    }
    var notes = notes
    if source.overloads > 0 {
      let what = source.overloads == 1 ? "1 sample is" : "\(source.overloads) samples are"
      notes.append(SoundNote(kind: .overloaded, name: name, text: "\(what) beyond full scale; it will sound distorted"))
    }
    let level = meter.level
    if level.peak == 0 { notes.append(SoundNote(kind: .silent, name: name, text: "there is nothing to hear in it")) }
    return SoundFile(place, name: name, header: header, notes: notes, level: level)
  }

  /// A stream of it from its beginning.
  ///
  /// - Parameters:
  ///   - gain: a factor on every sample, usually from `VolumeLevelling`.
  ///   - repeats: begins again without a gap for ever (music on hold).
  public func stream(gain: Float = 1, repeats: Bool = false) throws(SoundFault) -> SoundStream {
    SoundStream(try FileSource(place, header, name: name), length: length, gain: gain, repeats: repeats)
  }
}
