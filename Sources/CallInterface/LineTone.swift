/// A tone on the line that tells something about the far end. A flow catches it as `ivr.tone.` and its name.
public enum LineTone: String, CaseIterable, Hashable, Codable, Sendable {
  /// A calling fax machine (CNG, ITU-T T.30).
  case fax
  /// The far end has hung up, or is engaged.
  case busy
  /// The network has no way through.
  case congestion
}
