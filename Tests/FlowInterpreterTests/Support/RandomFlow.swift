/// A small flow of menus and forms that lead to each other, with the keys that always work. The first dialog is `d0`.
struct RandomFlow {
  let text: String
  /// `ivr.retrylimit` of the document; zero is none.
  let limit: Int

  init(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    let count = Int.random(in: 2...5, using: &random)
    let limit = Int.random(in: 0...4, using: &random)
    var body = """
      <property name="ivr.retrylimit" value="\(limit)"/><property name="termchar" value=""/>
      <property name="ivr.repeatkey" value="*"/><property name="ivr.topkey" value="#"/>
      <property name="ivr.backkey" value="9"/><property name="ivr.operatorkey" value="8"/>
      <property name="ivr.operatorroute" value="sip:desk@pbx.example"/>
      <catch event="ivr.operator"><reprompt/></catch>
      """
    if Bool.random(using: &random) { body += "<nomatch><prompt>What?</prompt><reprompt/></nomatch>" }
    if Bool.random(using: &random) { body += "<noinput count=\"2\"><prompt>Hello?</prompt></noinput>" }
    if Bool.random(using: &random) { body += "<nomatch count=\"2\"><throw event=\"noinput\"/></nomatch>" }
    for index in 0..<count {
      body += Bool.random(using: &random) ? Self.menu(index, of: count, &random) : Self.form(index, of: count, &random)
    }
    text = "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\">\(body)</vxml>"
    self.limit = limit
  }

  private static func menu(_ index: Int, of count: Int, _ random: inout SeededNumbers) -> String {
    let choices = (1...Int.random(in: 1...3, using: &random)).map { key in
      "<choice dtmf=\"\(key)\" next=\"#d\(Int.random(in: 0..<count, using: &random))\"/>"
    }
    return "<menu id=\"d\(index)\"><prompt>Menu \(index).</prompt>\(choices.joined())</menu>"
  }

  private static func form(_ index: Int, of count: Int, _ random: inout SeededNumbers) -> String {
    let next = Int.random(in: 0..<count, using: &random)
    let modal = Bool.random(using: &random)
    let before = Bool.random(using: &random) ? "<block><prompt>Form \(index).</prompt></block>" : ""
    let prompt = Bool.random(using: &random) ? "<prompt>Field \(index).</prompt>" : ""
    // Its own grammar takes 0 to 3, so that none of the keys that always work is a digit of an entry.
    return """
      <form id="d\(index)">\(before)<field name="f\(index)" modal="\(modal)">
        <grammar mode="dtmf" version="1.0" root="r" xmlns="http://www.w3.org/2001/06/grammar">
          <rule id="r"><item repeat="1-2"><one-of><item>0</item><item>1</item><item>2</item><item>3</item></one-of></item>
          </rule></grammar>\(prompt)</field>
        <block><goto next="#d\(next)"/></block></form>
      """
  }
}
