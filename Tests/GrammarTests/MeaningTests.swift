import CallInterface
import FlowDocument
import Testing

@testable import Grammar

/// Semantic interpretation as far as no script is needed, and the tree for a script where one is.
@Suite("Meanings") struct MeaningTests {
  @Test("without tags the meaning is the text (SISR-09)")
  func text() throws {
    let words = try CompiledGrammar(.one(.word("New York"), .word("please").repeated(0, 1)))
    #expect(words.value("new york PLEASE") == .string("New York please"))
    let keys = try CompiledGrammar(.keys(GrammarExpansion.digit.repeated(3, 3)))
    #expect(keys.value("007") == .string("007"))
    let chinese = try CompiledGrammar(.one(.words("我要 查"), .word("账单")))
    #expect(chinese.value("我要查账单") == .string("我要查账单"))
    #expect(chinese.value("我 要 查 账 单") == .string("我要查账单"))
  }

  @Test(
    "tags that are literals need no script (SISR-01, SISR-04, SISR-27)",
    arguments: [
      (Optional("semantics/1.0"), "out = 'x';", DataValue.string("x")), ("semantics/1.0", "out=\"x\"", .string("x")),
      ("semantics/1.0", " out = 12 ; ", .number(12)), ("semantics/1.0", "out=-1.5", .number(-1.5)),
      ("semantics/1.0", "out=true", .boolean(true)), ("semantics/1.0", "out = false;", .boolean(false)),
      ("semantics/1.0-literals", "x y", .string("x y")), ("semantics/1.0-literals", "out='x'", .string("out='x'")),
      (nil, "'alpha'", .string("alpha")), (nil, "\"alpha\";", .string("alpha")), (nil, "$ = 'x'", .string("x")),
      (nil, "$=\"x\";", .string("x")), (nil, "out='x'", .string("x")), (nil, "42", .number(42)),
    ])
  func literals(format: String?, tag: String, value: DataValue) throws {
    #expect(try CompiledGrammar(.one(tagFormat: format, .word("a"), .tag(tag))).value("a") == value)
  }

  @Test(
    "everything else is left to the script",
    arguments: [
      (Optional("semantics/1.0"), "out.city = 'x'"), ("semantics/1.0", "'alpha'"), ("semantics/1.0", "out = 'a' + 'b'"),
      ("semantics/1.0", "out = 'it\\'s'"), ("semantics/1.0", "out = 010"), ("semantics/1.0", "output = 1"),
      ("semantics/1.0", "out = rules.x"), ("semantics/1.0", "$ = 'x'"), (nil, "$.slot = 'x'"), (nil, "$city = 'x'"),
      (nil, "out = 'a'; out = 'b'"), (nil, "out == 'a'"), (nil, "alpha"),
    ])
  func scripts(format: String?, tag: String) throws {
    let grammar = try CompiledGrammar(.one(tagFormat: format, .word("a"), .tag(tag)))
    let tree = try #require(grammar.tree("a"))
    #expect(tree.parts == [.token("a"), .tag(Located(tag, at: anywhere))])
    #expect(tree.grammar.tagFormat == format)
  }

  @Test("a rule's value is its tags', else its last reference's, else its text (SISR-08)")
  func defaults() throws {
    let drink = GrammarRule(
      "drink", .alternatives([.sequence([.word("coke"), .tag("out = 'cola';")]), .word("water")]))
    let size = GrammarRule("size", .word("large"))
    let order = GrammarDocument(
      tagFormat: "semantics/1.0", [GrammarRule("r", .rule("size"), .word("ice"), .rule("drink")), size, drink])
    #expect(try CompiledGrammar(order).value("large ice coke") == .string("cola"))
    // No tag was passed on this way: the whole utterance is the result (SISR-09).
    #expect(try CompiledGrammar(order).value("large ice water") == .string("large ice water"))
    let own = GrammarDocument(
      tagFormat: "semantics/1.0", [GrammarRule("r", .tag("out = 1;"), .rule("drink"), .tag("out = 2")), size, drink])
    #expect(try CompiledGrammar(own).value("coke") == .number(2))
  }

  @Test("tags of an unknown format never run; the meaning is the text (SISR-26)")
  func unknownFormat() throws {
    let grammar = try CompiledGrammar(.one(tagFormat: "swi-semantics/9", .word("a"), .tag("x = y")))
    #expect(grammar.value("a") == .string("a"))
  }

  @Test("the tree has what was passed, in order, repetitions again and again (SISR-02, SISR-05, SISR-12)")
  func trees() throws {
    let item = GrammarRule("item", .alternatives([.sequence([.word("one"), .tag("out = f(1)")]), .word("two")]))
    let document = GrammarDocument(
      tagFormat: "semantics/1.0", headTags: ["function f(x) { return x }"],
      [GrammarRule("r", .sequence([.rule("item"), .tag("out.n = rules.item")]).repeated(1, nil)), item])
    let tree = try #require(try CompiledGrammar(document).tree("one two"))
    #expect(tree.rule == "r")
    #expect(tree.text == "one two")
    #expect(tree.grammar.index == 0)
    #expect(tree.grammar.headTags.map(\.value) == ["function f(x) { return x }"])
    let tag = RulePart.tag(Located("out.n = rules.item", at: anywhere))
    let one = RuleMatch(
      rule: "item", grammar: tree.grammar, text: "one",
      parts: [.token("one"), .tag(Located("out = f(1)", at: anywhere))])
    let two = RuleMatch(rule: "item", grammar: tree.grammar, text: "two", parts: [.token("two")])
    #expect(tree.parts == [.rule(one), tag, .rule(two), tag])
  }

  @Test("rules of another file keep their own format and head tags")
  func identities() throws {
    let other = GrammarDocument(
      tagFormat: "semantics/1.0-literals", base: "http://h/o.grxml",
      [GrammarRule("r", public: true, .word("b"), .tag("beta"))])
    let main = GrammarDocument(
      tagFormat: "semantics/1.0", [GrammarRule("r", .rule("r", of: "o.grxml"), .tag("out.x = rules.r"))])
    let grammar = try CompiledGrammar(main, references: ["http://h/o.grxml": other])
    let tree = try #require(grammar.tree("b"))
    guard case .rule(let inner)? = tree.parts.first else {
      Issue.record("the first part is the other file's rule")
      return
    }
    #expect(inner.grammar.index == 1)
    #expect(inner.grammar.base == "http://h/o.grxml")
    #expect(inner.grammar.tagFormat == "semantics/1.0-literals")
  }

  @Test("no meaning without a match")
  func noMatch() throws {
    #expect(try CompiledGrammar(.one(.words("a b"))).after("a").meaning() == nil)
  }
}
