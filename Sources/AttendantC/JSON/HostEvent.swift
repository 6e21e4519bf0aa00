import CallInterface
import CallRuntime
import Foundation

/// What a host tells of a call.
enum HostEvent: Hashable, Sendable {
  case happened(CallEvent)
  case fetched(ActivityID, FetchAnswer)

  /// The names of events; each is a case of `CallEvent`.
  enum Name: String, CaseIterable {
    case answered, digit, digitBegan, digitEnded, toneHeard, words
    case promptFinished, markReached, fetched, recordingHeard, recorded, transferAnswered, transferEnded, promised
    case hungUp, deadlineReached
  }

  /// The form is described in `attendant.h`.
  init(json: String) throws(HostFault) {
    var reader = try ObjectReader(json: json, "event")
    let word = try reader.text("event")
    guard let name = Name(rawValue: word) else { throw reader.fault("event", "there is no event '\(word)'") }
    self = try Self.read(name, &reader)
    try reader.finish()
  }

  private static func read(_ name: Name, _ reader: inout ObjectReader) throws(HostFault) -> HostEvent {
    switch name {
    case .answered: .happened(.answered)
    case .digit: .happened(.digit(try key(&reader)))
    case .digitBegan: .happened(.digitBegan(try key(&reader)))
    case .digitEnded: .happened(.digitEnded(try key(&reader), length: try reader.duration("length")))
    case .toneHeard:
      .happened(
        .toneHeard(try reader.choice("tone", ["fax": LineTone.fax, "busy": .busy, "congestion": .congestion])))
    case .words: .happened(.words(try reader.text("words")))
    case .promptFinished: .happened(.promptFinished(try reader.id()))
    case .markReached: .happened(.markReached(try reader.id(), name: try reader.text("name")))
    case .fetched: .fetched(try reader.id(), try answer(&reader))
    case .recordingHeard: .happened(.recordingHeard(try reader.id()))
    case .recorded: .happened(.recorded(try reader.id(), try recording(&reader)))
    case .transferAnswered: .happened(.transferAnswered(try reader.id()))
    case .transferEnded: .happened(.transferEnded(try reader.id(), try transfer(&reader)))
    case .promised: .happened(.promised(try reader.id(), try promise(&reader)))
    case .hungUp: .happened(.hungUp)
    case .deadlineReached: .happened(.deadlineReached)
    }
  }

  private static func key(_ reader: inout ObjectReader) throws(HostFault) -> DTMFDigit {
    let text = try reader.text("key")
    guard text.count == 1, let digit = text.first.flatMap({ DTMFDigit($0) }) else {
      throw reader.fault("key", "'\(text)' is no key; there are 0 to 9, *, # and A to D")
    }
    return digit
  }

  private static func answer(_ reader: inout ObjectReader) throws(HostFault) -> FetchAnswer {
    if let reason = try reader.text(orNil: "failed") { return .failed(.broken(reason)) }
    let statuses = Int64(HostLimits.statuses.lowerBound)...Int64(HostLimits.statuses.upperBound)
    let status = Int(try reader.whole(orNil: "status", in: statuses) ?? 200)
    guard HostLimits.successes.contains(status) else { return .failed(.status(status)) }
    let uri = try reader.text(orNil: "uri")
    if let text = try reader.text(orNil: "text") {
      return .loaded(SuppliedResource(uri: uri, text: text))
    }
    guard let data = Data(base64Encoded: try reader.text(orNil: "base64") ?? "") else {
      throw reader.fault("base64", "is not base64")
    }
    return FetchAnswer(
      status: status, uri: uri, bytes: Array(data), contentType: try reader.text(orNil: "contentType"))
  }

  private static func recording(_ reader: inout ObjectReader) throws(HostFault) -> RecordingResult {
    let ending = try reader.choice(
      "ending",
      [
        "silence": RecordingResult.Ending.silence, "stopped": .stopped, "maxTime": .maxTime, "hungUp": .hungUp,
        "failed": .failed,
      ])
    return RecordingResult(
      ending: ending, duration: try reader.duration("duration"),
      size: Int(try reader.whole("size", in: HostLimits.counts)), uri: try reader.text("uri"))
  }

  /// Either a callback's number, or an error.
  private static func promise(_ reader: inout ObjectReader) throws(HostFault) -> CallbackAnswer {
    if let id = try reader.whole(orNil: "callback", in: HostLimits.counts) { return .stored(id: Int(id)) }
    return .refused(event: try reader.text("error"), message: try reader.text(orNil: "message"))
  }

  private static func transfer(_ reader: inout ObjectReader) throws(HostFault) -> TransferResult {
    let result = try reader.choice(
      "result",
      [
        "handedOver": TransferResult.handedOver, "busy": .busy, "noAnswer": .noAnswer, "networkBusy": .networkBusy,
        "nearEndDisconnect": .nearEndDisconnect, "farEndDisconnect": .farEndDisconnect,
        "networkDisconnect": .networkDisconnect, "unknown": .unknown, "failed": nil,
      ] as KeyValuePairs<String, TransferResult?>)
    if let result { return result }
    let error = try reader.text("error")
    return .failed(event: error, message: try reader.text(orNil: "message") ?? "")
  }
}
