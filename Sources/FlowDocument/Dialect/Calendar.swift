/// `ivr:calendar`: when a desk is open. Its name is a variable of the document.
public struct CalendarElement: Sendable {
  public let name: Located<String>
  /// A zone of the tz database, such as `Asia/Shanghai`.
  public let timezone: Located<String>?
  /// An iCalendar file with more lines.
  public let source: Located<String>?
  public let fetch: FetchAttributes
  /// In document order.
  public let lines: [CalendarLine]
  public let location: SourceLocation

  public init(
    name: Located<String>, timezone: Located<String>?, source: Located<String>?, fetch: FetchAttributes,
    lines: [CalendarLine], location: SourceLocation
  ) {
    self.name = name
    self.timezone = timezone
    self.source = source
    self.fetch = fetch
    self.lines = lines
    self.location = location
  }
}

/// `ivr:open` or `ivr:closed`, as written.
public struct CalendarLine: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case open, closed
  }
  public let kind: Kind
  /// Weekdays: `mon-fri`, `sat sun`.
  public let days: Located<String>?
  /// One date: `2027-02-20`.
  public let date: Located<String>?
  /// The first and the last date of a range.
  public let dates: Bounds
  /// The hours of each day: `08:00`, `22:30`.
  public let hours: Bounds
  public let label: String?
  public let location: SourceLocation

  public struct Bounds: Hashable, Sendable {
    public let from: Located<String>?
    public let to: Located<String>?

    public init(from: Located<String>?, to: Located<String>?) {
      self.from = from
      self.to = to
    }
  }

  public init(
    kind: Kind, days: Located<String>?, date: Located<String>?, dates: Bounds, hours: Bounds, label: String?,
    location: SourceLocation
  ) {
    self.kind = kind
    self.days = days
    self.date = date
    self.dates = dates
    self.hours = hours
    self.label = label
    self.location = location
  }
}
