// article: declaration
import Attendant

/// What the element looks like in a flow: `<crm:lookup number="…" name="…"/>`.
let lookup = ExtensionElement(
  "lookup", of: "urn:example:crm", attributes: [.required("number", .expression)], result: .required)
// article end

// article: handler
/// What the element does. It may take its time: only its own call waits.
struct CustomerDirectory: ExtensionHandler {
  let customers: [String: String]

  func perform(_ request: ExtensionRequest, of call: CallFacts) async throws -> ExtensionResult {
    guard request.name == "lookup", case .string(let number)? = request.attributes["number"] else {
      return .unsupported(request)
    }
    guard let name = customers[number] else {
      return .event(name: "error.com.example.crm.unknown", message: "nobody has the number \(number)")
    }
    return .value(.object([.init("name", .string(name)), .init("caller", .string(call.from))]))
  }
}
// article end

// article: flow
let greeting = """
  <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:crm="urn:example:crm">
    <form>
      <field name="number" type="digits?length=1">
        <prompt>Your customer number?</prompt>
        <filled>
          <crm:lookup number="number" name="customer" fetchtimeout="60s"/>
          <prompt>Good morning, <value expr="customer.name"/>.</prompt>
          <exit expr="customer.name"/>
        </filled>
      </field>
      <catch event="error.com.example.crm.unknown"><prompt>I do not know you.</prompt><exit/></catch>
      <catch event="error.extension"><prompt>Please call again later.</prompt><exit/></catch>
    </form>
  </vxml>
  """
// article end

// article: call
/// The parser is told how the element looks, and the call who performs it.
func greet(
  on channel: any MediaChannel, _ directory: CustomerDirectory, lane: ScriptLane
) async throws -> CallOutcome {
  let parsing = ParserOptions(extensions: try ExtensionSchema([lookup]))
  let flows = ResourceStore(
    loader: KeptFlows(["http://flows.example/greeting": greeting]), options: ResourceOptions(parsing: parsing))
  let facts = CallFacts(from: "tel:+4420", startedAt: WallClock.now())
  let call = CallRunner(
    flow: "http://flows.example/greeting", facts: facts, channel: channel, resources: flows, lane: lane,
    extensions: directory)
  return await call.run()
}
// article end
