/// `data` (VoiceXML 2.1 §5): fetches XML and exposes it as a read-only DOM.
public struct DataElement: Sendable {
  public let name: Located<String>?
  public let source: TextSource
  public let namelist: [Located<String>]
  public let method: SubmitMethod
  public let encoding: String?
  public let fetch: FetchAttributes
  public let location: SourceLocation

  public init(
    name: Located<String>?, source: TextSource, namelist: [Located<String>], method: SubmitMethod,
    encoding: String?, fetch: FetchAttributes, location: SourceLocation
  ) {
    self.name = name
    self.source = source
    self.namelist = namelist
    self.method = method
    self.encoding = encoding
    self.fetch = fetch
    self.location = location
  }
}
