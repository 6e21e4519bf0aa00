import CICal
import Calendars
import FlowDocument
import Synchronization

/// libical, one reader at a time: its settings are global, and calendar files are read seldom.
enum LibICal {
  private static let turn = Mutex(false)

  static func use<Result, Failure: Error>(
    _ body: () throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    try turn.withLock { isReady throws(Failure) in
      if !isReady {
        // As Debian builds it, libical ends the process at the first error.
        icalerror_set_errors_are_fatal(0)
        isReady = true
      }
      return try body()
    }
  }
}

/// A `VEVENT` as libical holds it. What it gives out may point into it.
final class ICalComponent {
  private let component: OpaquePointer
  let location: SourceLocation

  /// `nil` where libical makes no event of it.
  init?(_ event: EventLines) {
    // Nothing else of an event says when or what.
    let wanted: Set = [
      "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID", "STATUS", "SUMMARY",
      "CATEGORIES",
    ]
    let lines = event.lines.filter { wanted.contains($0.name) && !$0.text.hasSuffix(":") }.map(\.text)
    let text = (["BEGIN:VEVENT"] + lines + ["END:VEVENT", ""]).joined(separator: "\r\n")
    guard let parsed = icalparser_parse_string(text) else { return nil }
    guard icalcomponent_isa(parsed) == ICAL_VEVENT_COMPONENT else {
      icalcomponent_free(parsed)
      return nil
    }
    component = parsed
    location = event.location
  }

  deinit { icalcomponent_free(component) }

  /// The values of all properties of a kind.
  func properties<Value>(_ kind: icalproperty_kind, _ read: (OpaquePointer) -> Value) -> [Value] {
    var values: [Value] = []
    var next = icalcomponent_get_first_property(component, kind)
    while let property = next {
      values.append(read(property))
      next = icalcomponent_get_next_property(component, kind)
    }
    return values
  }

  /// Unescaped texts.
  func texts(_ kind: icalproperty_kind) -> [String] {
    properties(kind) { property in
      icalproperty_get_value(property).flatMap { icalvalue_get_text($0) }.map { String(cString: $0) } ?? ""
    }
  }

  /// What libical could not read of it.
  var errors: [String] {
    properties(ICAL_XLICERROR_PROPERTY) { property in
      // It says what it does about it, which is of no interest here.
      icalproperty_get_xlicerror(property).map {
        String(cString: $0).replacing(". Removing entire property", with: "")
      } ?? "it cannot be read"
    }
  }

  static func timeZone(of property: OpaquePointer) -> String? {
    icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER).flatMap { icalparameter_get_tzid($0) }.map {
      String(cString: $0)
    }
  }
}
