import CallInterface

/// A recording that is only pretended: its length is real, its sound is not.
struct LiveRecording {
  let id: ActivityID
  let request: RecordingRequest
  let number: Int
  let begin: CallInstant

  func line(at now: CallInstant) -> String {
    "● recording \(Seconds.text(begin.duration(to: now))) · any key ends it"
  }
}
