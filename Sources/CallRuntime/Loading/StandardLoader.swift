import CallInterface

/// Files and the web: the loader of real calls (VoiceXML 2.0 §6.1.4).
public struct StandardLoader: ResourceLoading {
  private let files = FileLoader()
  private let web: HTTPLoader

  /// - Parameter clock: milliseconds since 1970, by which cached copies grow old.
  public init(clock: @escaping @Sendable () -> Int64 = WallClock.now) {
    web = HTTPLoader(clock: clock)
  }

  public func load(_ request: LoadRequest, session: FetchSession) async throws(LoadFailure) -> LoadedResource {
    switch URIParts(request.uri).scheme {
    case "file": try await files.load(request, session: session)
    case "http", "https": try await web.load(request, session: session)
    case let scheme?: throw .unknownScheme(scheme)
    case nil: throw .badURI
    }
  }

  public func isThere(_ uri: String) -> Bool { files.isThere(uri) }

  public func waitsForOthers(_ request: LoadRequest) -> Bool {
    URIParts(request.uri).scheme != "file"
  }
}
