import Calendars
import FlowDocument

/// One line of iCalendar, unfolded (RFC 5545 §3.1).
struct ContentLine {
  /// Capital letters.
  let name: String
  /// As written, with the name.
  let text: String
  let location: SourceLocation

  /// What stands behind the colon; only of lines without parameters.
  var value: String {
    text.utf8.firstIndex(of: UInt8(ascii: ":")).map { String(decoding: text.utf8[$0...].dropFirst(), as: UTF8.self) }
      ?? ""
  }
}

/// The lines of one `VEVENT`, those of its alarms left out.
struct EventLines {
  let location: SourceLocation
  var lines: [ContentLine] = []
}

/// Takes a file apart before libical sees any of it: that keeps what libical gets small and flat, and gives every event
/// its line number, which libical does not know.
struct EventSplitter {
  let limits: ICalendarLimits
  private(set) var events: [EventLines] = []
  private(set) var findings: [CalendarFileFault.Finding] = []
  private var open: [(name: String, location: SourceLocation)] = []
  private var sawCalendar = false

  init(limits: ICalendarLimits) {
    self.limits = limits
  }

  mutating func split(_ bytes: [UInt8]) {
    guard bytes.count <= limits.bytes else {
      return find("it has \(bytes.count) bytes, and \(limits.bytes) are allowed", line: 1)
    }
    var number = 0
    var pending: (bytes: [UInt8], line: Int)?
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    for line in body.split(separator: 10, omittingEmptySubsequences: false) {
      number += 1
      guard findings.count < limits.findings else { return }
      let text = line.last == 13 ? line.dropLast() : line
      if let first = text.first, first == 32 || first == 9, pending != nil {
        pending?.bytes += text.dropFirst()
        if pending?.bytes.count ?? 0 > limits.lineBytes {
          return find("a line of more than \(limits.lineBytes) bytes", line: number)
        }
        continue
      }
      take(pending)
      pending = text.isEmpty ? nil : (Array(text), number)
    }
    take(pending)
    if let left = open.last { find("\(left.name) does not end", line: left.location.line) }
    if !sawCalendar { find("it is no iCalendar file: it does not begin with BEGIN:VCALENDAR", line: 1) }
  }

  private mutating func take(_ pending: (bytes: [UInt8], line: Int)?) {
    guard let pending, findings.count < limits.findings else { return }
    guard sawCalendar || pending.bytes.starts(with: "BEGIN:".utf8) || pending.bytes.starts(with: "begin:".utf8) else {
      find("it is no iCalendar file: it does not begin with BEGIN:VCALENDAR", line: pending.line)
      sawCalendar = true
      return
    }
    guard pending.bytes.count <= limits.lineBytes, let text = String(validating: pending.bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: { $0.value < 32 && $0 != "\t" })
    else { return find("this line is no text in UTF-8", line: pending.line) }
    let name = String(decoding: pending.bytes.prefix { $0 != 58 && $0 != 59 }, as: UTF8.self).uppercased()
    let line = ContentLine(name: name, text: text, location: SourceLocation(line: pending.line, column: 1))
    switch name {
    case "BEGIN": begin(line)
    case "END": end(line)
    default:
      // Only what is directly in an event of the calendar.
      if open.map(\.name) == ["VCALENDAR", "VEVENT"] { events[events.count - 1].lines.append(line) }
    }
  }

  private mutating func begin(_ line: ContentLine) {
    let name = line.value.uppercased()
    guard sawCalendar || name == "VCALENDAR" else {
      sawCalendar = true
      return find("it begins with \(line.text.prefix(40)), and not with BEGIN:VCALENDAR", line: line.location.line)
    }
    sawCalendar = true
    guard open.count < limits.depth else {
      return find("components are nested more than \(limits.depth) deep", line: line.location.line)
    }
    open.append((name, line.location))
    guard open.map(\.name) == ["VCALENDAR", "VEVENT"] else { return }
    guard events.count < limits.events else {
      return find("it has more than \(limits.events) events", line: line.location.line)
    }
    events.append(EventLines(location: line.location))
  }

  private mutating func end(_ line: ContentLine) {
    guard open.last?.name == line.value.uppercased() else {
      let begun = open.last.map { "\($0.name) of line \($0.location.line) is open" } ?? "nothing is open"
      return find("\(line.text.prefix(40)), while \(begun)", line: line.location.line)
    }
    open.removeLast()
  }

  private mutating func find(_ message: String, line: Int) {
    guard findings.count < limits.findings else { return }
    findings.append(CalendarFileFault.Finding(message, at: SourceLocation(line: line, column: 1)))
  }
}
