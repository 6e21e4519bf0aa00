import CallInterface
import CallScenarios

/// Transfers and recordings, which the tester plays.
extension ConsoleChannel {
  func beginTransfer(_ id: ActivityID, _ request: TransferRequest, on sink: any EventSink) {
    var scheduled: [ScheduledEvent] = []
    if request.kind == .bridge {
      scheduled.append(sink.schedule(.transferAnswered(id), after: LiveTransfer.ringing))
      scheduled.append(
        sink.schedule(.transferEnded(id, .farEndDisconnect), after: LiveTransfer.ringing + LiveTransfer.talking))
    } else {
      scheduled.append(sink.schedule(.transferEnded(id, .handedOver), after: LiveTransfer.ringing))
    }
    transfer = LiveTransfer(
      id: id, request: request, nextAt: sink.now.advanced(by: LiveTransfer.ringing), scheduled: scheduled)
  }

  func endTransfer(_ id: ActivityID, on sink: any EventSink) {
    guard let transfer, transfer.id == id else { return }
    finish(transfer, .nearEndDisconnect, on: sink)
  }

  func choose(_ choice: LiveTransfer.Choice) {
    guard let sink, var transfer = presentTransfer(on: sink) else { return }
    switch (choice, transfer.answeredAt) {
    case (.answered, nil):
      guard transfer.request.kind == .bridge else { return finish(transfer, .handedOver, on: sink) }
      for event in transfer.scheduled { sink.cancel(event) }
      sink.post(.transferAnswered(transfer.id))
      transfer.answeredAt = sink.now
      transfer.nextAt = sink.now.advanced(by: LiveTransfer.talking)
      transfer.scheduled = [
        sink.schedule(.transferEnded(transfer.id, .farEndDisconnect), after: LiveTransfer.talking)
      ]
      self.transfer = transfer
    case (.busy, nil): finish(transfer, .busy, on: sink)
    case (.noAnswer, nil): finish(transfer, .noAnswer, on: sink)
    case (.networkBusy, nil): finish(transfer, .networkBusy, on: sink)
    case (.farEndHangsUp, .some): finish(transfer, .farEndDisconnect, on: sink)
    case (.farEndHangsUp, nil), (.answered, .some), (.busy, .some), (.noAnswer, .some), (.networkBusy, .some): break
    }
  }

  /// The transfer with what has happened to it by itself.
  @discardableResult
  func presentTransfer(on sink: any EventSink) -> LiveTransfer? {
    guard var transfer else { return nil }
    if transfer.answeredAt == nil, transfer.request.kind == .bridge, transfer.nextAt <= sink.now {
      transfer.answeredAt = transfer.nextAt
      transfer.nextAt = transfer.nextAt.advanced(by: LiveTransfer.talking)
      self.transfer = transfer
    }
    return transfer
  }

  private func finish(_ transfer: LiveTransfer, _ result: TransferResult, on sink: any EventSink) {
    for event in transfer.scheduled { sink.cancel(event) }
    sink.post(.transferEnded(transfer.id, result))
    self.transfer = nil
  }

  func beginRecording(_ id: ActivityID, _ request: RecordingRequest, on sink: any EventSink) {
    recordings += 1
    recording = LiveRecording(id: id, request: request, number: recordings, begin: sink.now)
    sink.post(.recordingHeard(id))
  }

  /// The interpreter stops it at `maxtime` and on keys that it listens to.
  func endRecording(_ id: ActivityID, _ ending: RecordingResult.Ending, on sink: any EventSink) {
    guard let recording, recording.id == id else { return }
    self.recording = nil
    let length = recording.begin.duration(to: sink.now)
    let kept = RecordingShelf.keep(recording.number, lasting: length, type: recording.request.type)
    sink.post(
      .recorded(
        id,
        RecordingResult(
          ending: kept == nil ? .failed : ending, duration: length, size: kept?.size ?? 0, uri: kept?.uri ?? "")))
  }
}
