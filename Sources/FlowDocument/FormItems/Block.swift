/// `block` (VoiceXML 2.0 §2.3.2): executable content that runs once.
public struct Block: Sendable {
  public let content: [Executable]

  public init(content: [Executable]) {
    self.content = content
  }
}
