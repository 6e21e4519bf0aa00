import CallInterface
import CallRuntime

/// What a host says to a fetch.
enum FetchAnswer: Hashable, Sendable {
  case loaded(SuppliedResource)
  case failed(LoadFailure)

  /// - Parameters:
  ///   - status: of HTTP.
  ///   - uri: `nil`: the one that was asked for.
  init(status: Int, uri: String?, bytes: [UInt8], contentType: String?) {
    self =
      HostLimits.successes.contains(status)
      ? .loaded(SuppliedResource(uri: uri, bytes: bytes, contentType: contentType)) : .failed(.status(status))
  }
}

struct SuppliedResource: Hashable, Sendable {
  let uri: String?
  let bytes: [UInt8]
  let contentType: String?
  /// The bytes are UTF-8, whatever anybody says of them.
  let isText: Bool

  init(uri: String? = nil, bytes: [UInt8], contentType: String? = nil) {
    self.uri = uri
    self.bytes = bytes
    self.contentType = contentType
    isText = false
  }

  init(uri: String? = nil, text: String) {
    self.uri = uri
    bytes = Array(text.utf8)
    contentType = ";charset=utf-8"
    isText = true
  }

  /// - Parameter asked: the URI of the request.
  func named(_ asked: String) -> LoadedResource {
    LoadedResource(uri: URIReference.splitFragment(uri ?? asked).uri, bytes: bytes, contentType: contentType)
  }
}

/// A fetch that waits for the host.
struct PendingFetch: Sendable {
  let id: ActivityID
  let request: FetchRequest
  /// What the host was asked for last: the request's own URI, or that of a grammar that a grammar refers to.
  var asked: String
  var answers: [String: FetchAnswer] = [:]

  init(id: ActivityID, request: FetchRequest) {
    self.id = id
    self.request = request
    asked = request.uri
  }

  /// What the host is asked for.
  var question: FetchRequest {
    guard asked != request.uri else { return request }
    return FetchRequest(
      kind: request.kind, uri: asked, timeout: request.timeout, maxAge: request.maxAge, maxStale: request.maxStale,
      charset: request.charset, referrer: request.uri)
  }

  /// The request that the answers are read for: a script's own `charset` does not count for text.
  var reading: FetchRequest {
    guard request.charset != nil, case .loaded(let resource)? = answers[request.uri], resource.isText else {
      return request
    }
    return FetchRequest(
      kind: request.kind, uri: request.uri, body: request.body, timeout: request.timeout, maxAge: request.maxAge,
      maxStale: request.maxStale, referrer: request.referrer)
  }

  /// Sounds are the host's to play: where it has one, its bytes do not matter.
  var isSoundWithoutBytes: Bool {
    guard request.kind == .audio, case .loaded(let resource)? = answers[request.uri] else { return false }
    return resource.bytes.isEmpty
  }
}
