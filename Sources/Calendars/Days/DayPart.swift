/// Which greeting suits the hour, by the clock of the calendar's time zone.
public enum DayPart: String, CaseIterable, Sendable {
  /// From 05:00.
  case morning
  /// From 12:00.
  case afternoon
  /// From 18:00.
  case evening
  /// From 23:00 until 05:00.
  case night

  init(minuteOfDay minute: Int) {
    switch minute {
    case 300..<720: self = .morning
    case 720..<1080: self = .afternoon
    case 1080..<1380: self = .evening
    default: self = .night
    }
  }

  /// Minutes of the day at which one begins.
  static let boundaries = [300, 720, 1080, 1380]
}
