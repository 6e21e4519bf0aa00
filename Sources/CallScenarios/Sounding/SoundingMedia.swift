import Audio
import CallInterface

/// The media of a scripted call as sound: the caller's keys and words go over a line, and the line's prompts, keys and
/// recordings are those of a real call.
struct SoundingMedia {
  let caller: ScriptedCaller
  let channel: AudioChannel

  /// - Returns: nil when there is no memory for a line.
  init?(sounds: any SoundLibrary, recordings: any RecordingShelving, log: @escaping @Sendable (String) -> Void) {
    guard let line = AudioLine() else { return nil }
    let caller = ScriptedCaller()
    self.caller = caller
    channel = AudioChannel(
      line: VirtualDriver(line: line, caller: caller), sounds: sounds, recordings: recordings,
      transfers: NoTransfers(), log: log)
  }
}
