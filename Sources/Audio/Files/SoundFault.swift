/// Why a sound cannot be played: where, what is wrong and how to mend it, for people.
public struct SoundFault: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: String, Hashable, Sendable {
    case missing
    /// No permission, a device that fails, a folder, a pipe.
    case unreadable
    /// Not one byte.
    case empty
    /// A good header and no sound after it.
    case noSound
    /// Something else than its name or media type says: a web page, an MP3.
    case mislabelled
    /// The header contradicts itself or stops in the middle.
    case broken
    /// A good file that we do not play: a coding, a rate, a number of channels.
    case unsupported
    case tooLarge
    /// It became shorter or unreadable while it was played.
    case changed
  }
  public let kind: Kind
  /// A path or a URI, as it was given.
  public let name: String
  /// In bytes from the beginning of the file, where there is such a place.
  public let offset: Int?
  public let problem: String
  public let remedy: String

  public init(kind: Kind, name: String, offset: Int? = nil, problem: String, remedy: String) {
    self.kind = kind
    self.name = name
    self.offset = offset
    self.problem = problem
    self.remedy = remedy
  }

  /// `prompts/welcome.wav: byte 20: the coding GSM 6.10 is not supported; export it as 16-bit PCM`
  public var description: String {
    "\(name): \(offset.map { "byte \($0): " } ?? "")\(problem); \(remedy)"
  }
}

/// Something odd about a sound that is played all the same.
public struct SoundNote: Hashable, Sendable, CustomStringConvertible {
  public enum Kind: String, Hashable, Sendable {
    /// The file holds less than its header promises; what is there is played.
    case truncated
    /// The header was never completed: it was written to a pipe, or its writer was killed.
    case unfinished
    /// The bytes are another kind of sound than the name says.
    case misnamed
    /// Bytes at the end that are not a whole frame.
    case ragged
    /// Samples beyond full scale, or not numbers.
    case overloaded
    /// Nothing but silence.
    case silent
  }
  public let kind: Kind
  public let name: String
  public let text: String

  public init(kind: Kind, name: String, text: String) {
    self.kind = kind
    self.name = name
    self.text = text
  }

  public var description: String { "\(name): \(text)" }
}

/// How large a sound may be.
public struct SoundLimits: Hashable, Sendable {
  public var bytes: Int
  public var duration: Duration

  /// Two gigabytes and two hours.
  public init(bytes: Int = 2 << 30, duration: Duration = .seconds(7200)) {
    self.bytes = bytes
    self.duration = duration
  }
}
