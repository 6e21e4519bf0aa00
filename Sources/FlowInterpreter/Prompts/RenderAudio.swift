import CallInterface
import ECMAScript
import FlowDocument
import Prompting

/// `audio` and its fallback (VoiceXML 2.0 §4.1.3). A fallback that is only words travels with the sound, and the channel
/// chooses; one with expressions is evaluated now if the sound cannot be had, and never if it can.
extension Interpreter {
  /// `nil` goes on with the next piece.
  mutating func render(_ audio: Audio, _ rendering: inout PromptRendering) -> Outcome? {
    let reference: String
    do throws(ScriptFault) {
      switch audio.source {
      case .literal(let text):
        reference = text.value
      case .expression(let expression):
        let value = try evaluate(expression)
        if value.isUndefined { return nil }
        if let uri = try recordingURI(of: value) {
          rendering.builder.audio(uri: uri, fallback: [])
          return nil
        }
        reference = try script.text(value)
      }
    } catch {
      return fault(error, audio.source)
    }
    let base = base
    guard let uri = URIReference.resolve(WhiteSpace.collapsed(reference), against: base) else {
      rendering.frames.append(.init(content: audio.fallback, next: 0, end: .nothing))
      return nil
    }
    if let fallback = StaticContent.segments(audio.fallback, language: rendering.builder.language, base: base) {
      rendering.builder.audio(uri: uri, fallback: fallback)
      return nil
    }
    guard rendering.canWait else { return renderAtOnce(audio, uri, &rendering) }
    rendering.pendingAudio = .init(uri: uri, fallback: audio.fallback)
    return fetch(.audio, uri, audio.fetch, purpose: .audio)
  }

  /// Both the sound and what is said instead, for the channel to choose.
  private mutating func renderAtOnce(_ audio: Audio, _ uri: String, _ rendering: inout PromptRendering) -> Outcome? {
    var fallback = PromptRendering(
      prompt: rendering.prompt, language: rendering.language,
      builder: SegmentBuilder(language: rendering.builder.language),
      frames: [.init(content: audio.fallback, next: 0, end: .nothing)], canWait: false)
    while !fallback.frames.isEmpty, budget > 0 {
      if case .throwEvent(let event) = render(&fallback) { return .throwEvent(event) }
    }
    rendering.builder.audio(uri: uri, fallback: fallback.builder.finish())
    return nil
  }

  mutating func audioAnswered(isAvailable: Bool) -> Outcome {
    guard var rendering = context.execution?.rendering, let pending = rendering.pendingAudio else { return .proceed }
    rendering.pendingAudio = nil
    if isAvailable {
      rendering.builder.audio(uri: pending.uri, fallback: [])
    } else {
      rendering.frames.append(.init(content: pending.fallback, next: 0, end: .nothing))
    }
    context.execution?.rendering = rendering
    return .proceed
  }
}
