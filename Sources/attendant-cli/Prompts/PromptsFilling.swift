import Audio
import CallScenarios
import FlowDocument
import FlowParser
import SpeechSynthesis

/// Speaks missing recordings into their places and tells how that goes.
struct PromptsFilling {
  let list: RecordingList

  /// - Returns: whether everything that could be filled was.
  /// - Throws: `Exit.missingPart` where there is no synthesiser.
  func run() async throws -> Bool {
    let missing = list.rows.filter { $0.state == .missing }
    let progress = Progress(total: missing.count)
    let voice = EspeakVoice()
    let fill = RecordingFill(voice: voice) { sound throws(VoiceFault) in try Self.telephone(sound) }
    do {
      // Asked once, before anything is begun.
      if missing.contains(where: \.isFixed) { _ = try await voice.version() }
      try await fill.fill(missing) { await progress.tell($0, $1) }
    } catch let fault as VoiceFault {
      await progress.clear()
      Output.errors.line("attendant: error: \(fault)")
      throw Exit.missingPart
    }
    return await progress.finish()
  }

  private static func telephone(_ sound: SpokenSound) throws(VoiceFault) -> [Int16] {
    do throws(SoundFault) {
      let stream = try SoundFile(path: sound.path).stream()
      var samples: [Int16] = []
      let frame = UnsafeMutableBufferPointer<Int16>.allocate(capacity: 8000)
      defer { frame.deallocate() }
      while !stream.isAtEnd {
        _ = try stream.fill()
        let count = stream.take(into: frame)
        samples += UnsafeBufferPointer(rebasing: frame[..<count])
      }
      return samples
    } catch {
      throw VoiceFault.badSound(program: "espeak-ng", reason: error.problem)
    }
  }

  /// One row that changes in place, for a person only; what went wrong in lines of its own for everyone.
  private actor Progress {
    private let total: Int
    private var done = 0
    private var filled = 0
    private var isWell = true

    init(total: Int) {
      self.total = total
    }

    func tell(_ recording: Recording, _ outcome: RecordingFill.Outcome) {
      done += 1
      show("\(done)/\(total) \(recording.language) \(recording.id)")
      switch outcome {
      case .filled: filled += 1
      case .alreadyThere: break
      case .impossible:
        let reason = recording.words.isEmpty ? "its words are not in the flow" : "a part of it is computed in the call"
        warn(recording, .warning, "\"\(PathName.short(recording.file))\" cannot be filled: \(reason)")
      case .failed(let fault):
        isWell = false
        warn(recording, .error, "\"\(PathName.short(recording.file))\" is not filled: \(fault)")
      }
    }

    func clear() { show("") }

    func finish() -> Bool {
      clear()
      Output.standard.line("filled \(filled) of \(total) missing")
      return isWell
    }

    private func warn(_ recording: Recording, _ severity: Diagnostic.Severity, _ message: String) {
      clear()
      let place = recording.uses.first
      let finding = Diagnostic(
        severity: severity, rule: "fill", message: message, file: place?.file ?? recording.file,
        location: SourceLocation(line: place?.line ?? 1, column: 1))
      Output.errors.line(Finding.text(finding, inColour: Output.errors.inColour))
    }

    private func show(_ text: String) {
      guard Output.errors.isTerminal else { return }
      Output.errors.write("\r\u{1B}[K" + text)
    }
  }
}
