import CallInterface

/// A text that fits its type: nothing in it is malformed.
enum SayAsValue: Hashable, Sendable {
  /// One by one, in the groups in which they are written.
  case digits([[DialKey]], isTelephone: Bool)
  case number(DecimalNumber)
  /// A number right before what it counts: two people are 两个人.
  case count(DecimalNumber)
  /// Of at most `DecimalNumber.spokenDigits` digits.
  case ordinal(UInt64)
  case money(Money)
  case date(CalendarDate)
  case time(ClockTime)
  case duration([DurationPart])
  case telephone(TelephoneNumber)
  case boolean(Bool)

  /// `nil` if the type is unknown or the text does not fit it.
  init?(_ text: String, _ style: SpeechStyle.SayAs, habits: ReadingHabits) {
    let text = text.trimmed
    var type = style.interpretAs.lowercased()
    if type.hasPrefix("vxml:") { type.removeFirst("vxml:".count) }
    let format = style.format?.lowercased() ?? ""
    let detail = style.detail?.lowercased() ?? ""
    switch (type, format) {
    case ("digits", "telephone"), ("digits", "phone"):
      guard let groups = DialKey.groups(text) else { return nil }
      self = .digits(groups, isTelephone: true)
    case ("digits", _), ("number", "digits"):
      guard let groups = DialKey.groups(text) else { return nil }
      self = .digits(groups, isTelephone: false)
    case ("telephone", _), ("phone", _), ("number", "telephone"):
      guard let number = TelephoneNumber(text, isAmerican: habits.isAmerican) else { return nil }
      self = .telephone(number)
    case ("ordinal", _), ("number", "ordinal"):
      guard let number = DecimalNumber(text), number.isWhole, !number.isNegative, let value = number.magnitude else {
        return nil
      }
      self = .ordinal(value)
    case ("number", "count"), ("cardinal", "count"):
      guard let number = DecimalNumber(text) else { return nil }
      self = .count(number)
    case ("number", _), ("cardinal", _):
      guard let number = DecimalNumber(text) else { return nil }
      self = .number(number)
    case ("currency", _):
      guard let money = Money(text, defaultCurrency: Currency(code: format), dollar: habits.dollar) else { return nil }
      self = .money(money)
    case ("date", _):
      guard let date = CalendarDate(text, format: format, hasWeekday: detail == "weekday") else { return nil }
      self = .date(date)
    case ("time", _):
      guard let time = ClockTime(text, format: format, detail: detail) else { return nil }
      self = .time(time)
    case ("duration", _):
      guard let parts = DurationPart.parts(text, format: format) else { return nil }
      self = .duration(parts)
    case ("boolean", _):
      guard text == "true" || text == "false" else { return nil }
      self = .boolean(text == "true")
    default:
      return nil
    }
  }
}

/// What a text means depends on where its readers live.
struct ReadingHabits: Hashable, Sendable {
  /// What a bare `$` means.
  var dollar = Currency.usd
  /// Telephone numbers begin with the country code 1.
  var isAmerican = false
}

extension String {
  /// Without the white space around it.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

extension StringProtocol {
  /// The digits of a text that is nothing else, `nil` if it is empty or has something else in it. ASCII only.
  var asciiDigits: [Int]? {
    var digits: [Int] = []
    for character in self {
      guard let digit = character.asciiDigit else { return nil }
      digits.append(digit)
    }
    return digits.isEmpty ? nil : digits
  }

  /// A number of one to `longest` digits.
  func smallNumber(longest: Int) -> Int? {
    guard count <= longest, let digits = asciiDigits else { return nil }
    return digits.reduce(0) { $0 * 10 + $1 }
  }
}

extension Character {
  var asciiDigit: Int? { isASCII ? wholeNumberValue : nil }
}
