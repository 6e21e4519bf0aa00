/// Dates of HTTP and of cookies, in any of the forms that are about (RFC 9110 §5.6.7, RFC 6265 §5.1.1).
enum HTTPDate {
  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  /// Milliseconds since 1970-01-01T00:00:00Z.
  static func parse(_ text: String) -> Int64? {
    var time: (hour: Int, minute: Int, second: Int)?
    var day: Int?
    var month: Int?
    var year: Int?
    for token in text.split(whereSeparator: { " ,-;\t".contains($0) }) {
      if time == nil, let found = clockTime(token) {
        time = found
      } else if day == nil, token.count <= 2, let number = Int(token) {
        day = number
      } else if month == nil, let found = months.firstIndex(of: token.prefix(3).lowercased()) {
        month = found + 1
      } else if year == nil, (2...4).contains(token.count), let number = Int(token) {
        year = number < 70 ? number + 2000 : number < 100 ? number + 1900 : number
      }
    }
    guard let time, let day, let month, let year, (1...31).contains(day), (1601...9999).contains(year) else {
      return nil
    }
    let days = CivilDate(year: year, month: month, day: day).daysSince1970
    return (days * 86_400 + Int64(time.hour * 3600 + time.minute * 60 + time.second)) * 1000
  }

  private static func clockTime(_ token: Substring) -> (hour: Int, minute: Int, second: Int)? {
    let parts = token.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    return (hour, minute, second)
  }
}
