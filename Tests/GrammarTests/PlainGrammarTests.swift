import CallInterface
import FlowDocument
import Testing

@testable import Grammar

/// The grammars of `choice`, `option` and `link` (VoiceXML 2.0 §2.2.2, §2.2.5, §2.3.1.3).
@Suite("Keys and phrases") struct PlainGrammarTests {
  @Test("exactly these keys, blanks aside (MENU-05)")
  func keys() throws {
    let grammar = try CompiledGrammar.keys("1 *2")
    #expect(grammar.value("1*2") == .string("1*2"))
    #expect(grammar.after("1").canGrow)
    #expect(grammar.after("2").isDead)
    #expect(!grammar.after("1*2").canGrow)
    #expect(fault { try CompiledGrammar.keys("1x") }?.event == "error.badfetch")
    #expect(try CompiledGrammar.keys("").start().isDead)
  }

  @Test("an exact phrase wants every word (MENU-10)")
  func exact() {
    let grammar = CompiledGrammar.phrase("Technical support.", accept: .exact)
    #expect(grammar.value("technical  SUPPORT") == .string("Technical support."))
    #expect(!grammar.matches("support"))
    #expect(!grammar.matches("technical support please"))
  }

  @Test("an approximate phrase takes any of its words in order (MENU-11)")
  func approximate() {
    let grammar = CompiledGrammar.phrase("Stargazer astrophysics news", accept: .approximate)
    for text in [
      "stargazer", "astrophysics", "news", "stargazer news", "astrophysics news", "stargazer astrophysics news",
    ] {
      #expect(grammar.matches(text), "\(text)")
    }
    for text in ["", "news stargazer", "news news", "weather"] { #expect(!grammar.matches(text), "\(text)") }
    #expect(grammar.after("news").isMatch)
    #expect(!grammar.after("news").canGrow)
  }

  @Test("a phrase without words cannot be said (MENU-27)")
  func empty() {
    #expect(CompiledGrammar.phrase(" ", accept: .exact).start().isDead)
    #expect(CompiledGrammar.phrase("", accept: .approximate).start().isDead)
  }

  @Test(
    "words are cut alike on both sides",
    arguments: [
      ("Yes, please!", ["yes", "please"]), ("查账单", ["查", "账", "单"]), ("查 账单。", ["查", "账", "单"]),
      ("it's 5 o'clock", ["it's", "5", "o'clock"]), ("$12.50", ["$", "1", "2", ".", "5", "0"]),
      ("2027-02-06", ["2", "0", "2", "7", "-", "0", "2", "-", "0", "6"]), ("twenty-one", ["twenty", "one"]),
      ("2 p.m.", ["2", "p.m"]), ("VIP会员", ["vip", "会", "员"]), ("１２", ["1", "2"]), ("-3", ["-", "3"]), ("?!", []),
      ("Äpfel Ñandú", ["äpfel", "ñandú"]), ("고객 센터", ["고객", "센터"]),
    ])
  func tokens(text: String, words: [String]) {
    #expect(CompiledGrammar.tokens(of: text) == words)
  }
}
