/// What is kept of a call, the same for every channel. Points of time are ISO 8601 in the call's local time; times
/// within the call are seconds since it began.
public struct CallRecord: Hashable, Codable, Sendable {
  public struct Visit: Hashable, Codable, Sendable {
    public var dialog: String
    /// `nil`: the dialog itself.
    public var item: String?
    public var entered: Double
    public var left: Double?
    public var noinput = 0
    public var nomatch = 0
    /// What the caller's last input there meant.
    public var result: PlainValue?
  }
  public struct Transfer: Hashable, Codable, Sendable {
    public var dest: String
    public var started: Double
    public var answered: Double?
    public var ended: Double?
    /// `handedover`, `busy`, `noanswer`, … or the event that it failed with.
    public var result: String?
  }
  public struct Recording: Hashable, Codable, Sendable {
    public var uri: String
    /// In seconds.
    public var duration: Double
    /// In bytes.
    public var size: Int
  }
  /// A promise to call back that was stored.
  public struct Callback: Hashable, Codable, Sendable {
    /// In the store.
    public var id: Int
    public var number: String
    public var reason: String?
    /// In seconds, from the promise on.
    public var within: Double
    /// When it was stored.
    public var promised: Double
  }

  public var id: String
  public var started: String
  public var answered: String?
  public var ended: String
  public var from: String
  public var to: String
  public var flow: String
  /// `<meta name="version">` of the first document.
  public var version: String?
  /// The last one, where the flow changed it.
  public var language: String
  /// Why it ended: `exit`, `hangup`, `disconnect`, `transfer`, `error`, `abandoned`.
  public var end: String
  /// What the flow says came of it.
  public var outcome: String?
  public var path: [Visit] = []
  public var transfers: [Transfer] = []
  public var callbacks: [Callback] = []
  public var metrics: [String: Double] = [:]
  public var recordings: [Recording] = []
  /// Of a line's sound: counts of packets and the like, and times in seconds.
  public var media: [String: Double]?
}
