public import CallInterface
public import FlowDocument

/// Puts a call record together from what happens in a call, in order.
public struct CallRecordBuilder: Sendable {
  private let facts: CallFacts
  /// Without its path.
  private var record: CallRecord
  private var path = VisitLog()
  private var transfers: [ActivityID: Int] = [:]
  /// The transfer that has just ended.
  private var ended: Int?
  private var knowsVersion = false
  private var knowsLanguage: Bool
  private var secureRecordings: Set<ActivityID> = []

  /// - Parameters:
  ///   - id: made from the facts where it is `nil`: the same call has the same.
  ///   - language: as the call begins; `nil`: that of the first document.
  public init(id: String?, flow: String, facts: CallFacts, language: String?) {
    knowsLanguage = language != nil
    self.facts = facts
    let started = LocalTime.text(facts.startedAt, utcOffset: facts.utcOffset)
    record = CallRecord(
      id: id ?? "\(facts.startedAt)-\(String(facts.seed, radix: 36))", started: started, ended: started,
      from: facts.from, to: facts.to, flow: flow, language: language ?? "en", end: "")
  }

  public var id: String { record.id }
  public var isAnswered: Bool { record.answered != nil }

  /// A document that was fetched; the first is the flow's.
  public mutating func note(_ document: Document) {
    if !knowsLanguage, let language = document.language {
      record.language = language
      knowsLanguage = true
    }
    guard !knowsVersion else { return }
    knowsVersion = true
    record.version = document.metas.first { $0.key == .name("version") }?.content
  }

  public mutating func note(_ event: CallEvent, at instant: CallInstant) {
    switch event {
    case .answered:
      if record.answered == nil { record.answered = time(instant) }
    case .transferAnswered(let id):
      if let place = transfers[id] { record.transfers[place].answered = instant.seconds }
    case .transferEnded(let id, let result):
      guard let place = transfers[id], record.transfers[place].ended == nil else { return }
      record.transfers[place].ended = instant.seconds
      record.transfers[place].result = result.recordName
      ended = place
    case .recorded(let id, let result):
      guard result.ending != .failed else { return }
      let uri = secureRecordings.contains(id) ? Concealed.text : result.uri
      record.recordings.append(
        .init(uri: uri, duration: result.duration.inSeconds, size: result.size))
    case .digit, .digitBegan, .digitEnded, .toneHeard, .words, .promptFinished, .markReached, .fetched, .recordingHeard,
      .extended, .promised, .hungUp, .deadlineReached:
      break
    }
  }

  public mutating func note(_ command: CallCommand, at instant: CallInstant) {
    switch command {
    case .transfer(let id, let request):
      transfers[id] = record.transfers.count
      record.transfers.append(.init(dest: request.destination, started: instant.seconds))
    case .report(let report): note(report, at: instant)
    case .record(let id, let request): if request.isSecure { secureRecordings.insert(id) }
    case .fetch, .play, .stopPlaying, .stopRecording, .endTransfer, .extend, .promise, .withdrawPromise,
      .hangUp, .end:
      break
    }
  }

  public mutating func note(_ report: CallReport, at instant: CallInstant) {
    switch report {
    case .entered(_, let dialog, let item):
      path.enter(dialog, item, at: instant)
    case .match(_, let interpretation):
      path.match(PlainValue(interpretation))
    case .noinput:
      path.noinput()
    case .nomatch:
      path.nomatch()
    case .callback(let number, let within, let reason, let id?, _):
      record.callbacks.append(
        .init(id: id, number: number, reason: reason, within: within.inSeconds, promised: instant.seconds))
    case .language(let language):
      record.language = language
      knowsLanguage = true
    case .metric(let name, let value):
      record.metrics[name] = value
    case .outcome(let value):
      record.outcome = value
    case .transfer(_, _, let result, _):
      // What we ended ourselves is named by why we did: `noanswer`, `maxtime_disconnect`.
      if let ended, record.transfers[ended].result == TransferResult.nearEndDisconnect.recordName {
        record.transfers[ended].result = result
      }
      ended = nil
    case .prompt, .input, .caught, .log, .fetch, .record, .extension, .callback, .warning, .uncaught:
      break
    }
  }

  public func finished(_ end: CallEnd, at instant: CallInstant) -> CallRecord {
    var whole = self
    whole.record.path = path.visits(until: instant)
    whole.record.ended = time(instant)
    whole.record.end = end.reason.rawValue
    return whole.record
  }

  private func time(_ instant: CallInstant) -> String {
    LocalTime.text(facts.startedAt + instant.milliseconds, utcOffset: facts.utcOffset)
  }
}

extension CallInstant {
  /// Since the call began, to the millisecond.
  public var seconds: Double { sinceStart.inSeconds }
}

extension Duration {
  /// To the millisecond.
  public var inSeconds: Double { Double(wholeMilliseconds) / 1000 }
}

extension TransferResult {
  var recordName: String {
    switch self {
    case .handedOver: "handedover"
    case .busy: "busy"
    case .noAnswer: "noanswer"
    case .networkBusy: "network_busy"
    case .nearEndDisconnect: "near_end_disconnect"
    case .farEndDisconnect: "far_end_disconnect"
    case .networkDisconnect: "network_disconnect"
    case .unknown: "unknown"
    case .failed(let event, _): event
    }
  }
}
