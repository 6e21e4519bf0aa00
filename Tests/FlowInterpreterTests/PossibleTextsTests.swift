import ECMAScript
import Testing

@Suite("What texts an expression can come to")
struct PossibleTextsTests {
  private func describe(_ source: String) -> String {
    let possible = PossibleTexts(of: source)
    let all = possible.texts + possible.beginnings.map { $0 + "…" } + (possible.isOpen ? ["?"] : [])
    return all.joined(separator: " ")
  }

  @Test(arguments: [
    ("'a'", "a"), (" (\"a\") ", "a"), ("a", "?"), ("''", ""), ("'a\\n'", "?"), ("7", "?"),
    ("c ? 'a' : 'b'", "a b"), ("c ? 'a' : d ? 'b' : 'c'", "a b c"), ("c ? d ? 'a' : 'b' : 'c'", "a b c"),
    ("(x == 'y' && z) ? 'a' : b", "a ?"), ("x?.y ? 'a' : 'b'", "a b"), ("{a: 'x'}[b]", "?"),
    ("'a.' + b", "a.…"), ("'a.' + (c ? 'x' : 'y')", "a.x a.y"), ("'a.' + (b || 'c')", "a.c a.…"),
    ("'a.' + b + '.c'", "a.…"), ("'a' + 'b' + 'c'", "abc"), ("b + '.c'", "?"), ("c ? 'a' : 'b.' + d", "a b.…"),
    ("x || 'a'", "a ?"), ("x ?? 'a'", "a ?"), ("x && 'a'", "?"), ("x = 'a'", "?"), ("'a', 'b'", "?"),
    ("() => 'a'", "?"), ("f('a')", "?"), ("['a'][0]", "?"), ("x == 'a'", "?"), ("'a'.trim()", "?"),
    ("`a.${b}`", "a.…"), ("`a`", "a"), ("`${a}b`", "?"), ("`a` + b", "?"), ("'a", "?"), ("", "?"), ("c ? 'a'", "?"),
    ("'greeting.' + (desk.label || partOfDay())", "greeting.…"), ("c ? 'a' : 'a'", "a"), ("'' + a", "?"),
  ])
  func texts(source: String, expected: String) {
    #expect(describe(source) == expected)
  }

  @Test("many choices in a row end as a beginning, and not in a list without end")
  func many() {
    let one = "(a ? 'x' : 'y')"
    let source = Array(repeating: one, count: 200).joined(separator: " + ")
    let possible = PossibleTexts(of: source)
    #expect(possible.texts.count + possible.beginnings.count <= 64)
    #expect(!possible.beginnings.isEmpty)
    #expect(PossibleTexts(of: String(repeating: "(", count: 5000)).isOpen)
  }
}
