import Calendars
import ECMAScript

/// The calendars of a context, and how long what their variables say holds.
struct LiveCalendars {
  struct Entry {
    let name: String
    let scope: ScriptScope
    let calendar: BusinessCalendar
    /// In milliseconds since 1970; before its variable was written, the beginning of time.
    var validUntil = Int64.min
  }

  private(set) var entries: [Entry] = []
  /// From this instant on one of them says what is no longer so; milliseconds since 1970.
  private(set) var due = Int64.max

  mutating func insert(_ entry: Entry) {
    remove(entry.name, in: entry.scope)
    entries.append(entry)
    due = min(due, entry.validUntil)
  }

  mutating func remove(_ name: String, in scope: ScriptScope) {
    entries.removeAll { $0.name == name && $0.scope == scope }
  }

  /// Those of an application that goes on with another document.
  func kept(in scope: ScriptScope) -> LiveCalendars {
    var kept = LiveCalendars()
    for entry in entries where entry.scope == scope { kept.insert(entry) }
    return kept
  }

  /// The entries that have run out by an instant, with what they say now.
  mutating func refresh(at instant: Int64) -> [(entry: Entry, state: CalendarState)] {
    var changed: [(Entry, CalendarState)] = []
    for index in entries.indices where entries[index].validUntil <= instant {
      let state = entries[index].calendar.state(at: instant)
      entries[index].validUntil = state.validUntil
      changed.append((entries[index], state))
    }
    due = entries.map(\.validUntil).min() ?? Int64.max
    return changed
  }
}
