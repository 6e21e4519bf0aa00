import CallInterface
import Testing

@testable import CallRuntime

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct CallRecordTests {
  private let facts = CallFacts(
    from: "+8613800138000", to: "4008001234", startedAt: 1_799_028_000_123, utcOffset: 28_800, seed: 7)

  private func at(_ seconds: Double) -> CallInstant { CallInstant(sinceStart: .seconds(seconds)) }

  /// What the interpreter ended is named by why it did, try by try.
  @Test func triesOfATransfer() throws {
    var builder = CallRecordBuilder(id: "c1", flow: "file:///f.vxml", facts: facts, language: "en")
    func attempt(
      _ id: Int, _ destination: String, from begin: Double, to end: Double, _ result: TransferResult, _ name: String
    ) {
      let request = TransferRequest(
        kind: .bridge, destination: destination, connectTimeout: .seconds(20), audio: nil, aai: nil)
      builder.note(CallCommand.transfer(ActivityID(id), request), at: at(begin))
      builder.note(CallEvent.transferEnded(ActivityID(id), result), at: at(end))
      builder.note(
        CallReport.transfer(kind: .bridge, destination: destination, result: name, duration: .zero), at: at(end))
    }
    attempt(2, "sip:a@b", from: 1, to: 2, .busy, "busy")
    attempt(3, "sip:c@b", from: 2, to: 22, .nearEndDisconnect, "noanswer")
    attempt(4, "sip:d@b", from: 22, to: 25, .nearEndDisconnect, "near_end_disconnect")
    attempt(5, "sip:e@b", from: 25, to: 26, .handedOver, "transferred")
    #expect(
      builder.finished(CallEnd(reason: .transfer), at: at(26)).transfers == [
        .init(dest: "sip:a@b", started: 1, ended: 2, result: "busy"),
        .init(dest: "sip:c@b", started: 2, ended: 22, result: "noanswer"),
        .init(dest: "sip:d@b", started: 22, ended: 25, result: "near_end_disconnect"),
        .init(dest: "sip:e@b", started: 25, ended: 26, result: "handedover"),
      ])
  }

  @Test func aCallBecomesARecord() throws {
    var builder = CallRecordBuilder(id: "c1", flow: "file:///f.vxml", facts: facts, language: "cmn")
    builder.note(.answered, at: .start)
    builder.note(CallReport.entered(document: "d", dialog: "menu", item: nil), at: at(0))
    builder.note(CallReport.entered(document: "d", dialog: "menu", item: "choice"), at: at(0))
    builder.note(CallReport.noinput(count: 1), at: at(5))
    builder.note(CallReport.entered(document: "d", dialog: "menu", item: "choice"), at: at(5))
    builder.note(CallReport.nomatch(count: 1, utterance: "9"), at: at(6))
    builder.note(CallReport.match(item: "choice", interpretation: .object([.init("n", .number(1))])), at: at(7.5))
    builder.note(CallReport.entered(document: "d", dialog: "agent", item: "call"), at: at(7.5))
    let request = TransferRequest(
      kind: .bridge, destination: "sip:a@b", connectTimeout: .seconds(20), audio: nil, aai: nil)
    builder.note(CallCommand.transfer(ActivityID(4), request), at: at(8))
    builder.note(CallEvent.transferAnswered(ActivityID(4)), at: at(10))
    builder.note(CallEvent.transferEnded(ActivityID(4), .farEndDisconnect), at: at(30))
    builder.note(
      CallEvent.recorded(
        ActivityID(5), RecordingResult(ending: .silence, duration: .seconds(2), size: 16_000, uri: "file:///r.wav")),
      at: at(35))
    let record = builder.finished(CallEnd(reason: .hangup), at: at(36.25))

    #expect(record.started == "2027-01-04T10:00:00.123+08:00")
    #expect(record.answered == "2027-01-04T10:00:00.123+08:00")
    #expect(record.ended == "2027-01-04T10:00:36.373+08:00")
    #expect(record.end == "hangup")
    #expect(record.path.map(\.item) == [nil, "choice", "call"])
    #expect(record.path[1].entered == 0)
    #expect(record.path[1].left == 7.5)
    #expect(record.path[1].noinput == 1)
    #expect(record.path[1].nomatch == 1)
    #expect(record.path[2].left == 36.25)
    #expect(
      record.transfers == [
        .init(dest: "sip:a@b", started: 8, answered: 10, ended: 30, result: "far_end_disconnect")
      ])
    #expect(record.recordings == [.init(uri: "file:///r.wav", duration: 2, size: 16_000)])

    let json = record.json()
    #expect(json.contains(#""result":{"n":1}"#))
    #expect(!json.contains("\n"))
    #expect(try JSONDecoder().decode(CallRecord.self, from: Data(json.utf8)) == record)
  }

  @Test(arguments: [
    CallRecord(id: "", started: "", ended: "", from: "", to: "", flow: "", language: "", end: ""),
    CallRecord(
      id: "sip-1-\"x\"", started: "a", answered: "b", ended: "c", from: "sip:陈@例.cn", to: "tel:\\+86",
      flow: "file:///f/a.vxml",
      version: "1\n2\u{01}", language: "zh-CN", end: "exit", outcome: "é🙂",
      path: [
        .init(dialog: "main", item: nil, entered: 0, left: 0.001, noinput: 1, nomatch: 2),
        .init(
          dialog: "#a", item: "b", entered: 7.25, left: nil,
          result: PlainValue(
            .object([
              .init("z", .array([.null, .undefined, .boolean(false), .number(-0.5), .number(1e300)])),
              .init("a", .string("")),
              .init("number", .number(-9_007_199_254_740_991)),
            ]))),
      ],
      transfers: [
        .init(dest: "sip:a@b", started: 8, answered: 10.123, ended: 30, result: "far_end_disconnect"),
        .init(dest: "tel:1", started: 40),
      ],
      callbacks: [.init(id: 7, number: "1", reason: nil, within: 60, promised: 3.5)],
      metrics: ["b": 2, "a": 0.1, "ä": -3], recordings: [.init(uri: "r.wav", duration: 2, size: 16_000)],
      media: ["late": 0]),
  ])
  func aLineIsWhatAnEncoderMakes(record: CallRecord) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    #expect(record.json() == String(decoding: try encoder.encode(record), as: UTF8.self))
  }

  /// The smallest integer has no magnitude of its own kind.
  @Test func numbersAtTheEndsAreWritten() {
    #expect(JSONText.number(-9_223_372_036_854_775_808).description == "-9.223372036854776e+18")
    #expect(JSONText.number(9_007_199_254_740_991).description == "9007199254740991")
    #expect(JSONText.number(.infinity).description == "null")
  }

  @Test func withoutAnIDTheSameCallHasTheSame() {
    let end = CallEnd(reason: .exit)
    let ids = [UInt64(7), 7, 8].map { seed in
      var other = facts
      other.seed = seed
      return CallRecordBuilder(id: nil, flow: "f", facts: other, language: "en").finished(end, at: .start).id
    }
    #expect(ids[0] == ids[1])
    #expect(ids[0] != ids[2])
  }

  @Test(
    arguments: [
      (0, 0, "1970-01-01T00:00:00.000Z"), (-1, 0, "1969-12-31T23:59:59.999Z"),
      (951_782_400_000, -12_600, "2000-02-28T20:30:00.000-03:30"),
    ] as [(Int64, Int, String)])
  func localTimes(milliseconds: Int64, offset: Int, text: String) {
    #expect(LocalTime.text(milliseconds, utcOffset: offset) == text)
  }

  @Test func valuesArePlainJSON() throws {
    let value = DataValue.array([
      .undefined, .null, .boolean(true), .number(.nan), .number(1.5), .string("x"), .object([]),
    ])
    let json = String(decoding: try JSONEncoder().encode(PlainValue(value)), as: UTF8.self)
    #expect(json == #"[null,null,true,null,1.5,"x",{}]"#)
  }
}
