/// `record` (VoiceXML 2.0 §2.3.6).
public struct Record: Sendable {
  public let isModal: Bool
  public let beep: Bool
  public let maxTime: Duration?
  public let finalSilence: Duration?
  /// Whether any key ends the recording; default true.
  public let dtmfTerm: Bool
  /// The wanted media type.
  public let type: Located<String>?

  public init(
    isModal: Bool, beep: Bool, maxTime: Duration?, finalSilence: Duration?, dtmfTerm: Bool, type: Located<String>?
  ) {
    self.isModal = isModal
    self.beep = beep
    self.maxTime = maxTime
    self.finalSilence = finalSilence
    self.dtmfTerm = dtmfTerm
    self.type = type
  }
}
