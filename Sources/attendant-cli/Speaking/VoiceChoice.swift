import ArgumentParser
import FlowInterpreter
import SpeechSynthesis

/// Who speaks what is not recorded.
enum VoiceChoice: String, CaseIterable, ExpressibleByArgument {
  /// espeak-ng.
  case espeak
  /// A hum that lasts as long as the console says, the same on every machine.
  case hum
  /// Nobody.
  case none

  /// What can be spoken; `nil` is anything.
  var languages: Languages? {
    switch self {
    case .espeak: Languages(EspeakVoice.languages)
    case .hum, .none: nil
    }
  }

  /// - Throws: exit code 3 where the program is missing.
  func voice() async throws -> (any Voice)? {
    switch self {
    case .none: return nil
    case .hum: return RuleVoice()
    case .espeak:
      let voice = EspeakVoice()
      do {
        _ = try await voice.version()
      } catch let fault as VoiceFault {
        Output.errors.line("attendant: error: \(fault); or use '--voice hum'")
        throw Exit.missingPart
      }
      return voice
    }
  }
}
