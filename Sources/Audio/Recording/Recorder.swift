public import CallInterface
import Glibc
import Synchronization

/// One `record` item (VoiceXML 2.0 §2.3.6), from the moment that the beep is over: takes what the caller says, ends by
/// `finalsilence` and `maxtime` itself, and by the interpreter. Keys never reach the recording.
///
/// `@unchecked Sendable`: everything but `writer`, which guards itself, and `result` is touched only by the media thread
/// until `ending` is stored, and only by the draining thread after it was loaded.
public final class Recorder: @unchecked Sendable {
  /// What a frame brought.
  public struct Hearing: Hashable, Sendable {
    /// Sound for the first time: `recordingHeard`.
    public var isFirstSound = false
    /// It is over, by itself: nothing more is taken, and `drain` will give the result.
    public var isOver = false
  }

  /// How much is held back, in samples: longer than a key takes to be recognised.
  public static let delay = 6 * AudioFrame.samples
  /// What is kept after the last speech when `finalsilence` ends a recording, in samples: the end of a word is weak.
  public static let tail = 5 * AudioFrame.samples

  private let writer: RecordingWriter
  private let maxTime: Int
  private let isSecure: Bool
  private var speech: EndOfSpeech
  private var line: DelayLine
  /// Samples so far, with those in the delay line.
  private var length = 0
  /// Where the last key began, while it can still be cut off.
  private var keyBegin: Int?
  private var isKeyHeld = false
  private var kept = 0
  private let ending = Atomic<UInt8>(0)
  private var result: RecordingResult?
  /// The file, once it is there under its own name.
  private var wholePath: String?

  /// - Parameters:
  ///   - path: absolute, with the ending of the format (`RecordingFormat.ending`). A secure recording has no name: it is
  ///     read through its descriptor, at the URI of its result, until `erase`.
  ///   - wav: the coding of WAV files.
  public init(
    _ request: RecordingRequest, path: String, wav: RecordingFormat.Coding = .pcm16,
    limits: RecordingLimits = RecordingLimits(), settings: EndOfSpeech.Settings = EndOfSpeech.Settings()
  ) throws(RecordingFault) {
    guard let format = RecordingFormat(mediaType: request.type, wav: wav) else {
      throw .cannotCreate(path: path, reason: "recordings of type \(request.type) are not supported")
    }
    isSecure = request.isSecure
    writer = try RecordingWriter(path: path, format: format, limits: limits, isNameless: isSecure)
    maxTime = max(1, AudioFrame.samples(in: request.maxTime))
    speech = EndOfSpeech(finalSilence: AudioFrame.samples(in: request.finalSilence), settings: settings)
    line = DelayLine(capacity: Self.delay)
  }

  // MARK: The media thread

  /// Takes a frame of what the caller says; none after the end.
  public func advance(_ frame: UnsafeBufferPointer<Int16>) -> Hearing {
    var hearing = Hearing()
    guard !isOver else { return hearing }
    if writer.hasFailed {
      // What is on the disk is kept: the recording has reached a limit, if not the one it asked for.
      end(.maxTime)
      hearing.isOver = true
      return hearing
    }
    var begin = 0
    while begin < frame.count, !isOver {
      let size = min(AudioFrame.samples, frame.count - begin, maxTime - length)
      take(UnsafeBufferPointer(rebasing: frame[begin..<begin + size]), &hearing)
      begin += size
    }
    hearing.isOver = isOver
    return hearing
  }

  private func take(_ piece: UnsafeBufferPointer<Int16>, _ hearing: inout Hearing) {
    length += piece.count
    line.push(piece) { writer.push($0) }
    if let keyBegin, length - keyBegin > line.capacity { self.keyBegin = nil }
    if isKeyHeld {
      line.silence(piece.count)
      speech.skip(piece.count)
    } else {
      switch speech.advance(piece) {
      case nil: break
      case .speechBegan: hearing.isFirstSound = true
      case .speechEnded: end(.silence)
      }
    }
    if length >= maxTime { end(.maxTime) }
  }

  /// A key was recognised in the frame last given to `advance`; it began so many samples before the end of that frame.
  /// Its sound, and all until `keyEnded`, is not recorded: silence takes its place, or, if the interpreter stops the
  /// recording now, the recording ends where the key began.
  public func trimKey(samples: Int) {
    guard !isOver else { return }
    line.silence(samples)
    // A second key right after the first: the recording ends before both.
    keyBegin = keyBegin ?? max(0, length - max(0, min(samples, line.count)))
    isKeyHeld = true
  }

  /// Before the first frame: a key, perhaps one that brought the recording about, is still held. Nothing is recorded until
  /// `keyEnded`.
  public func beginWithKey() { isKeyHeld = true }

  public func keyEnded() { isKeyHeld = false }

  /// Ends it from outside: `.stopped` by the interpreter, `.hungUp` by the caller.
  public func end(_ reason: RecordingResult.Ending) {
    guard !isOver else { return }
    kept = length
    if reason == .stopped, let keyBegin {
      kept = keyBegin
      _ = line.drop(length - keyBegin)
    }
    if reason == .silence { kept = min(length, speech.speechEnd + Self.tail) }
    line.flush { writer.push($0) }
    ending.store(Self.code(of: reason), ordering: .releasing)
  }

  /// Whether it takes no more.
  public var isOver: Bool { ending.load(ordering: .acquiring) != 0 }

  // MARK: The draining thread

  /// Whether a `drain` would find something to do.
  public var wantsDraining: Bool { writer.wantsDraining || isOver }

  /// Samples that were replaced by silence because the draining was late.
  public var lost: Int { writer.lost }

  /// Writes what there is. After the end, ends the file and gives the result.
  ///
  /// - Throws: once, for the log: the recording then ends with what is on the disk, and `.failed` if that is nothing.
  public func drain() throws(RecordingFault) -> RecordingResult? {
    if let result { return result }
    guard let ending = Self.ending(of: ending.load(ordering: .acquiring)) else {
      try writer.drain()
      return nil
    }
    if !writer.hasFailed { try writer.drain() }
    let whole: RecordingWriter.Whole
    do throws(RecordingFault) {
      whole = try writer.finish(keeping: kept)
    } catch {
      result = RecordingResult(ending: .failed, duration: .zero, size: 0, uri: FileURI.make(writer.path))
      throw error
    }
    wholePath = whole.path
    // Nothing on the disk and nothing wrong is an empty recording: a key may be the first thing that is heard.
    let isLost = writer.hasFailed && whole.length == 0
    result = RecordingResult(
      ending: isLost ? .failed : ending, duration: AudioFrame.duration(ofSamples: whole.length), size: whole.size,
      uri: isSecure ? FileURI.make(whole.path, name: writer.path) : FileURI.make(whole.path))
    if let fault = whole.fault { throw fault }
    return result
  }

  /// Instead of `drain`, where nobody wants the recording: leaves nothing on the disk.
  public func discard() { writer.discard() }

  /// After the end, where nobody may have the recording any more: takes the file off the disk.
  public func erase() {
    writer.discard()
    if let wholePath, !isSecure { unlink(wholePath) }
  }

  private static let endings: [RecordingResult.Ending] = [.silence, .stopped, .maxTime, .hungUp, .failed]

  /// 0 is none.
  private static func code(of ending: RecordingResult.Ending) -> UInt8 {
    UInt8(endings.firstIndex(of: ending) ?? 0) + 1
  }

  private static func ending(of code: UInt8) -> RecordingResult.Ending? {
    code == 0 ? nil : endings[Int(code) - 1]
  }
}

/// A path as others name it.
enum FileURI {
  /// - Parameter path: absolute.
  static func make(_ path: String) -> String { "file://" + encoded(path) }

  /// - Parameter name: a path whose last part the file would be called by, for whoever it is sent to: the query.
  static func make(_ path: String, name: String) -> String {
    make(path) + "?" + encoded(String(name.split(separator: "/").last ?? ""))
  }

  private static func encoded(_ path: String) -> String {
    var uri = ""
    for byte in path.utf8 {
      let character = Character(Unicode.Scalar(byte))
      if byte < 0x80, character.isLetter || character.isNumber || "/-._~".contains(character) {
        uri.append(character)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        uri += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return uri
  }
}
