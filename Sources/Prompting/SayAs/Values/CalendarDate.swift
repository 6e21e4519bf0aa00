/// A day, month and year, or some of them (VoiceXML 2.0 appendix P: `date`; W3C Note "SSML 1.0 say-as attribute values").
struct CalendarDate: Hashable, Sendable {
  private(set) var year: Int?
  private(set) var month: Int?
  private(set) var day: Int?
  /// Monday is 1; only where it is to be spoken.
  private(set) var weekday: Int?

  /// - Parameters:
  ///   - format: the fields in order: `ymd`, `dmy`, `mdy`, `ym`, `my`, `md`, `dm`, `y`, `m`, `d`; also written out, as in
  ///     `dd/mm/yyyy`. Without one a text begins with its year, and `?` stand for unknown digits.
  init?(_ text: String, format: String, hasWeekday: Bool) {
    let fields = Self.fields(format) ?? []
    let parts: [Substring]
    if text.allSatisfy({ $0.asciiDigit != nil || $0 == "?" }) {
      guard let cut = Self.cut(text, fields.isEmpty ? [.year, .month, .day] : fields) else { return nil }
      parts = cut
    } else {
      parts = text.split(omittingEmptySubsequences: false) { "-/. ".contains($0) }
    }
    let order = fields.isEmpty ? Array([Field.year, .month, .day].prefix(max(2, parts.count))) : fields
    guard format.isEmpty || !fields.isEmpty, order.count == parts.count else { return nil }
    guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    for (field, part) in zip(order, parts) where !part.allSatisfy({ $0 == "?" }) {
      guard set(field, String(part)) else { return nil }
    }
    guard isPossible else { return nil }
    if hasWeekday { weekday = computedWeekday }
  }

  private enum Field: Character {
    case year = "y"
    case month = "m"
    case day = "d"
  }

  /// Each field once, in any spelling that names them in order.
  private static func fields(_ format: String) -> [Field]? {
    var fields: [Field] = []
    for character in format where !"-/. ".contains(character) {
      guard let field = Field(rawValue: character) else { return nil }
      if fields.last != field { fields.append(field) }
    }
    return Set(fields).count == fields.count ? fields : nil
  }

  /// A text without separators: years have four digits, months and days two, but for one that stands alone.
  private static func cut(_ text: String, _ fields: [Field]) -> [Substring]? {
    if fields.count == 1 { return [text[...]] }
    var rest = text[...]
    var parts: [Substring] = []
    for field in fields {
      let length = field == .year ? 4 : 2
      guard rest.count >= length else { return nil }
      parts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return rest.isEmpty ? parts : nil
  }

  private mutating func set(_ field: Field, _ text: String) -> Bool {
    switch field {
    case .year:
      year = text.count == 4 ? text.smallNumber(longest: 4) : nil
      return year.map { $0 > 0 } ?? false
    case .month:
      month = text.smallNumber(longest: 2)
      return month.map { (1...12).contains($0) } ?? false
    case .day:
      day = text.smallNumber(longest: 2)
      return day.map { (1...31).contains($0) } ?? false
    }
  }

  /// Whether the day exists, and the known fields make a date: a year and a day without a month do not.
  private var isPossible: Bool {
    guard let day else { return year != nil || month != nil }
    guard let month else { return year == nil }
    switch month {
    case 2: return day <= (year.map(Self.isLeap) ?? true ? 29 : 28)
    case 4, 6, 9, 11: return day <= 30
    default: return true
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Sakamoto's method, in the Gregorian calendar throughout.
  private var computedWeekday: Int? {
    guard let year, let month, let day else { return nil }
    let shifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
    let shifted = month < 3 ? year - 1 : year
    let sunday = (shifted + shifted / 4 - shifted / 100 + shifted / 400 + shifts[month - 1] + day) % 7
    return sunday == 0 ? 7 : sunday
  }
}
