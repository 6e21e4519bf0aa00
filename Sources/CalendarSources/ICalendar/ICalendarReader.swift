import CICal
public import Calendars
import FlowDocument

/// Reads iCalendar files (RFC 5545, `text/calendar`) as hours.
///
/// An event is a time at which we are closed or open; `EventMeaning` says which. Whole-day events close or open their
/// days, events with a time of day these hours. Recurrences are worked out from 2000 to 2060. `X-ATTENDANT-HOURS:08:00-12:00`
/// gives a whole day that is open its hours; otherwise it has those of a working day.
public struct ICalendarReader: Sendable {
  public var limits: ICalendarLimits
  let zones: ZoneDatabase

  /// Years in which recurring events are worked out.
  static let years = 2000...2060

  public init(limits: ICalendarLimits = ICalendarLimits(), zones: ZoneDatabase = .system) {
    self.limits = limits
    self.zones = zones
  }

  /// `read` for those who keep what came out.
  public func result(_ bytes: [UInt8]) -> Result<CalendarFile, CalendarFileFault> {
    do throws(CalendarFileFault) { return .success(try read(bytes)) } catch { return .failure(error) }
  }

  /// - Throws: everything that is wrong with it, up to `limits.findings`. A file with one event that cannot be read is
  ///   refused whole: a missing holiday is worse than none at all.
  public func read(_ bytes: [UInt8]) throws(CalendarFileFault) -> CalendarFile {
    var splitter = EventSplitter(limits: limits)
    splitter.split(bytes)
    guard splitter.findings.isEmpty else { throw CalendarFileFault(splitter.findings) }
    let split = splitter.events
    return try LibICal.use { () throws(CalendarFileFault) in
      var expansion = EventExpansion(limits: limits)
      var events: [ICalEvent] = []
      var findings: [CalendarFileFault.Finding] = []
      for lines in split where findings.count < limits.findings {
        do throws(CalendarFileFault.Problem) {
          events.append(try ICalEvent(lines, zones: zones, limits: limits))
        } catch {
          findings.append(CalendarFileFault.Finding(error.message, at: lines.location))
        }
      }
      let isMarked = events.contains { $0.meaning.mark != nil }
      let replaced = Dictionary(grouping: events.compactMap(\.replaces), by: \.uid)
      var occurrences: [CalendarFile.Event] = []
      for event in events where findings.count < limits.findings && event.says(besideMarks: isMarked) {
        do throws(CalendarFileFault.Problem) {
          let without = event.replaces == nil ? replaced[event.uid]?.map(\.start) ?? [] : []
          occurrences += try expansion.occurrences(of: event, without: without)
        } catch {
          findings.append(CalendarFileFault.Finding(error.message, at: event.location))
        }
      }
      guard findings.isEmpty else { throw CalendarFileFault(findings) }
      return CalendarFile(events: occurrences)
    }
  }
}

extension CalendarFileFault {
  /// What is wrong with one event.
  struct Problem: Error {
    let message: String

    init(_ message: String) {
      self.message = message
    }
  }
}
