import CallInterface
import Synchronization

/// Puts a synthesiser's voice into the places of recordings that are missing, until a person has spoken them.
public struct RecordingFill: Sendable {
  /// What became of one recording.
  public enum Outcome: Sendable {
    case filled
    /// Another process was faster, or a person.
    case alreadyThere
    /// Its words are unknown, or differ from call to call.
    case impossible
    case failed(VoiceFault)
  }

  private let voice: any Voice
  private let telephone: @Sendable (SpokenSound) throws(VoiceFault) -> [Int16]

  /// - Parameters:
  ///   - telephone: the samples of a sound at 8 kHz.
  public init(voice: any Voice, telephone: @escaping @Sendable (SpokenSound) throws(VoiceFault) -> [Int16]) {
    self.voice = voice
    self.telephone = telephone
  }

  /// Fills what is missing, some at a time, as 8 kHz mono WAV; never writes over a file.
  /// - Parameter tell: is told of each recording when it is done, in no certain order.
  /// - Throws: `CancellationError`, and `VoiceFault.missing` where there is no synthesiser: then nothing can be filled.
  public func fill(
    _ recordings: [Recording], atOnce: Int = 4, tell: @Sendable (Recording, Outcome) async -> Void
  ) async throws {
    let missing = recordings.filter { $0.state == .missing }
    try await withoutActuallyEscaping(tell) { tell in
      try await withThrowingTaskGroup(of: (Recording, Outcome).self) { group in
        for (index, recording) in missing.enumerated() {
          if index >= atOnce, let (done, outcome) = try await group.next() { await tell(done, outcome) }
          group.addTask { (recording, try await fill(recording)) }
        }
        for try await (done, outcome) in group { await tell(done, outcome) }
      }
    }
  }

  private func fill(_ recording: Recording) async throws -> Outcome {
    guard recording.isFixed else { return .impossible }
    do {
      let sound = try await voice.speak(Speech(text: recording.words, language: recording.language))
      let samples = try telephone(sound)
      try DiskFile.makeFolder(DiskFile.folder(of: recording.file))
      let wave = Wave(sampleRate: 8000, samples: samples.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) })
      return try DiskFile.place(wave.file(), at: recording.file, replacing: false) ? .filled : .alreadyThere
    } catch let fault as VoiceFault {
      if case .missing = fault { throw fault }
      return .failed(fault)
    }
  }
}
