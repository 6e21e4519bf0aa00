/// Limits and platform choices of a call.
public struct InterpreterOptions: Hashable, Sendable {
  /// The call's language as it begins, as BCP 47: of prompts that name none, and of words by key. `nil`: the `xml:lang` of
  /// the document, and English where it has none.
  public var language: String?
  /// Languages that can be spoken; `nil` is any. A prompt in another one is error.unsupported.language when it is queued.
  /// Whoever sets this gives the call default handlers that can be spoken, too.
  public var spokenLanguages: Languages?
  /// Languages whose words are understood; `nil` is any. A voice grammar in another one is error.unsupported.language when
  /// it would be listened to, so a platform without a recogniser sets `inputmodes` to dtmf in its defaults.
  public var understoodLanguages: Languages?
  /// Form items that this platform does not have, by the names of their elements (`record`, `transfer` …): visiting one
  /// is error.unsupported.<element> (VoiceXML 2.0 §5.2.6).
  public var missingElements: Set<String>
  /// Most transitions, handlers and items without a wait in between (assertion ROB-01).
  public var stepLimit: Int
  /// Whether the call keeps in mind where in its flow it has been.
  public var notesPassages: Bool

  public init(
    language: String? = nil, spokenLanguages: Languages? = nil, understoodLanguages: Languages? = nil,
    missingElements: Set<String> = [], stepLimit: Int = 10_000, notesPassages: Bool = false
  ) {
    self.language = language
    self.spokenLanguages = spokenLanguages
    self.understoodLanguages = understoodLanguages
    self.missingElements = missingElements
    self.stepLimit = stepLimit
    self.notesPassages = notesPassages
  }
}
