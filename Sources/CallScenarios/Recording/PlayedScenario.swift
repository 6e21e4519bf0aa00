import CallInterface

extension PlayedCall {
  /// What the caller did and what came of it, as a scenario.
  /// - Parameter flow: relative to where the scenario will be.
  public func scenario(flow: String) -> String {
    var text = TranscriptRecorder(flow: flow, facts: facts).text
    for turn in turns {
      var place = 0
      if let act = turn.act {
        let kind = lines[act].kind
        text += (concealed.contains(act) ? kind.concealed : kind).text + "\n"
        place = act + 1
      }
      for line in lines[place...].prefix(while: { !$0.kind.isCallerAct }) {
        switch line.kind {
        case .transfer, .fetch, .set: text += line.kind.text + "\n"
        case .flow, .call, .seed, .press, .say, .silence, .wait, .record, .hangup, .expectPrompt, .expectState,
          .expectTrue, .expectLog:
          break
        }
      }
      text += turn.heard.map { "> \($0)\n" }.joined()
    }
    return text + "= \(StateName.names(of: .ended(end))[0])\n"
  }
}
