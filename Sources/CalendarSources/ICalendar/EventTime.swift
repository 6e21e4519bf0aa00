import CICal
import Calendars

/// A DATE or DATE-TIME as it stands in a file (RFC 5545 §3.3.4, §3.3.5).
struct EventTime {
  /// Seconds since 1970-01-01T00:00:00 by the clock that is meant.
  let local: Int64
  let isDate: Bool
  /// `nil` for a time of whatever zone the reader is in, and for a date.
  let zone: ZoneRules?

  init?(_ time: icaltimetype, zone: ZoneRules?) {
    guard icaltime_is_null_time(time) == 0,
      let day = CivilDay(year: Int(time.year), month: Int(time.month), day: Int(time.day)),
      (0...23).contains(time.hour), (0...59).contains(time.minute), (0...60).contains(time.second)
    else { return nil }
    isDate = time.is_date != 0
    let ofDay = isDate ? 0 : Int64(time.hour) * 3600 + Int64(time.minute) * 60 + Int64(time.second)
    local = Int64(day.number) * 86_400 + ofDay
    self.zone = isDate ? nil : zone
  }

  /// What another clock shows at this time; times without a zone and dates are the same everywhere.
  func local(in other: ZoneRules?) -> Int64 {
    guard let zone, let other, zone != other else { return local }
    let instant = zone.instant(ofLocal: local)
    return instant + Int64(other.offset(at: instant))
  }
}

extension icaltimetype {
  /// The same by another clock; libical compares ends of recurrences without looking at zones.
  init(local: Int64, isDate: Bool) {
    let day = Int(local) >= 0 ? Int(local) / 86_400 : (Int(local) - 86_399) / 86_400
    let (year, month, dayOfMonth) = CivilDay(number: day).parts
    let second = Int32(Int(local) - day * 86_400)
    self.init()
    self.year = Int32(year)
    self.month = Int32(month)
    self.day = Int32(dayOfMonth)
    is_date = isDate ? 1 : 0
    guard !isDate else { return }
    hour = second / 3600
    minute = second / 60 % 60
    self.second = second % 60
  }

  var localSeconds: Int64? { EventTime(self, zone: nil)?.local }
}
