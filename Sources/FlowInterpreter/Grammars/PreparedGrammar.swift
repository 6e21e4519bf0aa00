import FlowDocument
import Grammar

/// A grammar as a document has it, compiled once for all calls where nothing has to be fetched or evaluated.
/// A class, so that activating it copies nothing.
final class PreparedGrammar: Sendable {
  enum Source: Sendable {
    case compiled(CompiledGrammar)
    /// It is wrong; told when its item is prepared (VoiceXML 2.0 §5.2.6).
    case faulty(GrammarFault)
    /// External, computed, or with rules in other files.
    case element(GrammarElement)
  }

  /// What a match means.
  enum Owner: Sendable {
    /// The waiting item's own grammar.
    case item
    case choice(Choice)
    case option(Option)
    /// A form-level grammar of the present form.
    case form
    /// A document-scoped grammar of another dialog.
    case dialog(Int)
    case link(Link)
    /// A universal: help, cancel or exit.
    case universal(String)
  }

  let source: Source
  let owner: Owner
  /// Where it is written: at equal precedence the first in document order wins (§3.1.4).
  let location: SourceLocation

  init(_ element: GrammarElement, owner: Owner) {
    self.owner = owner
    location = element.location
    if case .inline(let grammar) = element.source, CompiledGrammar.references(of: grammar).isEmpty {
      source = Self.compile { () throws(GrammarFault) in try CompiledGrammar(grammar) }
    } else {
      source = .element(element)
    }
  }

  init(keys: String, at location: SourceLocation, owner: Owner) {
    self.owner = owner
    self.location = location
    source = Self.compile { () throws(GrammarFault) in try CompiledGrammar.keys(keys) }
  }

  init(phrase: String, accept: PhraseMatch, at location: SourceLocation, owner: Owner) {
    self.owner = owner
    self.location = location
    source = .compiled(CompiledGrammar.phrase(phrase, accept: accept))
  }

  init(type: String, mode: GrammarMode, at location: SourceLocation, of place: PreparationPlace, owner: Owner) {
    self.owner = owner
    self.location = location
    source = place.builtins.grammar(type, mode: mode, language: place.language)
  }

  fileprivate static func compile(_ make: () throws(GrammarFault) -> CompiledGrammar) -> Source {
    do throws(GrammarFault) { return .compiled(try make()) } catch { return .faulty(error) }
  }
}

extension PreparedGrammar {
  /// Links among the grammars of their level, each before what is written after it.
  static func inOrder(_ links: [PreparedGrammar], with grammars: [PreparedGrammar]) -> [PreparedGrammar] {
    var ordered = grammars
    for link in links {
      let place = ordered.firstIndex { $0.location > link.location } ?? ordered.endIndex
      ordered.insert(link, at: place)
    }
    return ordered
  }

  /// A link's keys and grammars.
  static func of(_ link: Link) -> [PreparedGrammar] {
    var grammars: [PreparedGrammar] = []
    if let keys = link.dtmf?.value {
      grammars.append(PreparedGrammar(keys: keys, at: link.location, owner: .link(link)))
    }
    return grammars + link.grammars.map { PreparedGrammar($0, owner: .link(link)) }
  }

  /// A choice's keys, and its grammars or its phrase (§2.2.2).
  static func of(_ choice: Choice) -> [PreparedGrammar] {
    var grammars: [PreparedGrammar] = []
    if let keys = choice.dtmf?.value {
      grammars.append(PreparedGrammar(keys: keys, at: choice.location, owner: .choice(choice)))
    }
    grammars += choice.grammars.map { PreparedGrammar($0, owner: .choice(choice)) }
    if choice.grammars.isEmpty && !choice.phrase.isEmpty {
      grammars.append(
        PreparedGrammar(phrase: choice.phrase, accept: choice.accept, at: choice.location, owner: .choice(choice)))
    }
    return grammars
  }

  /// An item's own: its `grammar`s, options and type (§2.3.1).
  static func of(_ item: FormItem, _ place: PreparationPlace) -> [PreparedGrammar] {
    var grammars = item.grammars.map { PreparedGrammar($0, owner: .item) }
    guard case .field(let field) = item.kind else { return grammars }
    for option in field.options {
      if let keys = option.dtmf?.value {
        grammars.append(PreparedGrammar(keys: keys, at: option.location, owner: .option(option)))
      }
      if !option.phrase.isEmpty {
        grammars.append(
          PreparedGrammar(phrase: option.phrase, accept: option.accept, at: option.location, owner: .option(option)))
      }
    }
    if let type = field.type?.value {
      grammars.append(PreparedGrammar(type: type, mode: .dtmf, at: item.location, of: place, owner: .item))
      grammars.append(PreparedGrammar(type: type, mode: .voice, at: item.location, of: place, owner: .item))
    }
    return grammars
  }
}

/// The built-in grammars of one document while it is prepared: fields of one type share theirs.
final class BuiltinGrammars {
  private struct Key: Hashable {
    let type: String
    let mode: GrammarMode
  }
  private var known: [Key: PreparedGrammar.Source] = [:]

  func grammar(_ type: String, mode: GrammarMode, language: String) -> PreparedGrammar.Source {
    let key = Key(type: type, mode: mode)
    if let source = known[key] { return source }
    let source = PreparedGrammar.compile { () throws(GrammarFault) in
      try CompiledGrammar.builtin(type, mode: mode, language: language)
    }
    known[key] = source
    return source
  }
}
