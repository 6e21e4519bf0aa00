public import Audio
public import CallInterface
public import CallRuntime
import Prompting
public import SpeechSynthesis

/// The sounds of prompts: files, the web, recordings of spoken values, and a voice for all that is not recorded.
public struct StandardSounds: SoundLibrary {
  /// Most bytes of a sound from the web.
  public static let webLimit = 64 << 20

  private let loader: any ResourceLoading
  private let session: FetchSession
  private let voice: (any Voice)?
  private let recordings: PromptRecordings?
  private let levelling: VolumeLevelling?
  private let shelf: CheckedSounds

  /// - Parameters:
  ///   - loader: brings what is not a file.
  ///   - voice: speaks what is not recorded; without one it is not heard, and said to `problem`.
  ///   - recordings: of numbers, dates and the like.
  ///   - levelling: brings recordings and voice to one loudness; `nil` leaves them as they are.
  ///   - shelf: what is known of files, for all calls.
  public init(
    loader: any ResourceLoading, session: FetchSession, voice: (any Voice)?, recordings: PromptRecordings? = nil,
    levelling: VolumeLevelling? = VolumeLevelling(), shelf: CheckedSounds = CheckedSounds()
  ) {
    self.loader = loader
    self.session = session
    self.voice = voice
    self.recordings = recordings
    self.levelling = levelling
    self.shelf = shelf
  }

  public func pieces(
    of segment: PromptSegment, problem: @escaping @Sendable (String) -> Void
  ) async -> [PromptPiece] {
    switch segment {
    case .mark(let name): return [.mark(name)]
    case .silence(let length): return [.silence(AudioFrame.samples(in: length))]
    case .speech(let speech): return await speak(speech, problem)
    case .audio(let uri, let fallback):
      do {
        return [.sound(try await stream(of: uri))]
      } catch {
        problem("\(uri): \(error)")
        return await pieces(of: fallback, problem)
      }
    }
  }

  public func background(_ uri: String, problem: @escaping @Sendable (String) -> Void) async -> SoundStream? {
    do {
      return try await stream(of: uri, repeats: true)
    } catch {
      problem("\(uri): \(error)")
      return nil
    }
  }

  private func pieces(
    of segments: [PromptSegment], _ problem: @escaping @Sendable (String) -> Void
  ) async -> [PromptPiece] {
    var pieces: [PromptPiece] = []
    for segment in segments { pieces += await self.pieces(of: segment, problem: problem) }
    return pieces
  }

  private func speak(_ speech: Speech, _ problem: @escaping @Sendable (String) -> Void) async -> [PromptPiece] {
    if speech.text.contains(Concealed.text) { return await speakConcealed(speech, problem) }
    if let recordings, let spoken = recordings.segments(of: speech) {
      return await pieces(of: spoken, problem)
    }
    guard let voice else {
      problem("there is no voice for: \(speech.text)")
      return []
    }
    do {
      let sound = try await voice.speak(speech)
      return [.sound(try await shelf.stream(at: sound.path, gain: gain(of:)))]
    } catch {
      problem("cannot speak '\(speech.text)': \(error)")
      return []
    }
  }

  /// A value that is not told is a pause between the words around it.
  private func speakConcealed(
    _ speech: Speech, _ problem: @escaping @Sendable (String) -> Void
  ) async -> [PromptPiece] {
    var pieces: [PromptPiece] = []
    for part in speech.text.split(separator: Concealed.text, omittingEmptySubsequences: false) {
      if !pieces.isEmpty { pieces.append(.silence(AudioFrame.samples(in: Self.concealedPause))) }
      guard part.contains(where: { $0.isLetter || $0.isNumber }) else { continue }
      var words = speech
      words.text = String(part)
      pieces += await speak(words, problem)
    }
    return pieces.isEmpty ? [.silence(AudioFrame.samples(in: Self.concealedPause))] : pieces
  }

  private static let concealedPause = Duration.milliseconds(500)

  private func stream(of uri: String, repeats: Bool = false) async throws -> SoundStream {
    if let path = FileLoader.path(ofURI: uri) {
      return try await shelf.stream(at: path, repeats: repeats, gain: gain(of:))
    }
    let loaded = try await loader.load(LoadRequest(uri: uri, sizeLimit: Self.webLimit), session: session)
    let file = try SoundFile(bytes: loaded.bytes, name: loaded.uri, mediaType: loaded.mediaType).checked()
    return try file.stream(gain: gain(of: file), repeats: repeats)
  }

  private func gain(of file: SoundFile) -> Float {
    levelling.flatMap { levelling in file.level.map { levelling.gain(for: $0) } } ?? 1
  }
}
