import FlowDocument
import Testing

@testable import Grammar

/// SRGS §2.2 and §3: rules that use each other, within a file and across files.
@Suite("Rule references") struct RuleReferenceTests {
  @Test("local, cross-file and root references (GRAM-06, GRAM-21)")
  func references() throws {
    let cities = GrammarDocument(
      root: "city", base: "http://h/lib/cities.grxml",
      [
        GrammarRule("city", .alternatives([.word("Paris"), .rule("north")])),
        GrammarRule("north", public: true, .word("Oslo")),
      ])
    let main = GrammarDocument(
      base: "http://h/app/main.grxml",
      [GrammarRule("r", .rule("to").repeated(0, 1), .root(of: "../lib/cities.grxml")), GrammarRule("to", .word("to"))])
    #expect(CompiledGrammar.references(of: main) == ["http://h/lib/cities.grxml"])
    let grammar = try CompiledGrammar(main, references: ["http://h/lib/cities.grxml": cities])
    #expect(grammar.matches("to paris"))
    #expect(grammar.matches("oslo"))
    let north = try CompiledGrammar(
      .one(.rule("north", of: "lib/cities.grxml")), references: ["http://h/lib/cities.grxml": cities])
    #expect(north.matches("oslo"))
    #expect(!north.matches("paris"))
  }

  @Test("private and missing rules, missing files and roots are refused (GRAM-07, GRAM-08, GRAM-22, GRAM-28)")
  func refusals() throws {
    let document = GrammarDocument([
      GrammarRule("r", .word("x")), GrammarRule("p", .word("y")), GrammarRule("q", public: true, .word("z")),
    ])
    #expect(try CompiledGrammar(document, rule: "q", external: true).matches("z"))
    #expect(try CompiledGrammar(document, rule: "r", external: true).matches("x"))
    #expect(try CompiledGrammar(document, rule: "p").matches("y"))
    #expect(fault { try CompiledGrammar(document, rule: "p", external: true) }?.event == "error.badfetch")
    #expect(fault { try CompiledGrammar(document, rule: "nowhere") }?.event == "error.badfetch")
    #expect(fault { try CompiledGrammar(GrammarDocument(root: nil, [GrammarRule("r", .word("x"))])) } != nil)
    #expect(try CompiledGrammar(GrammarDocument(root: nil, [GrammarRule("r", .word("x"))]), rule: "r").matches("x"))
    let lost = fault { try CompiledGrammar(.one(.rule("q", of: "else.grxml"))) }
    #expect(lost?.message.contains("http://h/else.grxml") == true)
    let other = ["http://h/d.grxml": document]
    #expect(
      fault { try CompiledGrammar(.one(.rule("p", of: "d.grxml")), references: other) }?.event == "error.badfetch")
    #expect(try CompiledGrammar(.one(.rule("q", of: "d.grxml")), references: other).matches("z"))
    let broken = GrammarDocument([GrammarRule("r", .word("x")), GrammarRule("unused", .rule("nowhere", line: 7))])
    #expect(fault { try CompiledGrammar(broken) }?.location?.line == 7)
  }

  @Test("the grammars to fetch: absolute, each once, without the grammar itself and built-in types")
  func collecting() {
    let document = GrammarDocument.one(
      .root(of: "a.grxml"), .alternatives([.rule("x", of: "./a.grxml"), .rule("y", of: "/b.grxml?q=1")]),
      GrammarExpansion.root(of: "g.grxml").repeated(0, 1), .root(of: "builtin:grammar/date"), .rule("r"))
    #expect(CompiledGrammar.references(of: document) == ["http://h/a.grxml", "http://h/b.grxml?q=1"])
  }

  @Test("a reference across modes is refused")
  func modes() {
    let keys = ["http://h/d.grxml": GrammarDocument.keys(.word("1"))]
    #expect(fault { try CompiledGrammar(.one(.root(of: "d.grxml")), references: keys) }?.event == "error.badfetch")
  }

  @Test("reserved and doubled names, a root that does not exist (GRAM-27)")
  func names() {
    #expect(fault { try CompiledGrammar(GrammarDocument(root: "VOID", [GrammarRule("VOID", .word("x"))])) } != nil)
    let doubled = GrammarDocument([GrammarRule("r", .word("x")), GrammarRule("r", line: 5, .word("y"))])
    #expect(fault { try CompiledGrammar(doubled) }?.location?.line == 5)
    #expect(fault { try CompiledGrammar(GrammarDocument(root: "s", [GrammarRule("r", .word("x"))])) } != nil)
  }

  @Test("files that refer to each other (GRAM-26)")
  func cycles() throws {
    let a = GrammarDocument(
      base: "http://h/a.grxml",
      [GrammarRule("r", public: true, .word("a"), GrammarExpansion.rule("r", of: "b.grxml").repeated(0, 1))])
    let b = GrammarDocument(
      base: "http://h/b.grxml",
      [GrammarRule("r", public: true, .word("b"), GrammarExpansion.rule("r", of: "a.grxml").repeated(0, 1))])
    let grammar = try CompiledGrammar(a, references: ["http://h/a.grxml": a, "http://h/b.grxml": b])
    for text in ["a", "a b", "a b a", "a b a b"] { #expect(grammar.matches(text)) }
    #expect(!grammar.matches("a a"))
    // Without the file itself among the references: it is the main grammar.
    #expect(try CompiledGrammar(a, references: ["http://h/b.grxml": b]).matches("a b a"))
  }

  @Test("right recursion is matched, to a depth (GRAM-25)")
  func rightRecursion() throws {
    let grammar = try CompiledGrammar(
      GrammarDocument(mode: .dtmf, [GrammarRule("r", .word("1"), GrammarExpansion.rule("r").repeated(0, 1))]))
    #expect(grammar.matches("1"))
    #expect(grammar.matches(String(repeating: "1", count: 200)))
    #expect(grammar.after(String(repeating: "1", count: 300)).isDead)
    let nested = try CompiledGrammar(
      GrammarDocument([GrammarRule("r", .word("a"), GrammarExpansion.rule("r").repeated(0, 1), .word("b"))]))
    #expect(nested.matches("a a a b b b"))
    #expect(!nested.matches("a a b b b"))
    let branching = try CompiledGrammar(
      GrammarDocument([GrammarRule("r", .word("a"), .sequence([.rule("r"), .rule("r")]).repeated(0, 1))]))
    #expect(branching.matches("a a a a a"))
    #expect(!branching.matches("a a a a"))
  }

  @Test("recursion without an end matches nothing")
  func endless() throws {
    let grammar = try CompiledGrammar(GrammarDocument([GrammarRule("r", .word("a"), .rule("r"))]))
    #expect(grammar.start().isDead)
  }

  @Test("left recursion is refused where it stands, direct, hidden or through others (GRAM-25)")
  func leftRecursion() {
    let direct = GrammarDocument([
      GrammarRule("r", .alternatives([.sequence([.rule("r", line: 4), .word("a")]), .word("a")]))
    ])
    let hidden = GrammarDocument([
      GrammarRule("r", GrammarExpansion.word("b").repeated(0, 1), .rule("r", line: 4), .word("a"))
    ])
    let mutual = GrammarDocument([
      GrammarRule("r", .rule("s"), .word("a")), GrammarRule("s", .rule("r", line: 4), .word("b")),
    ])
    for document in [direct, hidden, mutual] {
      let found = fault { try CompiledGrammar(document) }
      #expect(found?.event == "error.badfetch")
      #expect(found?.location?.line == 4)
      #expect(found?.message.contains("left recursion") == true)
    }
  }
}
