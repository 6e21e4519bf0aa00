import CallInterface
import CallRuntime
import Synchronization

/// Brings what the host supplied, the flow's first document, and files where the flow may read them; notes what else is
/// wanted, so that the host can be asked.
final class HostLoader: ResourceLoading {
  private let flow: HostedFlow
  private let answers: [String: FetchAnswer]
  private let firstMissing = Mutex<String?>(nil)

  /// - Parameter answers: what the host supplied, by the URI that it was asked for.
  init(flow: HostedFlow, answers: [String: FetchAnswer]) {
    self.flow = flow
    self.answers = answers
  }

  /// What only the host can bring; whatever was read without it does not count.
  var missing: String? { firstMissing.withLock { $0 } }

  func load(_ request: LoadRequest, session: FetchSession) async throws(LoadFailure) -> LoadedResource {
    switch answers[request.uri] {
    case .loaded(let resource):
      guard resource.bytes.count <= request.sizeLimit else { throw .tooLarge(limit: request.sizeLimit) }
      return resource.named(request.uri)
    case .failed(let failure): throw failure
    case nil: break
    }
    if let first = flow.first, first.uri == request.uri, request.body == nil { return first }
    if flow.readsFiles, URIParts(request.uri).scheme == "file" {
      return try await FileLoader().load(request, session: session)
    }
    firstMissing.withLock { if $0 == nil { $0 = request.uri } }
    throw .cancelled
  }

  /// Other recordings are the host's.
  func isThere(_ uri: String) -> Bool { flow.readsFiles ? FileLoader().isThere(uri) : true }

  /// Everything is here by now.
  func waitsForOthers(_ request: LoadRequest) -> Bool { false }
}
