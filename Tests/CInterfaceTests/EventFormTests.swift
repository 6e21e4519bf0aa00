import CallInterface
import CallRuntime
import FlowInterpreter
import Foundation
import Testing

@testable import AttendantC

/// Each event in its form, which is a contract with programs of others.
@Suite struct EventFormTests {
  private static let id = ActivityID(3)
  private static let recorded = RecordingResult(
    ending: .silence, duration: .milliseconds(4200), size: 33_600, uri: "file:///tmp/a.wav")

  private static let table: [(String, HostEvent)] = [
    (#"{"event":"answered"}"#, .happened(.answered)),
    (#"{"event":"digit","key":"1"}"#, .happened(.digit(.one))),
    (##"{"key":"#","event":"digit"}"##, .happened(.digit(.pound))),
    (#"{"event":"digitBegan","key":"a"}"#, .happened(.digitBegan(.a))),
    (#"{"event":"digitEnded","key":"*","length":120}"#, .happened(.digitEnded(.star, length: .milliseconds(120)))),
    (#"{"event":"toneHeard","tone":"fax"}"#, .happened(.toneHeard(.fax))),
    (#"{"event":"words","words":"二 \"tickets\""}"#, .happened(.words("二 \"tickets\""))),
    (
      " {\"event\" : \"words\",\r\n\t\"words\":\"\\u4e8c\\ud83d\\ude00\\/\\b\\f\\n\\r\\t\\\\\"} ",
      .happened(.words("二😀/\u{08}\u{0C}\n\r\t\\"))
    ),
    (#"{"event":"promptFinished","id":3}"#, .happened(.promptFinished(id))),
    (#"{"event":"promptFinished","id":3.0}"#, .happened(.promptFinished(id))),
    (#"{"event":"markReached","id":3,"name":"half"}"#, .happened(.markReached(id, name: "half"))),
    (#"{"event":"fetched","id":3,"text":"é"}"#, .fetched(id, .loaded(SuppliedResource(text: "é")))),
    (
      #"{"event":"fetched","id":3,"base64":"6Q==","contentType":"text/xml;charset=latin1","uri":"http://b/"}"#,
      .fetched(
        id, .loaded(SuppliedResource(uri: "http://b/", bytes: [0xE9], contentType: "text/xml;charset=latin1")))
    ),
    (#"{"event":"fetched","id":3}"#, .fetched(id, .loaded(SuppliedResource(bytes: [])))),
    (#"{"event":"fetched","id":3,"status":404,"failed":null}"#, .fetched(id, .failed(.status(404)))),
    (#"{"event":"fetched","id":3,"failed":"no line"}"#, .fetched(id, .failed(.broken("no line")))),
    (#"{"event":"recordingHeard","id":3}"#, .happened(.recordingHeard(id))),
    (
      #"{"event":"recorded","id":3,"ending":"silence","duration":4200,"size":33600,"uri":"file:///tmp/a.wav"}"#,
      .happened(.recorded(id, recorded))
    ),
    (#"{"event":"transferAnswered","id":3}"#, .happened(.transferAnswered(id))),
    (#"{"event":"transferEnded","id":3,"result":"busy"}"#, .happened(.transferEnded(id, .busy))),
    (
      #"{"event":"transferEnded","id":3,"result":"failed","error":"error.connection.noroute","message":"m"}"#,
      .happened(.transferEnded(id, .failed(event: "error.connection.noroute", message: "m")))
    ),
    (#"{"event":"promised","id":3,"callback":17}"#, .happened(.promised(id, .stored(id: 17)))),
    (
      #"{"event":"promised","id":3,"error":"error.callback.failed","message":"m"}"#,
      .happened(.promised(id, .failed("m")))
    ),
    (#"{"event":"hungUp"}"#, .happened(.hungUp)),
    (#"{"event":"deadlineReached"}"#, .happened(.deadlineReached)),
  ]

  @Test(arguments: table)
  func eachEventIsRead(_ json: String, _ event: HostEvent) throws {
    #expect(try HostEvent(json: json) == event)
  }

  @Test func noEventIsForgotten() {
    #expect(Set(Self.table.compactMap { Self.name(of: $0.1) }) == Set(HostEvent.Name.allCases))
  }

  /// A new case of `CallEvent` needs a name here, unless nobody can tell it: flows that are loaded through C have no
  /// elements of a host.
  private static func name(of event: HostEvent) -> HostEvent.Name? {
    guard case .happened(let event) = event else { return .fetched }
    return switch event {
    case .answered: .answered
    case .digit: .digit
    case .digitBegan: .digitBegan
    case .digitEnded: .digitEnded
    case .toneHeard: .toneHeard
    case .words: .words
    case .promptFinished: .promptFinished
    case .markReached: .markReached
    case .fetched: .fetched
    case .recordingHeard: .recordingHeard
    case .recorded: .recorded
    case .transferAnswered: .transferAnswered
    case .transferEnded: .transferEnded
    case .promised: .promised
    case .hungUp: .hungUp
    case .deadlineReached: .deadlineReached
    case .extended: nil
    }
  }

  @Test func eachTone() throws {
    for tone in LineTone.allCases {
      #expect(
        try HostEvent(json: #"{"event":"toneHeard","tone":"\#(tone.rawValue)"}"#) == .happened(.toneHeard(tone)))
    }
  }

  @Test(arguments: [
    ("handedOver", TransferResult.handedOver), ("busy", .busy), ("noAnswer", .noAnswer), ("networkBusy", .networkBusy),
    ("nearEndDisconnect", .nearEndDisconnect), ("farEndDisconnect", .farEndDisconnect),
    ("networkDisconnect", .networkDisconnect), ("unknown", .unknown),
  ])
  func eachEndOfATransfer(_ word: String, _ result: TransferResult) throws {
    #expect(
      try HostEvent(json: #"{"event":"transferEnded","id":3,"result":"\#(word)"}"#)
        == .happened(.transferEnded(Self.id, result)))
  }

  @Test(arguments: ["silence", "stopped", "maxTime", "hungUp", "failed"])
  func eachEndOfARecording(_ word: String) throws {
    let json = #"{"event":"recorded","id":3,"ending":"\#(word)","duration":0,"size":0,"uri":""}"#
    let ending = try #require(RecordingResult.Ending(rawValue: word))
    let result = RecordingResult(ending: ending, duration: .zero, size: 0, uri: "")
    #expect(try HostEvent(json: json) == .happened(.recorded(Self.id, result)))
  }

  /// The header's examples are what it says they are.
  @Test func theExamplesOfTheHeaderAreEvents() throws {
    let header = try String(
      contentsOf: CProgram.root.appending(path: "Sources/CAttendant/include/attendant.h"), encoding: .utf8)
    var shown: Set<HostEvent.Name> = []
    for line in header.split(separator: "\n") where line.hasPrefix(#"//     {"event":"#) {
      let rest = line.dropFirst("//     ".count)
      let end = try #require(rest.lastIndex(of: "}"))
      let example = rest[...end]
      guard !example.contains("…") else { continue }
      shown.insert(try #require(Self.name(of: try HostEvent(json: String(example)))))
    }
    #expect(shown == Set(HostEvent.Name.allCases))
  }

  @Test func factsAreRead() throws {
    let beginning = try CallBeginning(
      json: """
        {"startedAt":1798999200000,"utcOffset":28800,"from":"+86","to":"4008","seed":7,
         "protocol":{"name":"sip","version":"2.0"},"aai":"x",
         "redirects":[{"uri":"tel:1","reason":"busy"},{"uri":"tel:2","pi":"p","si":"s"}],
         "language":"yue","speaks":["en","yue"],"understands":[],"lacks":["record"]}
        """)
    #expect(
      beginning.facts
        == CallFacts(
          from: "+86", to: "4008", startedAt: 1_798_999_200_000, utcOffset: 28_800, seed: 7, protocolName: "sip",
          protocolVersion: "2.0", aai: "x",
          redirects: [.init(uri: "tel:1", reason: "busy"), .init(uri: "tel:2", pi: "p", si: "s")]))
    #expect(beginning.options.language == "yue")
    #expect(beginning.options.spokenLanguages?.tags == ["en", "yue"])
    #expect(beginning.options.understoodLanguages?.tags == [])
    #expect(beginning.options.missingElements == ["record"])
    let least = try CallBeginning(json: #"{"startedAt":0}"#)
    #expect(least.facts == CallFacts(startedAt: 0))
    #expect(least.options.spokenLanguages == nil)
  }
}
