import Testing

@testable import ScriptEngine

struct SourceTests {
  private func kinds(_ source: String) -> String {
    let tokens = SourceTokens(source)
    return tokens.tokens.indices.map { index in
      switch tokens.tokens[index].kind {
      case .word: "w"
      case .number: "n"
      case .string: "s"
      case .pattern: "p"
      case .template: "t"
      case .punctuator: tokens.text(index)
      }
    }.joined(separator: " ")
  }

  @Test(arguments: [
    ("a / b / c", "w / w / w"), ("x = /a'b/g.test(y)", "w = p . w ( w )"), ("(a) / 2 / 1", "( w ) / n / n"),
    ("if (a) /b/.test(c)", "w ( w ) p . w ( w )"), ("a[0] / 2", "w [ n ] / n"), ("return /x/", "w p"),
    ("a.return / 2", "w . w / n"),
    ("`a${b + `c${'}'}`}d` / 2", "t w + t s } t } t / n"), ("'it\\'s' + \"a\"", "s + s"), ("a // b\nc", "w w"),
    ("a /* b ' */ c", "w w"), ("<!-- x\na", "w"), ("a\n--> x\nb", "w w"), ("1.5e+3 .5 0x1F 1_000n", "n n n n"),
    ("[/[/]]/, 1]", "[ p , n ]"), ("a ?. b ... c => d++ / 2", "w ?. w ... w => w ++ / n"), ("变量 = größe", "w = w"),
    ("\u{00A0}a\u{FEFF}", "w"),
    ("'open\na", "s w"), ("/[/]a\\//.x", "p . w"),
  ])
  func tokens(source: String, expected: String) {
    #expect(kinds(source) == expected)
  }

  @Test(arguments: [
    ("let a = 1; const b = 2", "var a = 1; var b = 2"), ("for (let i of a) { let b }", "for (let i of a) { let b }"),
    ("class A extends f({}) { m() {} }\nx", "var A=class A extends f({}) { m() {} };\nx"),
    ("x = class A {}", "x = class A {}"),
    ("let = 1", "let = 1"), ("a.let; a.class", "a.let; a.class"), ("f()\nclass B {}", "f()\nvar B=class B {};"),
    ("eval(a + f(1))", "(__evalArm(),eval(__evalText(a + f(1))))"), ("a.eval(1)", "a.eval(1)"),
    ("'let const eval(x)'", "'let const eval(x)'"),
    ("eval(eval(a))", "(__evalArm(),eval(__evalText((__evalArm(),eval(__evalText(a))))))"),
    ("let [a] = b, {c} = d", "var [a] = b, {c} = d"),
  ])
  func rewriting(source: String, expected: String) throws {
    #expect(try SourceRules.prepareScript(source) == expected)
  }

  @Test func identifiers() {
    for name in ["a", "$", "_1", "a$", "é", "变量", "let", "of", "async"] { #expect(Identifier.isVariableName(name)) }
    for name in ["", "1", "a.b", "a b", "if", "a\u{0}", "😀", "this"] { #expect(!Identifier.isVariableName(name)) }
    #expect(Identifier.isName("if"))
  }

  @Test func targets() throws {
    #expect(try AssignmentTarget("a") == .variable("a"))
    #expect(try AssignmentTarget(" a ") == .variable("a"))
    #expect(try AssignmentTarget("a.b.c") == .member(base: "a.b", key: "c"))
    #expect(try AssignmentTarget("a['x]'][b[0]]") == .element(base: "a['x]']", key: "b[0]"))
    #expect(try AssignmentTarget("(a, b).if") == .member(base: "(a, b)", key: "if"))
  }
}
