import CALSA

/// Why a sound device cannot be used.
public struct SoundDeviceFault: Error, Hashable, Sendable, CustomStringConvertible {
  public let device: String
  /// What was tried, and what ALSA said.
  public let problem: String

  init(_ device: String, _ attempt: String, _ code: CInt) {
    self.device = device
    problem = "\(attempt): \(String(cString: snd_strerror(code)))"
  }

  public var description: String { "sound device '\(device)': \(problem)" }
}
