import CallInterface
import CallScenarios
import Testing

@Suite struct TranscriptRecorderTests {
  private func at(_ milliseconds: Int64) -> CallInstant { CallInstant(sinceStart: .milliseconds(milliseconds)) }

  private func input(prompting: Bool = false) -> Waiting {
    .input(
      InputWait(
        document: "a", dialog: "d", item: "i", prompting: prompting, keys: "", deadline: nil, timer: nil))
  }

  private func prompt(_ text: String) -> CallReport {
    .prompt(
      nil, QueuedPrompt(segments: [.speech(Speech(text: text, language: "en"))], bargeIn: .speech), heard: true)
  }

  private func recorder() -> TranscriptRecorder {
    TranscriptRecorder(flow: "a.vxml", facts: CallFacts(from: "+44", startedAt: 0, seed: 5))
  }

  private let head = "flow a.vxml\ncall from=+44 at=1970-01-01T00:00:00Z\nseed 5\n"

  @Test func keysAreGroupedWithTheirPauses() {
    var recorder = recorder()
    recorder.note(prompt("Number?"), at: at(0))
    recorder.notePress(.one, at: at(3000), while: input())
    recorder.notePress(.two, at: at(3300), while: input())
    recorder.notePress(.three, at: at(4560), while: input())
    recorder.note(.match(item: "i", interpretation: .string("123")), at: at(7560))
    recorder.note(prompt("Thanks."), at: at(7560))
    #expect(recorder.text == head + "> Number?\npress 12 1.3s 3\nsilence\n> Thanks.\n")
  }

  @Test func whatTheCallerInterruptsIsAtOnce() {
    var recorder = recorder()
    recorder.note(prompt("Long."), at: at(0))
    recorder.notePress(.one, at: at(300), while: input(prompting: true))
    recorder.note(.match(item: "i", interpretation: .string("1")), at: at(300))
    recorder.noteWords(" two  tickets ", while: .fetch(ActivityID(1)))
    recorder.noteWords("yes", while: input())
    recorder.noteHangUp(while: input(prompting: true), speaking: true)
    recorder.note(CallEnd(reason: .hangup))
    #expect(
      recorder.text == head + "> Long.\npress! 1\nsay! two tickets\nsay yes\nhangup during prompt\n= disconnected\n")
  }

  @Test func silenceTransfersAndRecordings() {
    var recorder = recorder()
    recorder.note(.noinput(count: 1), at: at(5000))
    recorder.note(
      .transfer(kind: .bridge, destination: "tel:1", result: "far_end_disconnect", duration: .milliseconds(2340)),
      at: at(8000))
    recorder.notePress(.pound, at: at(9000), while: .recording(ActivityID(3)))
    recorder.note(.record(duration: .milliseconds(960)), at: at(9000))
    recorder.noteHangUp(while: input(), speaking: false)
    recorder.note(CallEnd(reason: .exit))
    #expect(
      recorder.text == head + "silence\ntransfer answered 2.3s\nrecord 1s\npress #\nhangup\n= exited\n")
  }

  /// A key that ends waiting while it rings is not pressed when the far end has answered.
  @Test func aKeyWhileItRings() {
    var recorder = recorder()
    recorder.notePress(.one, at: at(4000), while: .transfer(ActivityID(3)))
    recorder.note(
      .transfer(kind: .bridge, destination: "tel:1", result: "near_end_disconnect", duration: .zero), at: at(4000))
    recorder.notePress(.two, at: at(9000), while: .transfer(ActivityID(5)))
    recorder.note(
      .transfer(kind: .bridge, destination: "tel:1", result: "near_end_disconnect", duration: .seconds(2)),
      at: at(9000))
    recorder.note(CallEnd(reason: .exit))
    #expect(
      recorder.text == head + "transfer noanswer\npress! 1\ntransfer answered 3600s\npress 2\n= exited\n")
  }

  @Test func whatItWritesCanBeRead() throws {
    var recorder = recorder()
    recorder.note(prompt("Press # or  say \"yes\"."), at: at(0))
    recorder.notePress(.pound, at: at(3000), while: input())
    let scenario = try Scenario.parse(recorder.text, file: "a.call")
    #expect(scenario.lines.count == 5)
    #expect(scenario.lines[3].kind == .expectPrompt(WordPattern("Press # or say \"yes\".")))
  }
}
