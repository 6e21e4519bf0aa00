import CallInterface

/// Lines of a scenario as text, so that reading them gives the same lines again.
extension ScenarioLine.Kind {
  public var text: String {
    switch self {
    case .flow(let path): "flow \(path)"
    case .call(let start):
      (["call"]
        + [start.from.map { "from=\($0)" }, start.to.map { "to=\($0)" }, start.at.map { "at=\($0)" }]
        .compactMap { $0 }).joined(separator: " ")
    case .seed(let seed): "seed \(seed)"
    case .set(let name, let value): "set \(name.rawValue)=\(value)"
    case .press(let strokes, let atOnce): "press\(atOnce ? "!" : "") \(Self.text(of: strokes))"
    case .say(let words, let atOnce): "say\(atOnce ? "!" : "") \(words)"
    case .silence(let time): time.map { "silence \(TimeText.text($0))" } ?? "silence"
    case .wait(let time): "wait \(TimeText.text(time))"
    case .record(let time): "record \(TimeText.text(time))"
    case .hangup(.whenWaiting): "hangup"
    case .hangup(.after(let time)): "hangup after \(TimeText.text(time))"
    case .hangup(.duringPrompt): "hangup during prompt"
    case .transfer(let outcome): "transfer \(Self.text(of: outcome))"
    case .fetch(let uri, let answer, let delay):
      "fetch \(uri) => \(delay > .zero ? "after \(TimeText.text(delay)) " : "")\(Self.text(of: answer))"
    case .expectPrompt(let pattern): "> \(pattern)"
    case .expectState(let state): "= \(state)"
    case .expectTrue(let expression): "? \(expression)"
    case .expectLog(let label): "log \(label)"
    }
  }

  /// The line as it may be written down when what the caller entered is secure.
  var concealed: ScenarioLine.Kind {
    switch self {
    case .press(let strokes, let atOnce):
      return .press(
        strokes.map { stroke in
          var stroke = stroke
          stroke.isConcealed = true
          return stroke
        }, atOnce: atOnce)
    case .say(_, let atOnce): return .say(Concealed.text, atOnce: atOnce)
    case .flow, .call, .seed, .set, .silence, .wait, .record, .hangup, .transfer, .fetch, .expectPrompt, .expectState,
      .expectTrue, .expectLog:
      return self
    }
  }

  private static func text(of strokes: [KeyStroke]) -> String {
    var text = ""
    for (index, stroke) in strokes.enumerated() {
      if stroke.pause != (index == 0 ? .zero : KeyStroke.usualPause) {
        text += "\(text.isEmpty ? "" : " ")\(TimeText.text(stroke.pause)) "
      }
      text.append(stroke.isConcealed ? Concealed.key : stroke.digit.rawValue)
    }
    return text
  }

  private static func text(of answer: FetchAnswer) -> String {
    switch answer {
    case .file(let path, let type): path + (type.map { " as \($0)" } ?? "")
    case .status(let status): "status \(status)"
    case .timeout: "timeout"
    case .never: "never"
    }
  }

  private static func text(of outcome: TransferOutcome) -> String {
    switch outcome {
    case .busy: "busy"
    case .noAnswer: "noanswer"
    case .networkBusy: "network_busy"
    case .networkDisconnect: "network_disconnect"
    case .unknown: "unknown"
    case .answered(let time): "answered \(TimeText.text(time))"
    case .failed(let event): event
    }
  }
}
