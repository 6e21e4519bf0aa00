import CallInterface

/// A recording on a line: first its beep, then the caller.
struct LineRecording {
  let id: ActivityID
  let recorder: Recorder
  /// While the beep sounds nothing is taken.
  var waitsForBeep: Bool
}

extension AudioLine {
  func begin(_ id: ActivityID, _ recorder: Recorder, beep: Bool) {
    recording = LineRecording(id: id, recorder: recorder, waitsForBeep: beep)
    if keySounds { recorder.beginWithKey() }
    if beep { tone = ToneGenerator(.beep) }
  }

  func beepIsOver() {
    recording?.waitsForBeep = false
  }

  func stopRecording(_ id: ActivityID) {
    guard let recording, recording.id == id else { return }
    if recording.waitsForBeep { tone = nil }
    end(recording, .stopped)
  }

  /// A key on the line: nothing of it reaches the recording.
  /// - Parameter samples: how long ago its tone began.
  func keepKeyOut(samples: Int) {
    recording?.recorder.trimKey(samples: samples)
  }

  func keyIsOver() {
    recording?.recorder.keyEnded()
  }

  func record(_ frame: UnsafeBufferPointer<Int16>) {
    guard let recording, !recording.waitsForBeep else { return }
    let hearing = recording.recorder.advance(frame)
    if hearing.isFirstSound { events.append(.recordingHeard(recording.id)) }
    if hearing.isOver { end(recording, nil) }
  }

  private func end(_ recording: LineRecording, _ reason: RecordingResult.Ending?) {
    if let reason { recording.recorder.end(reason) }
    self.recording = nil
    notes.append(.recordingOver(recording.id))
  }
}
