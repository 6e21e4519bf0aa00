/// How a parser treats departures from the standard, and how large an input may be.
public struct ParserOptions: Hashable, Sendable {
  public enum Mode: Hashable, Sendable {
    /// What real documents are full of is accepted, each time with a located warning.
    case tolerant
    /// Every departure from the standard is an error.
    case strict
  }
  public var mode: Mode
  public var limits: ParserLimits
  /// Elements that the host adds to the language of flows.
  public var extensions: ExtensionSchema

  public init(
    mode: Mode = .tolerant, limits: ParserLimits = ParserLimits(), extensions: ExtensionSchema = .none
  ) {
    self.mode = mode
    self.limits = limits
    self.extensions = extensions
  }
}

/// Limits of one document; past any of them it is refused with a located error.
public struct ParserLimits: Hashable, Sendable {
  /// Bytes of the input.
  public var size = 16 << 20
  /// Elements inside one another; values above 250 count as 250.
  public var depth = 128
  /// Attributes and namespace declarations of one element.
  public var attributes = 256
  /// Bytes that all references to declared entities together may put in.
  public var entityExpansion = 1 << 20
  /// Elements of the document.
  public var elements = 200_000
  /// Diagnostics reported; errors are kept before warnings.
  public var findings = 200

  public init() {}
}
