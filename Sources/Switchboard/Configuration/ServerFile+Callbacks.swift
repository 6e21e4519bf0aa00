public import CallStore
import Yams

extension ServerFile {
  /// `callbacks`: how promises of call-backs are kept.
  public struct Callbacks: Hashable, Sendable {
    /// The absolute URI of the flow that those hear who are called back.
    public var flow: String
    /// A URI with `{number}` in it.
    public var to: String
    public var from: String?
    /// Such as `09:00-20:30`; `nil`: at any hour.
    public var hours: String?
    /// The absolute URI of a flow, with the name of a calendar of it behind `#`; instead of `hours`.
    public var calendar: String?
    public var mostCalls: Int?
    /// Of five seconds.
    public var rings: Int?
    public var rules = CallbackRules()

    private static let keys = [
      "flow", "to", "from", "hours", "calendar", "tries", "busy", "noanswer", "late", "calls", "rings",
    ]

    init?(reading node: Node, _ reader: inout YAMLReader, _ uri: (String) -> String) {
      let values = reader.mapping(node, "callbacks", keys: Self.keys)
      let flow = values["flow"].flatMap { reader.text($0, "flow") }
      let to = values["to"].flatMap { Self.template($0, &reader) }
      from = values["from"].flatMap { reader.text($0, "from") }
      hours = values["hours"].flatMap { Self.hours($0, &reader) }
      calendar = values["calendar"].flatMap { Self.calendar($0, &reader) }.map(uri)
      if let node = values["calendar"], values["hours"] != nil {
        reader.fail(node, "callbacks take 'hours' or 'calendar', not both")
      }
      mostCalls = values["calls"].flatMap { reader.integer($0, "calls", in: 1...10_000) }
      rings = values["rings"].flatMap { reader.integer($0, "rings", in: 1...12) }
      if let tries = values["tries"].flatMap({ reader.integer($0, "tries", in: 1...100) }) { rules.tries = tries }
      if let wait = values["busy"].flatMap({ reader.duration($0, "busy") }) { rules.afterBusy = wait }
      if let wait = values["noanswer"].flatMap({ reader.duration($0, "noanswer") }) { rules.afterNoAnswer = wait }
      if let late = values["late"].flatMap({ reader.duration($0, "late") }) { rules.late = late }
      if values["flow"] == nil || values["to"] == nil { reader.fail(node, "callbacks need 'flow' and 'to'") }
      guard let flow, let to else { return nil }
      self.flow = uri(flow)
      self.to = to
    }

    private static func template(_ node: Node, _ reader: inout YAMLReader) -> String? {
      guard let text = reader.text(node, "to") else { return nil }
      let isURI = ["sip:", "sips:"].contains { text.lowercased().hasPrefix($0) }
      guard isURI, text.split(separator: "{number}", omittingEmptySubsequences: false).count == 2 else {
        reader.fail(node, "to must be a SIP URI with {number} in it, such as sip:{number}@gateway.example.com")
        return nil
      }
      return text
    }

    private static func calendar(_ node: Node, _ reader: inout YAMLReader) -> String? {
      guard let text = reader.text(node, "calendar") else { return nil }
      let parts = text.split(separator: "#", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts.contains("") else {
        reader.fail(node, "calendar must be a flow and the name of a calendar of it, such as root.vxml#desk")
        return nil
      }
      return text
    }

    private static func hours(_ node: Node, _ reader: inout YAMLReader) -> String? {
      guard let text = reader.text(node, "hours") else { return nil }
      guard DailyHours(text) != nil else {
        reader.fail(node, "hours must be from one time of a day to a later one, such as 09:00-20:30")
        return nil
      }
      return text
    }
  }
}
