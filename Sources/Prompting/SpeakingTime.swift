public import CallInterface

/// How long a prompt lasts in virtual time: one fixed rule, so that scenarios and replays agree everywhere.
///
/// | what | lasts |
/// |---|---|
/// | a word: a run of letters, digits and signs without blanks, with a letter or digit in it | 400 ms |
/// | a Chinese or Japanese character | 250 ms |
/// | the end of a sentence: `.` `?` `!` at the end of a word, `。` `？` `！` anywhere | 300 ms |
/// | a break in it: `,` `;` `:` at the end of a word, `，` `、` `；` `：` anywhere | 150 ms |
/// | several such signs in a row | the longest of them |
/// | silence | its length |
/// | a sound | its length if it is known, else its fallback by this rule, else 1 s |
///
/// Style and language change nothing.
public enum SpeakingTime {
  public static let word = Duration.milliseconds(400)
  public static let character = Duration.milliseconds(250)
  public static let sentenceEnd = Duration.milliseconds(300)
  public static let clauseEnd = Duration.milliseconds(150)
  public static let unknownSound = Duration.seconds(1)

  /// - Parameter soundLength: the length of a sound by its URI, `nil` if it is not known.
  public static func duration(
    of segments: [PromptSegment], soundLength: (String) -> Duration? = { _ in nil }
  ) -> Duration {
    timeline(of: segments, soundLength: soundLength).duration
  }

  public static func duration(of text: String) -> Duration {
    var total = Duration.zero
    var pause = Duration.zero
    var isInWord = false
    var isCounted = false
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      if let length = pauseLength(character, next: next) {
        pause = max(pause, length)
        isInWord = false
        continue
      }
      total += pause
      pause = .zero
      if character.unicodeScalars.first?.isIdeographic == true {
        if character.isLetter { total += Self.character }
        isInWord = false
      } else if character.isWhitespace {
        isInWord = false
      } else {
        if !isInWord { isCounted = false }
        isInWord = true
        if !isCounted, character.isLetter || character.isNumber {
          isCounted = true
          total += word
        }
      }
    }
    return total + pause
  }

  /// The length of a prompt, and when its marks are reached, from its beginning.
  public static func timeline(
    of segments: [PromptSegment], soundLength: (String) -> Duration? = { _ in nil }
  ) -> (duration: Duration, marks: [MarkTime]) {
    var before = Duration.zero
    var marks: [MarkTime] = []
    /// Neighbouring speech is measured as one text: a word may go on in the next segment.
    var text = ""
    for segment in segments {
      switch segment {
      case .speech(let speech):
        text += speech.text
        continue
      case .mark(let name):
        marks.append(MarkTime(name: name, time: before + duration(of: text)))
        continue
      case .silence(let length):
        before += duration(of: text) + length
      case .audio(let uri, let fallback):
        let length =
          soundLength(uri)
          ?? (SpokenText.words(of: fallback).isEmpty
            ? unknownSound : duration(of: fallback, soundLength: soundLength))
        before += duration(of: text) + length
      }
      text = ""
    }
    return (before + duration(of: text), marks)
  }

  private static func pauseLength(_ character: Character, next: Character) -> Duration? {
    switch character {
    case "。", "？", "！", "．": return sentenceEnd
    case "，", "、", "；", "：": return clauseEnd
    case ".", "?", "!": return endsWord(next) ? sentenceEnd : nil
    case ",", ";", ":": return endsWord(next) ? clauseEnd : nil
    default: return nil
    }
  }

  /// The point of 3.14 and the colon of 12:30 are inside a word.
  private static func endsWord(_ next: Character) -> Bool {
    !(next.isLetter || next.isNumber) || next.unicodeScalars.first?.isIdeographic == true
  }
}

/// When a mark of a prompt is reached.
public struct MarkTime: Hashable, Sendable {
  public let name: String
  /// From the beginning of the prompt.
  public let time: Duration

  public init(name: String, time: Duration) {
    self.name = name
    self.time = time
  }
}
