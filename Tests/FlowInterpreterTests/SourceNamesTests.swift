import ECMAScript
import Testing

/// What is told of a source's names by its text.
@Suite struct SourceNamesTests {
  @Test(arguments: [
    ("pin", ["pin"]), ("'pin'", []), ("a + pin.length", ["a", "pin"]), ("o.pin", ["o"]), ("application.pin", ["pin"]),
    ("document['pin']", ["pin"]), ("({pin: 1})", []), ("x ? pin : y", ["pin", "x", "y"]), ("`is ${pin}`", ["pin"]),
    ("/'/.test(pin)", ["pin"]), ("a / pin / 'x'", ["a", "pin"]), ("// pin\n a", ["a"]), ("/* pin */ a", ["a"]),
    ("'\\'' + pin", ["pin"]), ("[...pin]", ["pin"]), ("`${`${pin}`}`", ["pin"]), ("o['pin'] + o[pin]", ["o", "pin"]),
  ])
  func reads(source: String, names: [String]) {
    let found = SourceNames(source)
    #expect(found.read.keys.sorted() == names)
    #expect(!found.isOpen)
  }

  @Test(arguments: ["eval('p' + 'in')", "document[x]", "dialog", "p\\u0069n", "x.constructor('return pin')()", "'pin"])
  func mayReadAnything(source: String) {
    #expect(SourceNames(source).isOpen)
  }

  @Test(arguments: [
    ("a = pin", ["a"]), ("a += pin", ["a"]), ("a == pin", []), ("a <= pin", []), ("a => pin", []),
    ("a.b[c].d = pin", ["a"]),
    ("document.a = pin", ["a"]), ("[a, b] = pin", ["a", "b"]), ("list.push(pin)", ["list"]), ("box.keep(pin)", ["box"]),
    ("name.toUpperCase() + pin", []), ("Math.max(pin)", []), ("a >>= pin", ["a"]), ("for (x of pin) y", ["x"]),
  ])
  func stores(source: String, names: [String]) {
    #expect(SourceNames(source).stored.sorted() == names)
  }

  @Test func functionsAreToldApart() {
    let names = SourceNames(
      "function keep(x) { var y = x; box = y; return pin } function put(o, x) { o.v = x } var n = keep(1);")
    #expect(names.functions.keys.sorted() == ["keep", "put"])
    #expect(names.functions["keep"]?.body.read == ["box", "pin"])
    #expect(names.functions["keep"]?.body.stored.contains("box") == true)
    #expect(names.functions["put"]?.body.stored == ["o"])
    #expect(names.read.keys.sorted() == ["keep", "n"])
    #expect(names.local == ["n"])
  }

  @Test func membersAreTold() {
    #expect(SourceNames("r.a + r['b']").read["r"] == ["a", "b"])
    #expect(SourceNames("r + r.a").read["r"] == ["", "a"])
  }
}
