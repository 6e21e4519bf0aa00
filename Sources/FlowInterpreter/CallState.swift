import CallInterface

/// What the call is doing between two steps. Assigned once per event.
enum CallState {
  case beforeCall
  case fetching(FetchWait)
  /// Queued prompts must end before this happens.
  case playing(AfterPrompts)
  case input(InputState)
  case recording(RecordingState)
  case transferring(TransferState)
  case extending(ExtensionWait)
  case promising(PromiseWait)
  case ended
}

/// What follows when all prompts were heard.
enum AfterPrompts {
  case end(CallEnd)
  case disconnect(DataValue)
  case record(item: Int)
  case transfer(item: Int)
}
