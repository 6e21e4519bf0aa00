/// Writes flows that ask for a secret and push it about: through variables, expressions, functions and objects, and out
/// by every way there is.
struct SecretFlowWriter {
  var random: SplitMix64
  /// Whether the flow records, secretly or not, in items of their own.
  var records = false
  private var depth = 0

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  /// The names of variables that anything may get into.
  private static let variables = ["a", "b", "c", "d", "application.g", "document.h"]
  private static let objects = ["o", "p", "list"]

  /// A whole document, without `vxml` around it.
  mutating func flow() -> String {
    let blocks = (0..<(4 + random.below(6))).map { _ in "<block>\(content(3))</block>" }.joined(separator: "\n")
    let ahead = random.chance(30) ? "<prompt bargein=\"\(random.chance(50))\">One moment.</prompt>" : ""
    return """
      <var name="a"/><var name="b"/><var name="c"/><var name="d"/><var name="g"/><var name="h"/><var name="box"/>
      <var name="o" expr="new Object()"/><var name="list" expr="new Array()"/><var name="p" expr="o"/>
      <var name="vault" ivr:secure="true"/>
      <script><![CDATA[
        function same(x) { return x }
        function turned(x) { return x.split('').reverse().join('') }
        function keep(x) { box = x; return 'kept' }
        function put(target, x) { target.v = x; return target }
        function holder(x) { return function () { return x } }
        function opened() { return vault }
        var arrow = x => x + '';
      ]]></script>
      <catch event="error.semantic"><log>refused <value expr="_message"/></log></catch>
      <catch event="com.example"><log>came <value expr="_event + _message"/></log></catch>
      <form id="main">
        <field name="pin" type="digits?length=9" ivr:secure="true">\(ahead)<prompt>Your number, please.</prompt>
          <filled><assign name="vault" expr="pin"/>\(random.chance(60) ? content(2) : "")</filled>
          <nomatch><log>no: <value expr="_message"/></log><prompt>Not <value expr="_message"/>.</prompt></nomatch>
        </field>
        \(record("memo"))
        \(blocks)
        <subdialog name="answer" src="#sub"><param name="given" expr="\(attribute(secret()))"/>
          <filled><assign name="d" expr="answer.back"/><log expr="answer.word"/>\(content(2))</filled></subdialog>
        <field name="code" type="digits?length=2"><prompt>And two more.</prompt>
          <filled><log expr="'code ' + code"/><log expr="code$.utterance"/></filled></field>
        \(record("note"))
        <block><data name="posted" src="http://shop.test/post" method="post" namelist="pin"/></block>
        <block>\(content(3))<submit next="http://shop.test/end" method="\(random.chance(50) ? "get" : "post")"
          namelist="\(random.chance(50) ? "pin" : "a") code"/></block>
        <block><exit namelist="\(random.chance(50) ? "pin" : "code b")"/></block>
      </form>
      <form id="sub"><var name="given"/><var name="back"/><var name="word" expr="'plain'"/>
        <block>\(sink("given"))<assign name="back" expr="\(attribute(changed("given")))"/></block>
        <block><return namelist="back word"/></block></form>
      """
  }

  /// The names of secure ones begin with "secret".
  private mutating func record(_ name: String) -> String {
    guard records, random.chance(60) else { return "" }
    let isSecure = random.chance(50)
    return """
      <record name="\(isSecure ? "secret" : "plain")_\(name)" \(isSecure ? "ivr:secure=\"true\"" : "")
        beep="\(random.chance(50))" maxtime="2s" finalsilence="1s" dtmfterm="false">
        <filled><log>recorded <value expr="\(isSecure ? "secret" : "plain")_\(name)$.duration"/></log></filled></record>
      """
  }

  private mutating func content(_ most: Int) -> String {
    (0...random.below(most)).map { _ in random.chance(45) ? store() : sink(source()) }.joined(separator: "\n")
  }

  // MARK: Expressions

  private mutating func secret() -> String {
    random.pick(["pin", "dialog.pin", "vault", "document.vault", "opened()", "pin$.utterance"], or: "pin")
  }

  /// Anything that may hold the secret now.
  private mutating func source() -> String {
    if random.chance(50) { return secret() }
    return random.pick(
      Self.variables + [
        "box", "o.v", "p.v", "p['v']", "list[0]", "list.join('')", "lastresult$.utterance",
        "application.lastresult$[0].interpretation", "pin$.interpretation", "JSON.stringify([o, list])",
      ], or: "a")
  }

  private mutating func changed(_ expression: String) -> String {
    depth += 1
    defer { depth -= 1 }
    let e = random.chance(40) && depth < 4 ? changed(expression) : expression
    return random.pick(
      [
        e, "\(e) + ''", "'x' + \(e) + 'y'", "String(\(e))", "[\(e)][0]", "({v: \(e)}).v", "same(\(e))", "arrow(\(e))",
        "turned(turned(\(e)))", "turned(\(e))", "\(e).split('').reverse().join('')", "\(e).split('').join(' ')",
        "\(e).split('').join('-')", "encodeURIComponent(\(e))", "JSON.parse(JSON.stringify({v: \(e)})).v",
        "holder(\(e))()", "(function (x) { return x })(\(e))", "\(e).slice(0, 4) + \(e).slice(4)",
        "`is ${\(e)}`", "(0, \(e))", "true ? \(e) : 'none'", "[\(e), \(e)].join(';')", "Number(\(e)) * 2",
        "\(e).replace(/x/g, '')", "put({}, \(e)).v", "[].concat(\(e).split('')).join('')",
      ], or: e)
  }

  // MARK: Content

  private mutating func store() -> String {
    let value = attribute(changed(source()))
    let target = random.pick(Self.variables, or: "a")
    let object = random.pick(Self.objects, or: "o")
    switch random.below(15) {
    case 0: return "<assign name=\"box\" expr=\"keep(\(value))\"/>"
    case 1: return "<assign name=\"o.v\" expr=\"\(value)\"/>"
    case 2: return "<assign name=\"\(target)\" expr=\"put(\(object), \(value))\"/>"
    case 3: return "<assign name=\"\(target)\" expr=\"list.push(\(value))\"/>"
    case 4: return "<assign name=\"p\" expr=\"\(object)\"/>"
    case 5: return "<script><![CDATA[ \(target) = \(changed(source())); ]]></script>"
    case 6: return "<script><![CDATA[ keep(\(changed(source()))); ]]></script>"
    case 7: return "<if cond=\"(a = \(value)) == 'never'\"><log>never</log></if>"
    case 8: return "<foreach item=\"each\" array=\"[\(value), 'z']\">\(sink("each"))</foreach>"
    case 9: return "<assign name=\"\(target)\" expr=\"'clean'\"/>\(sink(target))"
    case 10: return "<clear namelist=\"a b\"/>"
    case 11: return "<var name=\"local\" expr=\"\(value)\"/>\(sink("local"))"
    default: return "<assign name=\"\(target)\" expr=\"\(value)\"/>"
    }
  }

  /// A way out.
  private mutating func sink(_ expression: String) -> String {
    let e = attribute(random.chance(50) ? expression : changed(expression))
    let name = expression.allSatisfy { $0.isLetter || $0 == "." } ? expression : "a"
    switch random.below(24) {
    case 0, 1, 2: return "<log expr=\"\(e)\"/>"
    case 3, 4: return "<log label=\"it\">It is <value expr=\"\(e)\"/>.</log>"
    case 5, 6, 7: return "<prompt>You said <value expr=\"\(e)\"/>.</prompt>"
    case 8: return "<prompt><say-as interpret-as=\"digits\"><value expr=\"\(e)\"/></say-as></prompt>"
    case 9: return "<prompt><foreach item=\"part\" array=\"[\(e)]\"><value expr=\"part\"/></foreach></prompt>"
    case 10: return "<prompt><audio expr=\"'http://shop.test/' + \(e)\">none</audio></prompt>"
    case 11: return "<prompt><mark nameexpr=\"\(e)\"/>Marked.</prompt>"
    case 12: return "<data name=\"got\" src=\"http://shop.test/get\" namelist=\"\(name)\"/>"
    case 13: return "<data name=\"got\" srcexpr=\"'http://shop.test/get?x=' + \(e)\"/>"
    case 14: return "<data name=\"sent\" src=\"http://shop.test/post\" method=\"post\" namelist=\"\(name)\"/>"
    case 15: return "<throw event=\"com.example.it\" messageexpr=\"\(e)\"/>"
    case 16: return "<throw eventexpr=\"'com.example.' + \(e)\"/>"
    case 17: return "<goto expr=\"'http://shop.test/' + \(e)\"/>"
    case 18: return "<script><![CDATA[ throw new Error('bad ' + \(expression)); ]]></script>"
    case 19: return "<log expr=\"nowhere(\(e))\"/>"
    case 20: return "<log expr=\"JSON.parse('{' + \(e))\"/>"
    case 21: return "<assign name=\"a.b.c\" expr=\"\(e)\"/>"
    case 22: return "<log expr=\"eval('\(name)')\"/>"
    default: return "<log expr=\"document['\(name.split(separator: ".").last ?? "a")']\"/>"
    }
  }

  private func attribute(_ expression: String) -> String {
    expression.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
