/// Why a script or an expression failed. Every fault is `error.semantic` for the flow (VoiceXML 2.0 §5.2.6).
public struct ScriptFault: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: String, Hashable, Sendable {
    /// It cannot be parsed.
    case syntax
    /// A name that nobody declared.
    case undeclared
    /// An exception that the script threw or caused.
    case exception
    case timeLimit, memoryLimit, depthLimit, sizeLimit
    /// Something that this platform refuses: `async`, promises, writing to a read-only object.
    case forbidden
    /// The engine could not be started.
    case engine
  }
  public let kind: Kind
  public let message: String
  /// Line within the script, from 1, where the engine tells it.
  public let line: Int?

  public init(_ kind: Kind, _ message: String, line: Int? = nil) {
    self.kind = kind
    self.message = message
    self.line = line
  }

  public var description: String { message }
}
