import CallInterface
import ECMAScript
import FlowDocument
import Prompting

/// The language of the call, `session.language`. Whoever begins the call may choose it; else it is that of the document,
/// until the flow changes it.
extension Interpreter {
  /// As BCP 47.
  var language: String {
    if let chosenLanguage { return chosenLanguage }
    guard let context = contexts.last else { return Self.usualLanguage }
    return context.document.document.language ?? context.root?.document.language ?? Self.usualLanguage
  }

  private static let usualLanguage = "en"

  /// The language in force at the beginning of a prompt: its own `xml:lang`, and else the call's where it was chosen; in
  /// documents without words by key, which know nothing of it, only after the flow changed it.
  func language(of prompt: Prompt) -> String {
    if let own = prompt.ownLanguage { return own }
    if hasSwitchedLanguage || chosenLanguage != nil && usesWords { return spoken(language) }
    return prompt.language ?? (usesWords ? language : chosenLanguage ?? Self.usualLanguage)
  }

  private var usesWords: Bool {
    guard let context = contexts.last else { return false }
    return context.document.document.usesWords || context.root?.document.usesWords == true
  }

  /// The flow's own tables, the document's before those of the application root.
  private var flowWords: [WordTables] {
    guard let context = contexts.last else { return [] }
    return [context.document.words, context.root?.words].compactMap(\.self)
  }

  /// With which tag a voice speaks a language: the tables may know it better.
  private func spoken(_ tag: String) -> String {
    flowWords.first { $0.speaks(tag) }?.tag(for: tag) ?? tag
  }

  // MARK: ivr:language

  mutating func switchLanguage(_ element: LanguageSwitch) -> Outcome {
    let tag: String
    do throws(ScriptFault) {
      tag = WhiteSpace.collapsed(try text(element.language))
    } catch {
      return fault(error, element.language)
    }
    guard LanguageTag.isWellFormed(tag) else {
      return .throwEvent(
        ThrownEvent("error.semantic", "'\(tag)' is no language; 'yue-Hant-HK' would be one (\(element.location))"))
    }
    guard isSpoken(tag) else {
      return .throwEvent(
        ThrownEvent("error.unsupported.language", "nobody here speaks '\(tag)' (\(element.location))"))
    }
    let before = language
    chosenLanguage = tag
    hasSwitchedLanguage = true
    if tag != before { report(.language(tag)) }
    return .proceed
  }

  /// Where a flow has tables they say which languages there are, else the voices do.
  private func isSpoken(_ tag: String) -> Bool {
    let tables = flowWords
    return tables.isEmpty ? options.spokenLanguages?.serve(tag) ?? true : tables.contains { $0.speaks(tag) }
  }

  mutating func writeLanguage() throws(ScriptFault) {
    let language = language
    guard writtenLanguage != language else { return }
    writtenLanguage = language
    try script.set("language", to: .string(language), in: sessionScope)
  }

  // MARK: ivr:say

  /// Words by their key; `nil` goes on with the next piece of the prompt.
  mutating func render(_ say: Say, _ rendering: inout PromptRendering) -> Outcome? {
    let key: String
    do throws(ScriptFault) {
      key = WhiteSpace.collapsed(try text(say.key))
    } catch {
      return fault(error, say.key)
    }
    guard let words = words(for: key, in: language(ofWordsIn: rendering)) else {
      guard say.fallback.isEmpty else {
        rendering.frames.append(.init(content: say.fallback, next: 0, end: .nothing))
        return nil
      }
      return .throwEvent(
        ThrownEvent("error.semantic", "no language here has words for the key '\(key)' (\(say.location))"))
    }
    var values: [String: SegmentBuilder.GapValue] = [:]
    for gap in words.gaps {
      guard let parameter = say.parameter(gap) else {
        return .throwEvent(
          ThrownEvent(
            "error.semantic",
            "the words of '\(key)' in \(words.language) want a <param name=\"\(gap)\"> (\(say.location))"))
      }
      switch parameter.value {
      case .literal(let text):
        values[gap] = .text(text)
      case .expression(let expression):
        do throws(ScriptFault) {
          values[gap] = try heard(expression)
        } catch {
          return fault(error, expression)
        }
      }
    }
    rendering.builder.say(words, values: values)
    return nil
  }

  /// Words follow an `xml:lang` on the prompt or in it, and else the call; a handler's may come from another document.
  private func language(ofWordsIn rendering: PromptRendering) -> String {
    let isOfCall = rendering.prompt.ownLanguage == nil && rendering.builder.language == rendering.language
    return isOfCall ? language : rendering.builder.language
  }

  /// A flow's own words go before those of the platform.
  private func words(for key: String, in tag: String) -> WordTables.Words? {
    for tables in flowWords + defaults.layers.compactMap(\.words) {
      if let words = tables.words(for: key, in: tag) { return words }
    }
    return nil
  }
}
