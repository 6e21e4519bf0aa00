/// Why there are no rules of a time zone.
public enum ZoneFault: Error, Hashable, Sendable, CustomStringConvertible {
  case unknown(String, suggestion: String?)
  case damaged(String, String)
  /// The machine has no tz database at this place.
  case noDatabase(String)

  public var description: String {
    switch self {
    case .unknown(let name, let suggestion):
      "there is no time zone '\(name)'" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
    case .damaged(let name, let reason): "the file of the time zone '\(name)' cannot be read: \(reason)"
    case .noDatabase(let folder): "this machine has no time zones in \(folder): install tzdata"
    }
  }
}
