import CallRuntime

/// Gives texts by their URI, and nothing else.
struct Texts: ResourceLoading {
  let texts: [String: String]

  func load(_ request: LoadRequest, session: FetchSession) async throws(LoadFailure) -> LoadedResource {
    guard let text = texts[request.uri] else { throw .noSuchFile }
    return LoadedResource(uri: request.uri, bytes: Array(text.utf8))
  }
}
