import CallInterface
import CallScenarios
import Prompting

/// The words of a prompt and when each is spoken.
struct SpokenPace: Hashable {
  let text: String
  let duration: Duration
  /// Ends of words (or of single characters where words have no blanks) with the time when each begins.
  private let steps: [Step]

  private struct Step: Hashable {
    let end: String.Index
    let begin: Duration
  }

  /// - Parameter isFast: takes no time.
  init(_ prompt: QueuedPrompt, isFast: Bool) {
    let text = SpokenText.words(of: prompt.segments)
    let duration = isFast ? .zero : SpeakingTime.duration(of: prompt.segments, soundLength: SoundLength.of)
    // The prompt may last longer or shorter than its words: a sound, a silence.
    let whole = SpeakingTime.duration(of: text)
    var steps: [Step] = []
    var before = Duration.zero
    for end in Self.ends(of: text) {
      steps.append(Step(end: end, begin: whole > .zero ? duration * (before / whole) : .zero))
      before = SpeakingTime.duration(of: String(text[..<end]))
    }
    self.text = text
    self.duration = duration
    self.steps = steps
  }

  /// What has been spoken, or is being spoken, so long after the beginning.
  func spoken(after time: Duration) -> String {
    guard time < duration else { return text }
    guard let last = steps.last(where: { $0.begin <= time }) else { return "" }
    return String(text[..<last.end])
  }

  private static func ends(of text: String) -> [String.Index] {
    var ends: [String.Index] = []
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      let isBreak = text[index] == " " || TextWidth.of(text[index]) == 2
      if isBreak || next == text.endIndex { ends.append(next) }
      index = next
    }
    return ends
  }
}
