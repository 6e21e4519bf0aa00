/// Flows made for measuring.
enum BenchFlow {
  /// A menu of three levels that a caller goes round for ever; `forms` further dialogs make the flow long. With scripts,
  /// each prompt says a value: a call needs the script engine, which it otherwise does not.
  static func menus(padding forms: Int, withScripts: Bool = false) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
      \(menu("top", next: "middle", withScripts))
      \(menu("middle", next: "bottom", withScripts))
      \(menu("bottom", next: "top", withScripts))

      """
    for index in 0..<forms { text += form(index) }
    return text + "</vxml>\n"
  }

  private static func menu(_ id: String, next: String, _ withScripts: Bool) -> String {
    """
    <menu id="\(id)">
      <prompt>\(withScripts ? "<value expr=\"session.connection.remote.uri\"/>. " : "")For billing press 1. For repairs press 2. For packages press 3.</prompt>
      <choice dtmf="1" next="#\(next)">billing</choice>
      <choice dtmf="2" next="#\(next)">repairs</choice>
      <choice dtmf="3" next="#\(next)">packages</choice>
      <noinput>I did not hear you.<reprompt/></noinput>
      <nomatch>Please choose 1, 2 or 3.<reprompt/></nomatch>
    </menu>
    """
  }

  /// Ten lines.
  private static func form(_ index: Int) -> String {
    """
    <form id="form\(index)">
      <var name="tries" expr="0"/>
      <field name="number" type="digits?minlength=4;maxlength=8">
        <prompt count="1">Please key in your number.</prompt>
        <prompt count="2">Once more: your number.</prompt>
        <noinput count="3"><goto next="#top"/></noinput>
        <filled><if cond="number.length == 8"><assign name="tries" expr="tries + 1"/><else/><clear/></if></filled>
      </field>
      <block><goto next="#top"/></block>
    </form>

    """
  }
}
