/// A day of the week, by the name that flows use.
public enum Weekday: String, CaseIterable, Sendable {
  case mon, tue, wed, thu, fri, sat, sun

  /// Monday is 0.
  var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Some days of the week.
public struct Weekdays: Hashable, Sendable {
  private var bits: UInt8 = 0

  public init(_ days: some Sequence<Weekday>) {
    for day in days { insert(day) }
  }

  public func contains(_ day: Weekday) -> Bool { bits & 1 << day.index != 0 }

  public var isEmpty: Bool { bits == 0 }

  private mutating func insert(_ day: Weekday) { bits |= 1 << day.index }

  /// Reads `mon-fri`, `sat sun`, `mon-wed,fri`, `fri-mon`, in any order.
  public init(text: String) throws(CalendarTextFault) {
    let tokens = text.split { $0.isWhitespace || $0 == "," }
    guard !tokens.isEmpty else { throw CalendarTextFault("it names no days") }
    for token in tokens {
      let ends = token.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      let first = try Self.day(ends[0])
      guard ends.count == 2 else {
        insert(first)
        continue
      }
      let last = try Self.day(ends[1])
      var day = first
      insert(day)
      while day != last {
        day = Weekday.allCases[(day.index + 1) % 7]
        insert(day)
      }
    }
  }

  private static func day(_ text: Substring) throws(CalendarTextFault) -> Weekday {
    let name = text.lowercased()
    if let day = Weekday(rawValue: name) { return day }
    let near = Weekday.allCases.first { name.hasPrefix($0.rawValue) }
    throw CalendarTextFault(
      "'\(text)' is no day of the week: mon, tue, wed, thu, fri, sat or sun", suggestion: near?.rawValue)
  }
}

/// Why a text of a calendar cannot be read.
public struct CalendarTextFault: Error, Hashable, Sendable, CustomStringConvertible {
  public let message: String
  /// What was probably meant.
  public let suggestion: String?

  public init(_ message: String, suggestion: String? = nil) {
    self.message = message
    self.suggestion = suggestion
  }

  public var description: String {
    suggestion.map { "\(message); did you mean '\($0)'?" } ?? message
  }
}
