import FlowDocument
import FlowParser

/// Short ways to parse in tests.
enum Reading {
  static let uri = "file:///flows/test.vxml"

  static func document(
    _ text: String, _ mode: ParserOptions.Mode = .tolerant, limits: ParserLimits = ParserLimits()
  ) -> ParseResult<Document> {
    FlowParser(options: ParserOptions(mode: mode, limits: limits)).parseDocument(Array(text.utf8), uri: uri)
  }

  /// A VoiceXML 2.1 document around its content.
  static func flow(_ content: String, attributes: String = "") -> String {
    "<vxml xmlns=\"http://www.w3.org/2001/vxml\" version=\"2.1\" \(attributes)>\(content)</vxml>"
  }

  static func grammar(_ text: String, _ mode: ParserOptions.Mode = .tolerant) -> ParseResult<GrammarDocument> {
    FlowParser(options: ParserOptions(mode: mode)).parseGrammar(Array(text.utf8), uri: "file:///flows/test.grxml")
  }

  /// A grammar file around its rules.
  static func grammarFile(_ content: String, attributes: String = "mode=\"dtmf\"") -> String {
    "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" \(attributes)>\(content)</grammar>"
  }
}

extension ParseResult {
  var rules: [String] { diagnostics.map(\.rule) }
  var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
}

extension Document {
  var forms: [Form] {
    dialogs.compactMap { if case .form(let form) = $0 { form } else { nil } }
  }

  var menus: [Menu] {
    dialogs.compactMap { if case .menu(let menu) = $0 { menu } else { nil } }
  }
}

extension FormItem {
  /// The content of a block; empty for any other item.
  var executables: [Executable] {
    if case .block(let block) = kind { block.content } else { [] }
  }
}

extension [PromptContent] {
  /// The texts in it and in its markup, blanks normalised.
  var words: String {
    map { content in
      switch content {
      case .text(let text): text
      case .audio(let audio): audio.fallback.words
      case .enumerate(let enumerate): enumerate.template.words
      case .foreach(let foreach): foreach.content.words
      case .markup(let markup): markup.content.words
      case .say(let say): say.fallback.words
      case .value, .mark: ""
      }
    }
    .joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
