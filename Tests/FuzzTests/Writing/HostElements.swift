import FlowParser

/// Elements of a host, and flows that use them: no flow of the conformance suite does.
enum HostElements {
  static func parser() throws -> FlowParser {
    FlowParser(
      options: ParserOptions(
        extensions: try ExtensionSchema([
          ExtensionElement("ask", of: "urn:x", attributes: [.optional("what", .expression)], result: .optional),
          ExtensionElement("note", of: "urn:x", attributes: [.optional("to", .text)], content: .text),
        ])))
  }

  static let flows = [
    """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:x="urn:x">
      <var name="answer"/>
      <catch event="connection.disconnect"><x:note to="crm"> gone </x:note></catch>
      <catch event="error.com.example"><log expr="_message"/><x:ask what="_event" name="answer"/><reprompt/></catch>
      <form id="main">
        <block><prompt>One moment.</prompt><x:ask what="session.connection.remote.uri" name="answer"/></block>
        <field name="number" type="digits?length=2">
          <prompt>Your number, <value expr="answer"/>?</prompt>
          <filled><x:ask what="number" name="document.answer" fetchtimeout="2s"/>
            <if cond="answer"><x:ask what="answer.a" name="answer"/><else/><clear/></if></filled>
        </field>
        <block><foreach item="i" array="[1, 2]"><x:ask what="i" name="last"/></foreach><goto next="#main"/></block>
      </form>
    </vxml>
    """,
    """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:x="urn:x">
      <form id="main"><subdialog name="s" src="#ask"><filled><x:note/><prompt><value expr="s.it"/></prompt></filled>
      </subdialog><record name="r"/><transfer name="t" dest="tel:1" bridge="true"/></form>
      <form id="ask"><block><x:ask name="it" fetchtimeout="0s"/><return namelist="it"/></block>
      <catch event="error.extension"><x:ask name="dialog.it"/><return event="no"/></catch></form>
    </vxml>
    """,
  ]
}
