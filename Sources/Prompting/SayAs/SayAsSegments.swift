public import CallInterface

extension SayAs {
  /// Where the recording of a piece is: its id and a language, as it is named by a folder of `Prompts/`, to an absolute
  /// URI; `nil` where there is no such recording.
  public typealias Recordings = (_ id: String, _ language: String) -> String?

  /// The segments that speak `text`: a recording where there is one, with its words to fall back on, and neighbouring
  /// words without a recording as one speech.
  ///
  /// A recording is looked for by the tag, by the tag with its last parts taken away, and by `en`, `cmn` or `yue`; for
  /// a piece of Cantonese that has the same words in Mandarin also by `cmn`. The words are always in the language that
  /// was asked for.
  /// - Parameter style: its `sayAs` says how; the speech keeps the rest.
  /// - Returns: `nil` where the style has no `sayAs`, and where `pieces` is `nil`.
  public static func segments(
    _ text: String, style: SpeechStyle, language: String, recording: Recordings
  ) -> [PromptSegment]? {
    guard let sayAs = style.sayAs, let spoken = SpokenLanguages.language(language),
      let pieces = pieces(text, sayAs, language: language)
    else { return nil }
    var plain = style
    plain.sayAs = nil
    func speech(_ pieces: [SpokenPiece]) -> PromptSegment {
      .speech(Speech(text: words(pieces, language: language), language: language, style: plain))
    }
    var segments: [PromptSegment] = []
    var unrecorded: [SpokenPiece] = []
    func speakUnrecorded() {
      while unrecorded.last?.isPause == true {
        unrecorded.removeLast()
      }
      if !unrecorded.isEmpty { segments.append(speech(unrecorded)) }
      unrecorded = []
    }
    for piece in pieces {
      if piece.isPause, unrecorded.isEmpty {
        segments.append(.silence(pause))
      } else if let uri = uri(of: piece, tag: language, spoken, recording) {
        let isAfterPause = unrecorded.last?.isPause == true
        speakUnrecorded()
        if isAfterPause { segments.append(.silence(pause)) }
        segments.append(.audio(uri: uri, fallback: [speech([piece])]))
      } else {
        unrecorded.append(piece)
      }
    }
    speakUnrecorded()
    return segments
  }

  /// A prompt with every `say-as` in it worked out, in the fallbacks of sounds too. What does not fit its type stays as
  /// it is, for a synthesiser to try.
  public static func resolved(_ segments: [PromptSegment], recording: Recordings) -> [PromptSegment] {
    segments.flatMap { segment -> [PromptSegment] in
      switch segment {
      case .silence, .mark: return [segment]
      case .audio(let uri, let fallback):
        return [.audio(uri: uri, fallback: resolved(fallback, recording: recording))]
      case .speech(let speech):
        let pieces = self.segments(
          speech.text, style: speech.style, language: speech.language, recording: recording)
        guard var pieces else { return [segment] }
        // A blank at the end of a speech says that more words follow (`SegmentBuilder`).
        if speech.text.last == " ", case .speech(var last) = pieces.last {
          last.text += " "
          pieces[pieces.count - 1] = .speech(last)
        }
        return pieces
      }
    }
  }

  /// Between groups of digits that are recorded.
  static let pause = Duration.milliseconds(250)

  private static func uri(
    of piece: SpokenPiece, tag: String, _ spoken: any SpokenLanguage, _ recording: Recordings
  ) -> String? {
    guard !piece.isPause else { return nil }
    for folder in SpokenLanguages.folders(tag) {
      if let uri = recording(piece.id, folder) { return uri }
    }
    guard spoken.primaryTag == Chinese.cantoneseTag,
      Chinese.isSameInMandarin(piece)
    else { return nil }
    return recording(piece.id, Chinese.mandarinTag)
  }
}
