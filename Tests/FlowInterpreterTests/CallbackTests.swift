import CallInterface
import FlowInterpreter
import Foundation
import Testing

/// `ivr:callback`: what is asked to be stored, and that nothing goes on before it is.
@Suite("Promises of call-backs")
struct CallbackTests {
  /// A call by hand; each promise is answered from a list, in order.
  struct PromisingCall: Sendable {
    var asked: [CallbackRequest] = []
    var withdrawn: [ActivityID] = []
    var told: [String] = []
    var reports: [CallReport] = []
    var turns: [(event: CallEvent, at: CallInstant, step: Step)] = []

    /// - Parameters:
    ///   - answers: `nil` never comes: the deadline does.
    ///   - meanwhile: happens while a promise is being stored.
    static func play(
      _ interpreter: inout Interpreter, _ answers: [CallbackAnswer?], meanwhile: [CallEvent] = []
    ) -> PromisingCall {
      var call = PromisingCall()
      var answers = answers
      var now = CallInstant.start
      var coming: [CallEvent] = [.answered]
      while !coming.isEmpty, !interpreter.hasEnded {
        let event = coming.removeFirst()
        let step = interpreter.step(event, at: now)
        call.turns.append((event, now, step))
        now = now.advanced(by: .milliseconds(100))
        for command in step.commands {
          switch command {
          case .fetch(let id, _): coming.append(.fetched(id, .loaded(ResourceReference(uri: Bench.uri, version: 1))))
          case .play(let id, _): coming.append(.promptFinished(id))
          case .promise(let id, let request):
            call.asked.append(request)
            coming += meanwhile
            guard !answers.isEmpty else { break }
            if let answer = answers.removeFirst() {
              coming += [
                .promised(ActivityID(id.number + 1), .stored(id: 99)), .promised(id, answer),
                .promised(id, .stored(id: 98)),
              ]
            } else {
              now = step.wakeUp ?? now
              coming += [.deadlineReached, .promised(id, .stored(id: 97))]
            }
          case .report(.log(_, let text)): call.told.append(text)
          case .report(.caught(let event, _, _)): call.told.append("catch \(event)")
          case .end(let end): call.told.append("end \(end.reason.rawValue)")
          case .report(let report): call.reports.append(report)
          case .withdrawPromise(let id): call.withdrawn.append(id)
          case .stopPlaying, .record, .stopRecording, .transfer, .endTransfer, .extend, .hangUp: break
          }
        }
      }
      return call
    }
  }

  private func play(
    _ body: String, _ answers: [CallbackAnswer?], meanwhile: [CallEvent] = []
  ) async throws -> PromisingCall {
    let bench = try Bench(
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1">
      <property name="ivr.retrylimit" value="0"/><form id="main">\(body)</form></vxml>
      """)
    return try await bench.drive(at: "main") { PromisingCall.play(&$0, answers, meanwhile: meanwhile) }
  }

  @Test("all that can be said, and what is taken where nothing is")
  func request() async throws {
    let call = try await play(
      """
      <property name="fetchtimeout" value="4s"/>
      <var name="n" expr="13800138000"/>
      <block>
        <ivr:callback numberexpr="n" within="90m" reasonexpr="'bill ' + 7" name="ticket"/><log expr="ticket + 1"/>
        <ivr:callback numberexpr="'+86 21'" reason="a fault"/>
        <ivr:callback numberexpr="n" reasonexpr="undefined"/><log>on</log>
      </block>
      """, [.stored(id: 7), .stored(id: 8), .stored(id: 9)])
    let time = Duration.seconds(4)
    #expect(
      call.asked == [
        CallbackRequest(
          number: "13800138000", within: .seconds(5400), reason: "bill 7", name: "ticket", language: "en",
          timeout: time),
        CallbackRequest(
          number: "+86 21", within: .seconds(86_400), reason: "a fault", language: "en", timeout: time),
        CallbackRequest(number: "13800138000", within: .seconds(86_400), language: "en", timeout: time),
      ])
    #expect(call.told == ["8", "on", "end exit"])
    #expect(
      call.reports.contains(
        .callback(number: "13800138000", within: .seconds(5400), reason: "bill 7", id: 7, outcome: "ok")))
  }

  @Test(
    "what was not stored is an event, and nothing that was to follow is heard",
    arguments: [
      (CallbackAnswer.failed("no room"), "error.callback.failed"), (.badNumber("1"), "error.callback.badnumber"),
      (.forbidden("1"), "error.callback.noauthorization"), (.unsupported, "error.unsupported.callback"),
      (.refused(event: "no event", message: nil), "error.callback.failed"), (nil, "error.callback.timeout"),
    ])
  func refused(_ answer: CallbackAnswer?, _ event: String) async throws {
    let call = try await play(
      """
      <var name="ticket" expr="'old'"/>
      <catch event="error"><log expr="String(ticket)"/><exit/></catch>
      <block><ivr:callback numberexpr="1" name="ticket"/><prompt>We will call you.</prompt></block>
      """, [answer])
    #expect(call.told == ["catch \(event)", "undefined", "end exit"])
    #expect(
      call.reports.contains(
        .callback(number: "1", within: .seconds(86_400), reason: nil, id: nil, outcome: event)))
    #expect(!call.reports.contains { if case .prompt = $0 { true } else { false } })
    // What the store may still do is not to be kept.
    let promise = try #require(
      call.turns.compactMap { if case .promise(let id) = $0.step.waiting { id } else { nil } }.first)
    #expect(call.withdrawn == (answer == nil ? [promise] : []))
  }

  @Test("no number is asked for as none, and a fault is the flow's")
  func numbers() async throws {
    for number in ["undefined", "null", "''"] {
      #expect(try await play("<block><ivr:callback numberexpr=\"\(number)\"/></block>", []).asked.map(\.number) == [""])
    }
    let call = try await play(
      "<catch event=\"error.semantic\"><exit/></catch><block><ivr:callback numberexpr=\"no.where\"/></block>", [])
    #expect(call.asked == [])
    #expect(call.told == ["catch error.semantic", "end exit"])
    let long = try await play(
      "<block><ivr:callback numberexpr=\"1\" reasonexpr=\"'x'.repeat(100000)\"/></block>", [.stored(id: 1)])
    #expect(long.asked.first?.reason?.count == 500)
  }

  @Test("a hang-up in the middle: the promise stands, and the flow still hears of it")
  func hangUp() async throws {
    let call = try await play(
      """
      <catch event="connection.disconnect.hangup"><log expr="'gone ' + dialog.ticket"/></catch>
      <var name="ticket"/>
      <block><ivr:callback numberexpr="1" name="ticket"/><log expr="ticket"/></block>
      <field name="n" type="digits"><prompt>Unheard.</prompt></field>
      """, [.stored(id: 7)], meanwhile: [.hungUp])
    #expect(call.told == ["7", "catch connection.disconnect.hangup", "gone 7", "end hangup"])
  }

  @Test("the same events, written down and read again, give the same steps")
  func replay() async throws {
    let bench = try Bench(
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1"><form id="main">
      <block><ivr:callback numberexpr="1" name="ticket"/><exit expr="ticket"/></block></form></vxml>
      """)
    let call = try await bench.drive(at: "main") {
      PromisingCall.play(&$0, [.stored(id: 7)], meanwhile: [.digit(.one)])
    }
    let steps = try await bench.drive(at: "main") { interpreter in
      try call.turns.map { turn in
        let event = try JSONDecoder().decode(CallEvent.self, from: JSONEncoder().encode(turn.event))
        return interpreter.step(event, at: turn.at)
      }
    }
    #expect(steps == call.turns.map(\.step))
    #expect(try JSONDecoder().decode([Step].self, from: JSONEncoder().encode(steps)) == steps)
    let turn = try #require(call.turns.first { if case .promise = $0.step.waiting { true } else { false } })
    #expect(turn.step.wakeUp != nil)
  }
}
