import CallInterface
public import FlowDocument

/// A grammar ready to match: SRGS rules, a built-in type, the keys or the phrase of a choice. Immutable, so that all
/// calls share it.
public final class CompiledGrammar: Sendable {
  public let mode: GrammarMode
  /// Of its words, where an SRGS document names one, as BCP 47.
  public let language: String?
  let program: Program
  let interpretation: Interpretation
  /// Where every match begins.
  let beginning: Simulation

  /// How the words of a match become its meaning.
  enum Interpretation: Sendable {
    /// By the grammar's tags.
    case tags
    case fixed(String)
    case builtin(any BuiltinType)
  }

  /// An SRGS grammar.
  ///
  /// - Parameters:
  ///   - rule: the rule to enter by; `nil` is the document's root rule (SRGS §4.7).
  ///   - external: the grammar is referred to from another document, so that `rule` has to be public or the root.
  ///   - references: the grammars it refers to, directly or not, by absolute URI without fragment.
  public convenience init(
    _ document: GrammarDocument, rule: String? = nil, external: Bool = false,
    references: [String: GrammarDocument] = [:]
  ) throws(GrammarFault) {
    var linker = try GrammarLinker(document, references: references)
    let rules = try RuleAnalysis.check(linker.link(entry: rule, external: external))
    self.init(
      mode: document.mode, language: document.language, program: try ProgramCompiler.compile(rules),
      interpretation: .tags)
  }

  init(mode: GrammarMode, language: String? = nil, program: Program, interpretation: Interpretation) {
    self.mode = mode
    self.language = language
    self.program = program
    self.interpretation = interpretation
    self.beginning = Simulation(program)
  }

  /// A new match, with nothing accepted yet.
  public func start() -> GrammarMatch {
    GrammarMatch(self)
  }

  /// The words that an utterance is compared by; what `GrammarMatch.accept` takes in voice grammars. Blanks separate
  /// words; Chinese and Japanese characters and digits stand alone; punctuation is left out unless it belongs to a
  /// number.
  public static func tokens(of utterance: String) -> [String] {
    Tokens.cut(utterance)
  }

  /// The absolute URIs, without fragment, of the grammars that a document refers to directly, each once, in document
  /// order. References that cannot be resolved are left out: compiling reports them.
  public static func references(of document: GrammarDocument) -> [String] {
    var found: [String] = []
    for rule in document.rules { collect(rule.expansion, document.base, &found) }
    return found
  }

  private static func collect(_ expansion: GrammarExpansion, _ base: String, _ found: inout [String]) {
    switch expansion {
    case .sequence(let items), .alternatives(let items):
      for item in items { collect(item, base, &found) }
    case .repetition(let item, _, _):
      collect(item, base, &found)
    case .ruleReference(let reference):
      guard let uri = reference.document, let absolute = URIReference.resolve(uri, against: base) else { return }
      let target = URIReference.splitFragment(absolute).uri
      let isOwn = target == URIReference.splitFragment(base).uri
      if !isOwn, !target.hasPrefix("builtin:"), !found.contains(target) { found.append(target) }
    case .token, .tag, .null, .void, .garbage:
      break
    }
  }
}
