/// `object` (VoiceXML 2.0 §2.3.5): a platform-specific component; this platform has none.
public struct ObjectItem: Sendable {
  public let classID: String?
  public let parameters: [Parameter]

  public init(classID: String?, parameters: [Parameter]) {
    self.classID = classID
    self.parameters = parameters
  }
}
