import CallInterface
import FlowDocument
import Testing

@testable import Grammar

/// SRGS §2: what each kind of expansion matches.
@Suite("Rule expansions") struct ExpansionTests {
  @Test("tokens match in order, whatever their case, with any blanks (GRAM-13, GRAM-14)")
  func sequence() throws {
    let grammar = try CompiledGrammar(.one(.words("I want New"), .word("York City")))
    #expect(grammar.matches("i WANT  new york\tcity"))
    #expect(!grammar.matches("i want new york"))
    #expect(!grammar.matches("want i new york city"))
    #expect(grammar.after("i want").canGrow)
    #expect(grammar.after("i want milk").isDead)
  }

  @Test("keys: blanks between them are optional, * and # are keys, a to d are capitals (GRAM-15)")
  func keys() throws {
    let grammar = try CompiledGrammar(.keys(.words("1 2 *"), .word("34#a")))
    #expect(grammar.matches("12*34#A"))
    #expect(grammar.matches("12*34#a"))
    #expect(grammar.after("12*35").isDead)
    #expect(fault { try CompiledGrammar(.keys(.word("one"))) }?.event == "error.badfetch")
  }

  @Test("one-of matches one of its items; without items it matches nothing (GRAM-16)")
  func alternatives() throws {
    let grammar = try CompiledGrammar(.one(.alternatives([.words("a b"), .words("a c"), .words("d")])))
    for text in ["a b", "a c", "d"] { #expect(grammar.matches(text)) }
    for text in ["a", "a d", "b", "a b c", ""] { #expect(!grammar.matches(text)) }
    let empty = try CompiledGrammar(.one(.alternatives([])))
    #expect(empty.start().isDead)
  }

  @Test(
    "repeats (GRAM-18)",
    arguments: [
      (3, Optional(3), [3]), (2, 4, [2, 3, 4]), (2, nil, [2, 3, 4, 5, 6]), (0, 1, [0, 1]),
      (0, nil, [0, 1, 2, 3, 4, 5, 6]),
      (1, nil, [1, 2, 3, 4, 5, 6]), (0, 0, [0]),
    ])
  func repeats(minimum: Int, maximum: Int?, matching: [Int]) throws {
    // Once as a single word and once as something long enough to become a procedure of its own.
    let long = GrammarExpansion.alternatives([.words("x x x x y"), .words("x"), .words("z z z")])
    for body in [GrammarExpansion.word("x"), long] {
      let grammar = try CompiledGrammar(.one(body.repeated(minimum, maximum)))
      for count in 0...6 {
        let text = Array(repeating: "x", count: count).joined(separator: " ")
        #expect(grammar.matches(text) == matching.contains(count), "\(count) times")
      }
    }
  }

  @Test("a repeat whose bounds cross is refused (GRAM-19)")
  func crossedRepeat() {
    #expect(fault { try CompiledGrammar(.one(GrammarExpansion.word("x").repeated(3, 2))) }?.event == "error.badfetch")
  }

  @Test("an endless repeat of what can be empty ends (GRAM-20)")
  func emptyRepeats() throws {
    let empty = try CompiledGrammar(.one(GrammarExpansion.null.repeated(0, nil), .word("x")))
    #expect(empty.matches("x"))
    let nested = GrammarExpansion.word("a").repeated(0, nil).repeated(0, nil).repeated(2, nil)
    let grammar = try CompiledGrammar(.one(nested, .word("b")))
    #expect(grammar.matches("b"))
    #expect(grammar.matches(String(repeating: "a ", count: 500) + "b"))
    #expect(grammar.after(String(repeating: "a ", count: 500) + "c").isDead)
  }

  @Test("NULL, VOID and GARBAGE (GRAM-23)")
  func specials() throws {
    #expect(try CompiledGrammar(.one(.null, .word("x"), .null)).matches("x"))
    let void = try CompiledGrammar(.one(.alternatives([.sequence([.word("x"), .void]), .word("y")])))
    #expect(!void.matches("x"))
    #expect(void.after("x").isDead)
    #expect(void.matches("y"))
    let garbage = try CompiledGrammar(.one(.garbage, .word("bill"), .garbage))
    #expect(garbage.matches("bill"))
    #expect(garbage.matches("well I want my bill please"))
    #expect(!garbage.matches("well I want"))
    #expect(garbage.after("well I want").canGrow)
    #expect(garbage.value("Well, my BILL please") == .string("well my bill please"))
  }

  @Test("the first in document order wins, also where a shorter alternative begins like a longer one (GRAM-31)")
  func documentOrder() throws {
    func tagged(_ text: String, _ tag: String) -> GrammarExpansion { .sequence([.words(text), .tag("'\(tag)'")]) }
    let same = try CompiledGrammar(.one(.alternatives([tagged("a", "first"), tagged("a", "second")])))
    #expect(same.value("a") == .string("first"))
    let short = [tagged("a", "short"), tagged("a b", "long")]
    let rest = GrammarExpansion.word("b").repeated(0, 1)
    #expect(try CompiledGrammar(.one(.alternatives(short), rest)).value("a b") == .string("short"))
    #expect(try CompiledGrammar(.one(.alternatives(short.reversed()), rest)).value("a b") == .string("long"))
    #expect(try CompiledGrammar(.one(.alternatives(short), rest)).value("a") == .string("short"))
  }

  @Test("growing and ending are known before the next key")
  func growth() throws {
    let menu = try CompiledGrammar(.keys(.alternatives([.word("1"), .word("2")])))
    #expect(menu.start().nextTokenEnds)
    #expect(menu.start().canGrow)
    #expect(!menu.start().isMatch)
    #expect(!menu.after("1").canGrow)
    let mixed = try CompiledGrammar(.keys(.alternatives([.word("1"), .words("2 3")])))
    #expect(!mixed.start().nextTokenEnds)
    #expect(mixed.after("2").nextTokenEnds)
    let pin = try CompiledGrammar(.keys(GrammarExpansion.digit.repeated(10, 10)))
    #expect(!pin.after("12345678").nextTokenEnds)
    #expect(pin.after("123456789").nextTokenEnds)
    #expect(pin.matches("1234567890"))
    #expect(!pin.after("1234567890").canGrow)
    // What follows the reference counts as well.
    let referring = try CompiledGrammar(
      GrammarDocument(mode: .dtmf, [GrammarRule("r", .rule("k"), .word("#")), GrammarRule("k", .digit)]))
    #expect(!referring.start().nextTokenEnds)
    #expect(referring.after("5").nextTokenEnds)
  }

  @Test("many alternatives and hostile repeats stay cheap (GRAM-43)")
  func bounded() throws {
    let codes = (0..<3_000).map { number in
      GrammarExpansion.words(
        String(number * 7919 % 100_000_000 + 100_000_000).dropFirst().map { String($0) }.joined(separator: " "))
    }
    let grammar = try CompiledGrammar(.keys(.alternatives(codes)))
    #expect(grammar.matches("00007919"))
    #expect(grammar.after("9").isDead)
    let optional = GrammarExpansion.word("a").repeated(0, 1).repeated(30, 30)
    let hostile = try CompiledGrammar(.one(optional, GrammarExpansion.word("a").repeated(30, 30)))
    #expect(hostile.matches(Array(repeating: "a", count: 30).joined(separator: " ")))
    let tower = GrammarExpansion.word("a").repeated(100, 100).repeated(100, 100).repeated(100, 100)
    #expect(try CompiledGrammar(.one(tower)).after("a a a").canGrow)
    let wide = try CompiledGrammar(.one(GrammarExpansion.word("a").repeated(0, 1).repeated(60, 60).repeated(60, 60)))
    #expect(wide.matches(Array(repeating: "a", count: 100).joined(separator: " ")))
    let huge = GrammarExpansion.word("a").repeated(4_000_000_000, 4_000_000_000)
    #expect(fault { try CompiledGrammar(.one(huge)) }?.event == "error.badfetch")
  }

  @Test("a copy of a match tries a key without touching the original")
  func copies() throws {
    let match = try CompiledGrammar(.keys(.words("1 2"))).after("1")
    var trial = match
    trial.accept("3")
    #expect(trial.isDead)
    #expect(match.canGrow)
  }
}
