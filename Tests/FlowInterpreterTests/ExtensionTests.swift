import CallInterface
import FlowInterpreter
import FlowParser
import Foundation
import Testing

/// Elements of a host in flows: what is asked, what becomes of the answer, and what else may happen meanwhile.
@Suite("Elements of a host")
struct ExtensionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let body: String
    let answers: [HostedCall.Answer]
    var keys: [DTMFDigit] = []
    /// The attribute `number` of each request.
    let asked: [DataValue]
    let told: [String]
    /// What was reported of the elements.
    let outcomes: [String]
    var testDescription: String { name }
  }

  private static let ada = DataValue.object([.init("name", .string("Ada")), .init("open", .array([.number(2)]))])

  static let cases: [Case] = [
    Case(
      name: "a value",
      body: "<block><crm:lookup number=\"'49' + 1\" name=\"c\"/><log expr=\"c.name + c.open[0]\"/></block>",
      answers: [.with(.value(ada))], asked: [.string("491")], told: ["Ada2", "end exit"], outcomes: ["lookup ok"]),
    Case(
      name: "a variable outside is assigned to",
      body: """
        <var name="c" expr="'old'"/><block><crm:lookup number="1" name="c"/></block>
        <block><log expr="c"/></block>
        """,
      answers: [.with(.value(.number(7)))], asked: [.number(1)], told: ["7", "end exit"], outcomes: ["lookup ok"]),
    Case(
      name: "by its whole name too",
      body: """
        <var name="c"/><block><crm:lookup number="1" name="dialog.c"/><log expr="c"/></block>
        """,
      answers: [.with(.value(.boolean(true)))], asked: [.number(1)], told: ["true", "end exit"],
      outcomes: ["lookup ok"]),
    Case(
      name: "a variable declared here ends here",
      body: """
        <block><crm:lookup number="1" name="c"/><log expr="c"/></block><block><log expr="typeof c"/></block>
        """,
      answers: [.with(.value(.string("x")))], asked: [.number(1)], told: ["x", "undefined", "end exit"],
      outcomes: ["lookup ok"]),
    Case(
      name: "nothing",
      body: """
        <var name="c" expr="'old'"/><block><crm:lookup number="1" name="c"/><log expr="String(c)"/>
        <crm:lookup number="2"/><log>on</log></block>
        """,
      answers: [.with(.nothing)], asked: [.number(1), .number(2)], told: ["undefined", "on", "end exit"],
      outcomes: ["lookup ok", "lookup ok"]),
    Case(
      name: "an event",
      body: """
        <var name="c" expr="'old'"/>
        <catch event="error.com.example"><log expr="_event + ': ' + _message + ', ' + c"/><exit/></catch>
        <block><crm:lookup number="1" name="c"/><log>not here</log></block>
        """,
      answers: [.with(.event(name: "error.com.example.crm", message: "closed"))], asked: [.number(1)],
      told: ["catch error.com.example.crm", "error.com.example.crm: closed, undefined", "end exit"],
      outcomes: ["lookup error.com.example.crm"]),
    Case(
      name: "an event that cannot be one",
      body: "<catch event=\"error.extension.failed\"><exit/></catch><block><crm:lookup number=\"1\"/></block>",
      answers: [.with(.event(name: "no event", message: nil))], asked: [.number(1)],
      told: ["catch error.extension.failed", "end exit"], outcomes: ["lookup error.extension.failed"]),
    Case(
      name: "two in a row, in if and foreach",
      body: """
        <block><if cond="true"><crm:lookup number="1" name="a"/><crm:lookup number="a + 1" name="b"/>
        <foreach item="i" array="[b, 9]"><crm:lookup number="i"/></foreach>
        <else/><crm:lookup number="'never'"/></if><log expr="a + b"/></block>
        """,
      answers: [.with(.value(.number(10))), .with(.value(.number(20))), .with(.nothing)],
      asked: [.number(1), .number(11), .number(20), .number(9)], told: ["30", "end exit"],
      outcomes: ["lookup ok", "lookup ok", "lookup ok", "lookup ok"]),
    Case(
      name: "in filled",
      body: """
        <field name="n" type="digits?length=1"><prompt>Your number?</prompt>
        <filled><crm:lookup number="n" name="c"/><log expr="c"/></filled></field>
        """,
      answers: [.with(.value(.string("Ada")))], keys: [.seven], asked: [.string("7")], told: ["Ada", "end exit"],
      outcomes: ["lookup ok"]),
    Case(
      name: "in a catch",
      body: """
        <catch event="lost"><crm:lookup number="_event" name="c"/><log expr="c"/><exit/></catch>
        <block><throw event="lost"/></block>
        """,
      answers: [.with(.value(.string("found")))], asked: [.string("lost")], told: ["catch lost", "found", "end exit"],
      outcomes: ["lookup ok"]),
    Case(
      name: "a fault in an attribute",
      body: "<catch event=\"error.semantic\"><exit/></catch><block><crm:lookup number=\"no.where\"/></block>",
      answers: [], asked: [], told: ["catch error.semantic", "end exit"], outcomes: []),
    Case(
      name: "a variable that cannot be",
      body: "<catch event=\"error.semantic\"><exit/></catch><block><crm:lookup number=\"1\" name=\"1x\"/></block>",
      answers: [.with(.value(.null))], asked: [.number(1)], told: ["catch error.semantic", "end exit"],
      outcomes: ["lookup ok"]),
    Case(
      name: "the deadline, then an answer",
      body: """
        <catch event="error.extension"><log expr="_message"/></catch>
        <block><crm:lookup number="1" name="c" fetchtimeout="2s"/></block><block><exit/></block>
        """,
      answers: [.never], asked: [.number(1)],
      told: ["catch error.extension.timeout", "<lookup> was not answered within 2000 ms", "end exit"],
      outcomes: ["lookup error.extension.timeout"]),
    Case(
      name: "answers for others, and a key ahead of its question",
      body: """
        <block><crm:lookup number="1" name="c"/><log expr="c"/></block>
        <field name="n" type="digits?length=1"><filled><log expr="n"/></filled></field>
        """,
      answers: [.amongStale(.value(.string("right")))], asked: [.number(1)], told: ["right", "1", "end exit"],
      outcomes: ["lookup ok"]),
    Case(
      name: "a hang-up in the middle, and last things after it",
      body: """
        <catch event="connection.disconnect.hangup"><crm:lookup number="'bye'" name="c"/><log expr="c"/></catch>
        <block><crm:lookup number="1" name="c"/><log expr="c"/></block>
        <field name="n" type="digits"><prompt>Unheard.</prompt></field>
        """,
      answers: [.afterHangUp(.value(.string("in time"))), .with(.value(.string("last")))],
      asked: [.number(1), .string("bye")],
      told: ["in time", "catch connection.disconnect.hangup", "last", "end hangup"],
      outcomes: ["lookup ok", "lookup ok"]),
    Case(
      name: "a hang-up, and an event that the flow does not catch",
      body: "<block><crm:lookup number=\"1\" name=\"c\"/></block>",
      answers: [.afterHangUp(.event(name: "error.com.example", message: nil))], asked: [.number(1)],
      told: ["catch error.com.example", "end error"], outcomes: ["lookup error.com.example"]),
  ]

  private static func bench(_ body: String) throws -> Bench {
    let elements = try ExtensionSchema([
      ExtensionElement(
        "lookup", of: "urn:example:crm", attributes: [.required("number", .expression)], result: .optional),
      ExtensionElement("note", of: "urn:example:crm", attributes: [.optional("author", .text)], content: .text),
    ])
    let flow = """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:crm="urn:example:crm">
      <form id="main">\(body)</form></vxml>
      """
    return try Bench(flow, elements: elements)
  }

  @Test(arguments: cases)
  func `what is asked, and what becomes of it`(given: Case) async throws {
    let call = try await Self.bench(given.body).drive(at: "main") { interpreter in
      HostedCall.play(&interpreter, answers: given.answers, keys: given.keys)
    }
    #expect(call.asked.map { $0.attributes["number"] } == given.asked)
    #expect(call.told == given.told)
    #expect(call.outcomes == given.outcomes)
  }

  @Test(arguments: cases)
  func `the same events, written down and read again, give the same steps`(given: Case) async throws {
    let bench = try Self.bench(given.body)
    let call = try await bench.drive(at: "main") { interpreter in
      HostedCall.play(&interpreter, answers: given.answers, keys: given.keys)
    }
    let steps = try await bench.drive(at: "main") { interpreter in
      try call.turns.map { turn in
        let event = try JSONDecoder().decode(CallEvent.self, from: JSONEncoder().encode(turn.event))
        return interpreter.step(event, at: turn.at)
      }
    }
    #expect(steps == call.turns.map(\.step))
    #expect(try JSONDecoder().decode([Step].self, from: JSONEncoder().encode(steps)) == steps)
  }

  @Test func `values of every kind, characters, and the property's time`() async throws {
    let body = """
      <property name="fetchtimeout" value="4s"/>
      <block><crm:lookup number="({a: [1, true, null, undefined], f: 'ä'})"/>
      <crm:note author="Ada &amp; Co"> two
       lines </crm:note></block>
      """
    let call = try await Self.bench(body).drive(at: "main") { interpreter in
      HostedCall.play(&interpreter, answers: [.with(.nothing)])
    }
    let object = DataValue.object([
      .init("a", .array([.number(1), .boolean(true), .null, .undefined])), .init("f", .string("ä")),
    ])
    #expect(
      call.asked == [
        ExtensionRequest(
          namespace: "urn:example:crm", name: "lookup", attributes: ["number": object], timeout: .seconds(4)),
        ExtensionRequest(
          namespace: "urn:example:crm", name: "note", attributes: ["author": .string("Ada & Co")],
          text: " two\n lines ", timeout: .seconds(4)),
      ])
  }

  @Test func `the wait is told, with its deadline`() async throws {
    let call = try await Self.bench("<block><crm:lookup number=\"1\" fetchtimeout=\"2s\"/></block>")
      .drive(at: "main") { interpreter in
        HostedCall.play(&interpreter, answers: [.with(.nothing)])
      }
    let turn = try #require(call.turns.first { if case .extension = $0.step.waiting { true } else { false } })
    #expect(turn.step.wakeUp == turn.at.advanced(by: .seconds(2)))
    #expect(
      turn.step.commands.contains { command in
        if case .extend(let id, _) = command { turn.step.waiting == .extension(id) } else { false }
      })
  }

  /// Two deadlines have come at once: the key's and the element's.
  @Test func `a stuck key does not hide the deadline`() async throws {
    let step = try await Self.bench("<block><crm:lookup number=\"1\" fetchtimeout=\"61s\"/></block>")
      .drive(at: "main") { interpreter in
        _ = interpreter.step(.answered, at: .start)
        let loaded = FetchResult.loaded(ResourceReference(uri: Bench.uri, version: 1))
        _ = interpreter.step(.fetched(ActivityID(1), loaded), at: .start)
        _ = interpreter.step(.digitBegan(.one), at: .start)
        return interpreter.step(.words("hello"), at: CallInstant(sinceStart: .seconds(62)))
      }
    #expect(
      step.commands.contains(
        .report(.extension(namespace: "urn:example:crm", name: "lookup", outcome: "error.extension.timeout"))))
    #expect(step.waiting == .ended)
  }

  @Test func `a flow that asks for ever is stopped`() async throws {
    let body = "<block><crm:lookup number=\"1\"/><goto next=\"#main\"/></block>"
    let call = try await Self.bench(body).drive(at: "main") { interpreter in
      HostedCall.play(&interpreter, answers: [.with(.nothing)])
    }
    #expect(call.told.suffix(2) == ["catch error.semantic", "end error"])
    #expect(call.asked.count > 100)
  }

  @Test func `a value that is too deep is a fault of the flow's`() async throws {
    let body = "<catch event=\"error.semantic\"><exit/></catch><block><crm:lookup number=\"1\" name=\"c\"/></block>"
    let deep = (0..<1000).reduce(DataValue.null) { value, _ in .array([value]) }
    let call = try await Self.bench(body).drive(at: "main") { interpreter in
      HostedCall.play(&interpreter, answers: [.with(.value(deep))])
    }
    #expect(call.told == ["catch error.semantic", "end exit"])
  }
}
