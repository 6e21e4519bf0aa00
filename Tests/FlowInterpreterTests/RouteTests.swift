import CallInterface
import FlowInterpreter
import Testing

/// `ivr:route`, event by event.
@Suite("Routes")
struct RouteTests {
  static let flow = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1">
      <ivr:route id="desks" maxwait="70s">
        <ivr:target dest="tel:1" connecttimeout="40s"/>
        <ivr:target dest="tel:2" on="noanswer"><prompt>Another desk.</prompt></ivr:target>
        <ivr:target dest="tel:3" on="busy"/>
        <ivr:header name="X-Account" expr="1 + 1"/>
        <ivr:header name="X-Nothing" expr="undefined"/>
        <ivr:waiting every="10s"><prompt>Hold on.</prompt><prompt count="2">Still there?</prompt></ivr:waiting>
      </ivr:route>
      <ivr:route id="lot" strategy="weighted">
        <ivr:target dest="tel:1" weight="3"/><ivr:target dest="tel:2" weight="1"/><ivr:target dest="tel:3" weight="0"/>
      </ivr:route>
      <ivr:route id="bad"><ivr:target dest="tel:1"/><ivr:header name="X-Note" expr="'a\\r\\nVia: b'"/></ivr:route>
      <form id="bridge"><transfer name="t" type="bridge" maxtime="60s" ivr:route="desks"/>
        <block><exit expr="t + ' ' + t$.target + ' ' + t$.attempts.length"/></block></form>
      <form id="blind"><transfer name="t" type="blind" ivr:route="desks"/></form>
      <form id="lot"><transfer name="t" type="bridge" ivr:route="lot"/></form>
      <form id="bad"><transfer name="t" type="bridge" ivr:route="bad"/></form>
      <form id="gone"><transfer name="t" type="bridge" ivr:route="gone"/></form>
    </vxml>
    """

  /// What a call was asked to do, one word or two each, by an event at a second.
  private static func run(
    _ fragment: String, seed: UInt64 = 0, _ events: [(Double, CallEvent)] = []
  ) async throws -> [String] {
    try await Bench(flow).drive(at: fragment, seed: seed) { interpreter in
      let opening: [(Double, CallEvent)] = [
        (0, .answered), (0, .fetched(ActivityID(1), .loaded(ResourceReference(uri: Bench.uri, version: 1)))),
      ]
      return (opening + events).flatMap { seconds, event in
        interpreter.step(event, at: CallInstant(sinceStart: .seconds(seconds))).commands.compactMap(Self.word)
      }
    }
  }

  private static func word(_ command: CallCommand) -> String? {
    switch command {
    case .play(let id, let prompt):
      prompt.segments.compactMap { if case .speech(let speech) = $0 { "say \(id) \(speech.text)" } else { nil } }
        .joined()
    case .stopPlaying: "hush"
    case .transfer(let id, let request):
      "ring \(id) \(request.destination) \(request.connectTimeout.wholeMilliseconds / 1000)"
        + request.headers.map { " \($0.name)=\($0.value)" }.joined()
    case .endTransfer(let id): "stop \(id)"
    case .end(let end): "end \(end.reason.rawValue) \(end.value)"
    case .report(.caught(let event, _, _)): event
    case .fetch, .record, .stopRecording, .extend, .promise, .withdrawPromise, .hangUp, .report: nil
    }
  }

  @Test("news comes every ten seconds, and is passed over while the news before is heard")
  func news() async throws {
    let told = try await Self.run(
      "bridge",
      [
        (10, .deadlineReached), (20, .deadlineReached), (21, .promptFinished(ActivityID(3))), (30, .deadlineReached),
        (31, .transferAnswered(ActivityID(2))), (31, .promptFinished(ActivityID(4))), (45, .deadlineReached),
      ])
    #expect(
      told == ["ring 2 tel:1 40 X-Account=2", "say 3 Hold on.", "say 4 Still there?", "hush"])
  }

  @Test("after no answer the target that waits for it is tried, with words before and for as long as is left")
  func nextTarget() async throws {
    let told = try await Self.run(
      "bridge",
      [
        (40, .deadlineReached), (41, .transferEnded(ActivityID(2), .nearEndDisconnect)),
        (42, .promptFinished(ActivityID(3))), (70, .deadlineReached),
        (71, .transferEnded(ActivityID(4), .nearEndDisconnect)),
      ])
    // News was due at 40 s as well: the end of the try comes first, and words about the next one are news.
    #expect(
      told == [
        "ring 2 tel:1 40 X-Account=2", "stop 2", "say 3 Another desk.", "ring 4 tel:2 28 X-Account=2", "stop 4",
        "end exit string(\"noanswer tel:2 2\")",
      ])
  }

  @Test("after busy the target that waits for no answer is passed over")
  func passedOver() async throws {
    let told = try await Self.run("bridge", [(1, .transferEnded(ActivityID(2), .busy))])
    #expect(told == ["ring 2 tel:1 40 X-Account=2", "ring 3 tel:3 60 X-Account=2"])
  }

  @Test(
    "what ends trying, and what does not",
    arguments: [
      (TransferResult.farEndDisconnect, false), (.networkDisconnect, false), (.unknown, false), (.handedOver, false),
      (.nearEndDisconnect, false), (.busy, true), (.noAnswer, true), (.networkBusy, false),
      (.failed(event: "error.connection.noroute", message: ""), false),
      (.failed(event: "error.unsupported.transfer.bridge", message: ""), false),
    ])
  func endings(result: TransferResult, goesOn: Bool) async throws {
    // Of the targets that are left one waits for busy and one for no answer.
    let told = try await Self.run(
      "bridge", [(1, .transferEnded(ActivityID(2), result)), (2, .promptFinished(ActivityID(3)))])
    #expect(told.contains { $0.hasPrefix("ring") && !$0.hasPrefix("ring 2") } == goesOn)
  }

  @Test("a try that is answered is the last one, however it ends")
  func answered() async throws {
    let told = try await Self.run(
      "bridge",
      [
        (5, .transferAnswered(ActivityID(2))), (65, .deadlineReached),
        (65, .transferEnded(ActivityID(2), .nearEndDisconnect)),
      ])
    #expect(told == ["ring 2 tel:1 40 X-Account=2", "stop 2", "end exit string(\"maxtime_disconnect tel:1 1\")"])
  }

  @Test("a refused referral tries the next; one that nobody answers cannot be called back; nobody is told news")
  func blind() async throws {
    let refused = try await Self.run(
      "blind",
      [
        (10, .deadlineReached), (11, .transferEnded(ActivityID(2), .busy)),
        (12, .transferEnded(ActivityID(3), .handedOver)),
      ])
    #expect(refused.prefix(2) == ["ring 2 tel:1 40 X-Account=2", "ring 3 tel:3 59 X-Account=2"])
    let silent = try await Self.run(
      "blind", [(40, .deadlineReached), (41, .transferEnded(ActivityID(2), .nearEndDisconnect))])
    #expect(silent.filter { $0.hasPrefix("ring") }.count == 1)
  }

  @Test("targets are drawn in proportion to their weights, and the same seed draws the same")
  func lot() async throws {
    var first: [String: Int] = [:]
    for seed in 0..<80 as Range<UInt64> {
      let told = try await Self.run(
        "lot", seed: seed, [(1, .transferEnded(ActivityID(2), .busy)), (2, .transferEnded(ActivityID(3), .busy))])
      let rung = told.filter { $0.hasPrefix("ring") }
      #expect(rung.count == 2 && !rung.contains { $0.contains("tel:3") })
      first[rung.first ?? "", default: 0] += 1
      if seed < 3 {
        let again = try await Self.run(
          "lot", seed: seed, [(1, .transferEnded(ActivityID(2), .busy)), (2, .transferEnded(ActivityID(3), .busy))])
        #expect(again == told)
      }
    }
    #expect((45...75).contains(first["ring 2 tel:1 60", default: 0]))
    #expect(first.count == 2)
  }

  @Test("a header that would begin a line of its own is refused, and a route that is not there")
  func refused() async throws {
    #expect(try await Self.run("bad") == ["error.semantic", "end error undefined"])
    #expect(try await Self.run("gone") == ["error.semantic", "end error undefined"])
  }
}
