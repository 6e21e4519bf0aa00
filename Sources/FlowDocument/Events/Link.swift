/// `link` (VoiceXML 2.0 §2.5).
public struct Link: Sendable {
  public let dtmf: Located<String>?
  public let grammars: [GrammarElement]
  public let action: ChoiceAction
  public let location: SourceLocation

  public init(dtmf: Located<String>?, grammars: [GrammarElement], action: ChoiceAction, location: SourceLocation) {
    self.dtmf = dtmf
    self.grammars = grammars
    self.action = action
    self.location = location
  }
}
