/// Why some words did not become sound.
public enum VoiceFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The program is not installed, or may not be run.
  case missing(program: String)
  /// No voice speaks this BCP 47 language.
  case unsupportedLanguage(String)
  /// The program ended with an error; `message` is the last line that it wrote about it.
  case failed(program: String, message: String)
  case timedOut(program: String, limit: Duration)
  /// The program wrote more than this many bytes.
  case tooMuch(program: String, limit: Int)
  /// What the program wrote is not the sound that was asked for.
  case badSound(program: String, reason: String)
  /// A file or folder cannot be read or written.
  case disk(path: String, reason: String)

  public var description: String {
    switch self {
    case .missing(let program):
      "\(program) is missing; on Debian: apt-get install espeak-ng"
    case .unsupportedLanguage(let language):
      "no voice speaks the language \"\(language)\"; there are voices for cmn, yue and en"
    case .failed(let program, let message):
      "\(program) failed: \(message)"
    case .timedOut(let program, let limit):
      "\(program) took longer than \(limit.formattedSeconds)"
    case .tooMuch(let program, let limit):
      "\(program) wrote more than \(limit) bytes"
    case .badSound(let program, let reason):
      "what \(program) wrote cannot be used: \(reason)"
    case .disk(let path, let reason):
      "\(path): \(reason)"
    }
  }
}

extension Duration {
  fileprivate var formattedSeconds: String {
    let tenths = (self / .milliseconds(100)).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths)) s" : "\(tenths) s"
  }
}
