/// What happened in a call, in the order it happened: the source of transcripts, machine output and call records.
public enum CallReport: Hashable, Codable, Sendable {
  /// A dialog (`item` nil) or one of its form items was entered.
  case entered(document: String, dialog: String, item: String?)
  /// This prompt is now being heard. `heard` is false for one that is dropped in final processing.
  case prompt(ActivityID?, QueuedPrompt, heard: Bool)
  case input(mode: InputMode, utterance: String)
  case match(item: String, interpretation: DataValue)
  case noinput(count: Int)
  case nomatch(count: Int, utterance: String)
  /// An event was thrown; `handler` says where its handler stands.
  case caught(event: String, message: String?, handler: String)
  case log(label: String?, text: String)
  case fetch(kind: FetchRequest.Kind, uri: String, outcome: String)
  case transfer(kind: TransferRequest.Kind, destination: String, result: String, duration: Duration)
  case record(duration: Duration)
  /// An element of the host was performed; `outcome` is `ok`, or the event that came of it.
  case `extension`(namespace: String, name: String, outcome: String)
  /// A promise to call back; `outcome` is `ok`, or the event that came of it. It has an id where it was stored.
  case callback(number: String, within: Duration, reason: String?, id: Int?, outcome: String)
  /// The flow changed the language of the call, to this one (BCP 47).
  case language(String)
  /// `ivr:metric`: a figure of the call under a name; the last one of a name stands.
  case metric(name: String, value: Double)
  /// `ivr:outcome`: what came of the call for the business; the last one stands.
  case outcome(String)
  case warning(String)
  /// An error that no handler of the flow caught: what, where and what to do.
  case uncaught(event: String, message: String?, location: String)
}

public enum InputMode: String, Hashable, Codable, Sendable {
  case dtmf, voice
}
