import CallInterface
import Testing

/// The examples of RFC 3986 §5.4.
@Suite("URI references") struct URIReferenceTests {
  @Test(
    "normal examples (§5.4.1)",
    arguments: [
      ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
      ("/g", "http://a/g"),
      ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"),
      ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"), (";x", "http://a/b/c/;x"),
      ("g;x", "http://a/b/c/g;x"),
      ("g;x?y#s", "http://a/b/c/g;x?y#s"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"),
      ("..", "http://a/b/"), ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"),
      ("../../", "http://a/"),
      ("../../g", "http://a/g"),
    ])
  func normal(reference: String, target: String) {
    #expect(URIReference.resolve(reference, against: "http://a/b/c/d;p?q") == target)
  }

  @Test(
    "abnormal examples (§5.4.2)",
    arguments: [
      ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"),
      ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."), ("..g", "http://a/b/c/..g"),
      ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"),
      ("g/../h", "http://a/b/c/h"),
      ("g;x=1/./y", "http://a/b/c/g;x=1/y"), ("g;x=1/../y", "http://a/b/c/y"), ("g?y/./x", "http://a/b/c/g?y/./x"),
      ("g?y/../x", "http://a/b/c/g?y/../x"), ("g#s/./x", "http://a/b/c/g#s/./x"), ("g#s/../x", "http://a/b/c/g#s/../x"),
      ("http:g", "http:g"),
    ])
  func abnormal(reference: String, target: String) {
    #expect(URIReference.resolve(reference, against: "http://a/b/c/d;p?q") == target)
  }

  @Test(
    "other bases",
    arguments: [
      ("b.vxml", "file:///dir/a.vxml", Optional("file:///dir/b.vxml")), ("b", "http://host", "http://host/b"),
      ("b", "a.vxml", nil), ("http://h/x", "a.vxml", "http://h/x"), ("#f", "file:///a.vxml", "file:///a.vxml#f"),
      ("builtin:dtmf/digits?length=3", "http://h/a", "builtin:dtmf/digits?length=3"),
      ("../x", "file:///a/b/c", "file:///a/x"),
    ])
  func bases(reference: String, base: String, target: String?) {
    #expect(URIReference.resolve(reference, against: base) == target)
  }

  @Test(
    "splitting the fragment off",
    arguments: [("a#b", "a", Optional("b")), ("a", "a", nil), ("#", "", ""), ("a#b#c", "a", "b#c")])
  func fragments(text: String, uri: String, fragment: String?) {
    let split = URIReference.splitFragment(text)
    #expect(split.uri == uri)
    #expect(split.fragment == fragment)
  }
}
