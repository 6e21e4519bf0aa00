public import CallInterface
import Glibc

/// espeak-ng, run as a program: Mandarin, Cantonese and English.
///
/// `prosody`, `emphasis` and `voice` are obeyed as far as espeak-ng can; a break is a segment of its own and never comes
/// here. Words that end in the middle of a sentence end without a pause, so that what follows joins on.
public struct EspeakVoice: Voice {
  private let program: Program
  private let versions: ProgramVersion
  private let cache: VoiceCache
  private let turnstile: Turnstile

  /// The languages that it speaks, as BCP 47, each with all that it has below it.
  public static let languages = ["en", "cmn", "yue", "zh"]

  /// Bytes of sound that one piece of text may give: twelve minutes.
  private static let sizeLimit = 32 << 20

  /// - Parameters:
  ///   - program: a name to be looked for in `PATH`, or a path.
  ///   - timeLimit: for one piece of text.
  ///   - programsAtOnce: how many may run at a time; the others wait. As many as there are cores where it is `nil`.
  ///   - clock: tells when the time is over.
  public init(
    program: String = "espeak-ng", cache: VoiceCache = VoiceCache(), timeLimit: Duration = .seconds(20),
    programsAtOnce: Int? = nil, clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.program = Program(name: program, timeLimit: timeLimit, sizeLimit: Self.sizeLimit, clock: clock)
    self.cache = cache
    versions = ProgramVersion(self.program)
    turnstile = Turnstile(places: programsAtOnce ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// The version of the program, as it calls itself.
  /// - Throws: `VoiceFault.missing` where there is none: the way to ask whether this voice can be used.
  public func version() async throws -> String {
    try await versions.version()
  }

  public func speak(_ speech: Speech) async throws -> SpokenSound {
    let voices = try EspeakLanguage.voices(for: speech.language)
    let text = EspeakText.plain(SpokenWords.words(of: speech))
    guard EspeakText.hasWords(text) else {
      return try await cache.sound(for: VoiceKey(["nothing"])) { Self.nothing }
    }
    let variant = EspeakLanguage.variant(name: speech.style.voiceName, gender: speech.style.voiceGender)
    let names = voices.map { name in variant.map { "\(name)+\($0)" } ?? name }
    let arguments =
      EspeakSettings(speech.style).arguments + (EspeakText.endsSentence(text) ? [] : ["-z"]) + ["-b", "1"]
    let key = VoiceKey([try await version()] + names + arguments + [text])
    return try await cache.sound(for: key) {
      try await turnstile.run { try await wave(of: text, voices: names, arguments: arguments) }
    }
  }

  /// By the first of the voices that is installed.
  private func wave(of text: String, voices: [String], arguments: [String]) async throws -> Wave {
    var message = "it has no voice"
    for voice in voices {
      let output = try await program.run(["-v", voice] + arguments + ["--stdin", "--stdout"], input: text)
      if output.isSuccess {
        guard let wave = Wave(streamed: output.bytes) else {
          throw VoiceFault.badSound(program: program.name, reason: "this is not a WAV file with 16 bit mono sound")
        }
        guard wave.sampleCount > 0 else {
          throw VoiceFault.badSound(program: program.name, reason: "the file is empty")
        }
        return wave
      }
      message = output.lastMessage
      guard output.messages.contains("voice does not exist") else { break }
    }
    throw VoiceFault.failed(program: program.name, message: message)
  }

  /// One frame of silence: a sound without samples is none that can be played.
  private static let nothing = Wave(sampleRate: 8000, samples: [UInt8](repeating: 0, count: 320))
}

extension Program.Output {
  var lastMessage: String {
    messages.split(whereSeparator: \.isNewline).last.map(String.init) ?? "it does not say why"
  }
}

/// Asks a program for its version once, whoever wants to know it at the same time.
private actor ProgramVersion {
  private let program: Program
  private var known: String?
  private var asking: Task<String, any Error>?

  init(_ program: Program) {
    self.program = program
  }

  /// What failed is asked again: the program may have been installed in the meantime.
  func version() async throws -> String {
    if let known { return known }
    let task = asking ?? Task { try await ask() }
    asking = task
    defer { if asking == task { asking = nil } }
    let version = try await task.value
    known = version
    return version
  }

  private func ask() async throws -> String {
    let output = try await program.run(["--version"], input: "")
    guard output.isSuccess, let text = String(validating: output.bytes, as: UTF8.self),
      let line = text.split(whereSeparator: \.isNewline).first
    else {
      throw VoiceFault.failed(program: program.name, message: "it does not tell its version: \(output.lastMessage)")
    }
    return String(line)
  }
}
