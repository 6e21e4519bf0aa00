public import Calendars
public import CallInterface
public import FlowDocument
public import Grammar

/// Looks up what was fetched. A look-up is pure: the same reference gives the same resource for as long as a call
/// may use it. Documents and grammars are prepared once and shared by all calls.
public protocol ResourceLibrary: Sendable {
  func document(_ reference: ResourceReference) -> PreparedDocument?
  /// A grammar file with everything it refers to.
  func grammar(_ reference: ResourceReference) -> GrammarFile?
  func script(_ reference: ResourceReference) -> String?
  func data(_ reference: ResourceReference) -> XMLTree?
  func calendar(_ reference: ResourceReference) -> CalendarFile?
  /// The rules of a time zone by its name in the tz database. At hand without waiting; the same name gives the same
  /// rules as long as a call may ask.
  func zone(_ name: String) -> Result<ZoneRules, ZoneFault>
}

extension ResourceLibrary {
  /// No calendar files.
  public func calendar(_ reference: ResourceReference) -> CalendarFile? { nil }

  /// UTC alone.
  public func zone(_ name: String) -> Result<ZoneRules, ZoneFault> {
    name == ZoneRules.utc.name ? .success(.utc) : .failure(.unknown(name, suggestion: nil))
  }
}
