import Dispatch
import Foundation
import Synchronization
import Testing

/// Fetches that the host answers.
@Suite struct FetchTests {
  private static let answered = #"{"event":"answered"}"#

  private static func flow(_ body: String) -> String {
    #"<vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">\#(body)</vxml>"#
  }

  private static func grammar(_ rule: String) -> String {
    #"<grammar version="1.0" xmlns="http://www.w3.org/2001/06/grammar" mode="dtmf" root="r">"#
      + #"<rule id="r" scope="public">\#(rule)</rule></grammar>"#
  }

  /// One after another, by the same id, each once; then they all count.
  @Test func theGrammarsOfAGrammarAreAskedFor() async throws {
    try await onThread {
      let flow = try Attendant.load(
        Self.flow(
          #"<form><field name="f"><grammar src="a.grxml" type="application/srgs+xml"/><filled><exit expr="f"/>"#
            + "</filled></field></form>"))
      let texts = [
        "http://flows.example/a.grxml": Self.grammar(#"<ruleref uri="deep/b.grxml"/><ruleref uri="c.grxml"/>"#),
        "http://flows.example/deep/b.grxml": Self.grammar(#"4 <ruleref uri="../c.grxml"/>"#),
        "http://flows.example/c.grxml": Self.grammar("2"),
      ]
      // A second call asks for the same again: what is fresh only the host knows.
      for _ in 1...2 {
        let call = try flow.begin()
        var step = try call.step(Self.answered)
        let id = try #require(step.fetch?.id)
        var asked: [String] = []
        while let (next, uri) = step.fetch {
          #expect(next == id && step.waiting == "fetch")
          asked.append(uri)
          let text: String = try #require(texts[uri])
          step = try call.supply(id, text)
        }
        #expect(asked.first == "http://flows.example/a.grxml")
        #expect(Set(asked) == Set(texts.keys) && asked.count == 3)
        #expect(step.waiting == "input")
        for key in ["4", "2"] { step = try call.step(#"{"event":"digit","key":"\#(key)"}"#, at: 100) }
        step = try call.step(#"{"event":"digit","key":"2"}"#, at: 200)
        let end = try step.ended == true ? step : call.step(#"{"event":"deadlineReached"}"#, at: 60_000)
        #expect((end.command("end")?["value"] as? String)?.filter(\.isNumber) == "422")
      }
    }
  }

  /// The list and the tables, by the same id, as the grammars of a grammar are.
  @Test func theWordsOfADocumentAreAskedFor() async throws {
    try await onThread {
      let flow = try Attendant.load(
        #"<vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1">"#
          + #"<property name="ivr.prompts" value="words"/><form><block><ivr:language value="yue"/>"#
          + #"<prompt><ivr:say key="hello"/></prompt><exit expr="session.language"/></block></form></vxml>"#)
      let texts = [
        "http://flows.example/words/languages": "yue yue-Hant-HK",
        "http://flows.example/words/yue/prompts.tsv": "hello\thello.wav\t你好。",
      ]
      for _ in 1...2 {
        let call = try flow.begin()
        var step = try call.step(Self.answered)
        var asked: [String] = []
        while let (id, uri) = step.fetch {
          asked.append(uri)
          let text: String = try #require(texts[uri])
          step = try call.supply(id, text)
        }
        #expect(asked == texts.keys.sorted())
        #expect(step.command("play")?["text"] as? String == "你好。")
        let segments = try #require(step.command("play")?["segments"] as? [[String: Any]])
        #expect(segments.first?["uri"] as? String == "http://flows.example/words/yue/hello.wav")
        let id = try #require(step.command("play")?["id"] as? Int)
        step = try call.step(#"{"event":"promptFinished","id":\#(id)}"#, at: 5000)
        #expect(step.command("end")?["value"] as? String == "yue")
      }
    }
  }

  @Test func aGrammarOfAGrammarThatIsMissingIsABadFetch() async throws {
    try await onThread {
      let call = try Attendant.load(
        Self.flow(
          #"<form><field name="f"><grammar src="a.grxml"/></field></form>"#
            + #"<catch event="error.badfetch.http.410"><exit expr="_message"/></catch>"#)
      ).begin()
      let first = try #require(try call.step(Self.answered).fetch)
      let second = try #require(try call.supply(first.id, Self.grammar(#"<ruleref uri="b.grxml"/>"#)).fetch)
      #expect(second.uri == "http://flows.example/b.grxml")
      let end = try call.supply(second.id, nil, status: 410)
      let message = try #require(end.command("end")?["value"] as? String)
      #expect(message.contains("it refers to http://flows.example/b.grxml") && message.contains("410"))
    }
  }

  @Test func dataScriptsAndDocumentsAreRead() async throws {
    try await onThread {
      let call = try Attendant.load(
        Self.flow(
          #"<script src="lib.js" charset="gbk"/>"#
            + #"<form><block><data name="d" src="d.xml"/><var name="name" expr="hello(d.documentElement.firstChild.data)"/>"#
            + #"<prompt><value expr="name"/></prompt><goto next="next/other.vxml#two"/></block></form>"#)
      ).begin()
      let script = try #require(try call.step(Self.answered).fetch)
      // Text is text, whatever encoding the flow expects of the file.
      let data = try #require(
        try call.step(
          #"{"event":"fetched","id":\#(script.id),"text":"function hello(x) { return '您好 ' + x }"}"#
        ).fetch)
      #expect(data.uri == "http://flows.example/d.xml")
      let bytes = Data("<?xml version=\"1.0\"?><a>".utf8) + Data([0xE9]) + Data("</a>".utf8)
      let document = try #require(
        try call.step(
          #"{"event":"fetched","id":\#(data.id),"contentType":"text/xml; charset=iso-8859-1","base64":""#
            + bytes.base64EncodedString() + #""}"#
        ).fetch)
      #expect(document.uri == "http://flows.example/next/other.vxml")
      // After a redirect, references begin elsewhere.
      let moved = try call.supply(
        document.id, Self.flow(#"<form id="two"><block><submit next="up.vxml"/></block></form>"#),
        uri: "http://elsewhere.example/x/y.vxml")
      #expect(moved.fetch?.uri == "http://elsewhere.example/x/up.vxml")
      #expect(moved.prompts.isEmpty || moved.prompts == ["您好 é"])
    }
  }

  @Test(arguments: [
    (#""status":404"#, "error.badfetch.http.404"), (#""status":304"#, "error.badfetch"),
    (#""failed":"no answer in time""#, "error.badfetch"), (#""text":"<vxml""#, "error.badfetch"),
    (#""text":"""#, "error.badfetch"),
  ])
  func whatFailedIsAnEventOfTheFlow(_ answer: String, _ event: String) async throws {
    try await onThread {
      let call = try Attendant.load(
        Self.flow(
          #"<catch event="error"><exit expr="_event"/></catch><form><block><goto next="b.vxml"/></block></form>"#)
      ).begin()
      let fetch = try #require(try call.step(Self.answered).fetch)
      let end = try call.step(#"{"event":"fetched","id":\#(fetch.id),\#(answer)}"#)
      #expect(end.command("end")?["value"] as? String == event)
    }
  }

  /// What the flow was loaded with is not asked for, also when it comes again.
  @Test func theFirstDocumentIsThere() async throws {
    try await onThread {
      let call = try Attendant.load(
        Self.flow(
          #"<form id="a"><block><goto next="flow.vxml?again=1"/></block></form><form id="b"><block><exit/></block></form>"#
        ),
        uri: "http://flows.example/flow.vxml#a"
      ).begin()
      let again = try #require(try call.step(Self.answered).fetch)
      #expect(again.uri == "http://flows.example/flow.vxml?again=1")
      let end = try call.supply(
        again.id, Self.flow(#"<form><block><goto next="flow.vxml#b"/></block></form>"#))
      #expect(end.ended == true && end.fetch == nil)
    }
  }

  @Test func theDialogOfAFragmentIsWhereCallsBegin() async throws {
    try await onThread {
      let flow = try Attendant.load(
        Self.flow(#"<form id="a"><block>A</block></form><form id="b"><block>B</block></form>"#),
        uri: "test:flow.vxml#b")
      #expect(try flow.begin().step(Self.answered).prompts == ["B"])
    }
  }

  /// Files are the library's to read where the flow is one; anything else is still the host's.
  @Test func filesAreReadWhereTheHostAskedForIt() async throws {
    try await onThread {
      let folder = try Folder()
      func write(_ name: String, _ text: String) throws {
        try text.write(to: folder.url.appending(path: name), atomically: true, encoding: .utf8)
      }
      try write("a b.vxml", Self.flow(#"<form><block><goto next="b.vxml"/></block></form>"#))
      try write("b.vxml", Self.flow(#"<form><block><goto next="http://web.example/c.vxml"/></block></form>"#))
      let flow = try Attendant.load(path: folder.url.appending(path: "a b.vxml").path)
      #expect(try flow.begin().step(Self.answered).fetch?.uri == "http://web.example/c.vxml")
      // Read again in each call.
      try write("b.vxml", Self.flow(#"<form><block>Changed</block></form>"#))
      #expect(try flow.begin().step(Self.answered).prompts == ["Changed"])
    }
  }

  @Test func aFlowOutlivesItsHandle() async throws {
    try await onThread {
      let call = try Attendant.load(Self.flow(#"<form><block>Still here</block></form>"#)).begin()
      #expect(try call.step(Self.answered).prompts == ["Still here"])
    }
  }

  /// Many calls at once from many threads, and one call from many.
  @Test func threadsDoNotMatter() async throws {
    try await onThread {
      let flow = try Attendant.load(
        Self.flow(
          #"<var name="n" expr="0"/><form id="f"><field name="k" type="digits?length=1">"#
            + #"<filled><assign name="n" expr="n + 1"/><clear/><if cond="n == 64"><exit expr="n"/></if></filled></field></form>"#
        ))
      let shared = try flow.begin()
      try shared.step(Self.answered)
      let ends = Mutex(0)
      let group = DispatchGroup()
      for _ in 1...8 {
        group.enter()
        Thread.detachNewThread {
          defer { group.leave() }
          do {
            for _ in 1...8 {
              let step = try shared.step(#"{"event":"digit","key":"1"}"#, at: 1)
              if step.command("end") != nil { ends.withLock { $0 += 1 } }
            }
          } catch {
            Issue.record(error)
          }
        }
      }
      group.wait()
      #expect(shared.hasEnded && ends.withLock { $0 } == 1)
    }
  }
}
