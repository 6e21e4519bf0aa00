/// `field` (VoiceXML 2.0 §2.3.1).
public struct Field: Sendable {
  /// A built-in grammar with its parameters, as written: `digits?length=4`.
  public let type: Located<String>?
  /// The property of the result that fills the field; the field's name where absent.
  public let slot: String?
  public let isModal: Bool
  public let options: [Option]

  public init(type: Located<String>?, slot: String?, isModal: Bool, options: [Option]) {
    self.type = type
    self.slot = slot
    self.isModal = isModal
    self.options = options
  }
}

/// `option` (§2.3.1.3).
public struct Option: Sendable {
  public let dtmf: Located<String>?
  /// Text content, blanks normalised.
  public let phrase: String
  public let value: String?
  public let accept: PhraseMatch
  public let location: SourceLocation

  public init(dtmf: Located<String>?, phrase: String, value: String?, accept: PhraseMatch, location: SourceLocation) {
    self.dtmf = dtmf
    self.phrase = phrase
    self.value = value
    self.accept = accept
    self.location = location
  }
}
