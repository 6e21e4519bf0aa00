import CallInterface
import CallRuntime
import FlowParser
import ScriptEngine
import Testing

/// A server's own element from end to end, in as few lines as it takes.
@Suite struct ExtensionExampleTests {
  /// 1. What the element looks like in a flow: `<crm:lookup number="…" name="…"/>`.
  static let lookup = ExtensionElement(
    "lookup", of: "urn:example:crm", attributes: [.required("number", .expression)], result: .required)

  /// 2. What it does. It may take its time: only its own call waits.
  struct CustomerDirectory: ExtensionHandler {
    struct Closed: Error, CustomStringConvertible {
      let description = "the directory is closed"
    }
    let customers: [String: String]

    func perform(_ request: ExtensionRequest, of call: CallFacts) async throws -> ExtensionResult {
      guard request.name == "lookup", case .string(let number)? = request.attributes["number"] else {
        return .unsupported(request)
      }
      if customers.isEmpty { throw Closed() }
      await Task.yield()
      guard let name = customers[number] else {
        return .event(name: "error.com.example.crm.unknown", message: "nobody has the number \(number)")
      }
      return .value(.object([.init("name", .string(name)), .init("caller", .string(call.from))]))
    }
  }

  /// 3. A flow that uses it.
  static let flow = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:crm="urn:example:crm">
      <form>
        <var name="customer"/>
        <field name="number" type="digits?length=1">
          <prompt>Your customer number?</prompt>
          <filled>
            <crm:lookup number="number" name="customer"/>
            <prompt>Good morning, <value expr="customer.name"/>.</prompt>
          </filled>
        </field>
        <catch event="error.com.example.crm.unknown"><prompt>I do not know you.</prompt><exit/></catch>
        <catch event="error.extension"><exit expr="_event + ': ' + _message"/></catch>
        <block><exit expr="customer.caller"/></block>
      </form>
    </vxml>
    """

  /// 4. The parser is told of the element, and the call of who performs it.
  private func call(
    pressing key: DTMFDigit, _ handler: any ExtensionHandler, clock: RunnerClock
  ) async throws -> (outcome: CallOutcome, spoken: [String]) {
    let parsing = ParserOptions(extensions: try ExtensionSchema([Self.lookup]))
    let flows = ResourceStore(
      loader: TableLoader(["http://h/main": Self.flow]), options: ResourceOptions(parsing: parsing))
    let line = ScriptedChannel(keys: [key])
    let runner = CallRunner(
      flow: "http://h/main", facts: CallFacts(from: "tel:1", startedAt: 0), channel: line, resources: flows,
      lane: try ScriptLane(), clock: clock, extensions: handler)
    return (await runner.run(), await line.spoken)
  }

  @Test func anAnswer() async throws {
    let directory = CustomerDirectory(customers: ["7": "Ada"])
    let (outcome, spoken) = try await call(pressing: .seven, directory, clock: .virtual())
    #expect(spoken == ["Your customer number?", "Good morning, Ada."])
    #expect(outcome.end == CallEnd(reason: .exit, value: .string("tel:1")))
  }

  @Test func anEventOfTheHost() async throws {
    let directory = CustomerDirectory(customers: ["7": "Ada"])
    let (outcome, spoken) = try await call(pressing: .one, directory, clock: .virtual())
    #expect(spoken == ["Your customer number?", "I do not know you."])
    #expect(outcome.end.reason == .exit)
  }

  @Test func aFailureOfTheHost() async throws {
    let (outcome, _) = try await call(pressing: .seven, CustomerDirectory(customers: [:]), clock: .virtual())
    #expect(outcome.end.value == .string("error.extension.failed: <lookup>: the directory is closed"))
  }
}
