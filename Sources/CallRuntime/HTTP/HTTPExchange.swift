import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// One request and its answer, without redirects, cookies or cache. All calls share one client and its connections.
struct HTTPExchange: Sendable {
  struct Request: Sendable {
    let uri: String
    let body: SubmittedBody?
    var headers: HTTPHeaders
  }
  struct Reply: Sendable {
    let status: Int
    let headers: HTTPHeaders
    /// Empty unless the status is 2xx.
    let bytes: [UInt8]
  }

  /// Lives as long as the process, so it is never shut down.
  private static let client: HTTPClient = {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.connect = .seconds(30)
    // A refused connection is an answer; the flow decides whether to try again.
    configuration.connectionPool.retryConnectionEstablishment = false
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }()

  func perform(_ request: Request, sizeLimit: Int) async throws(LoadFailure) -> Reply {
    var outgoing = HTTPClientRequest(url: request.uri)
    outgoing.headers = request.headers
    if let body = request.body {
      outgoing.method = .POST
      outgoing.headers.add(name: "Content-Type", value: body.contentType)
      outgoing.body = .bytes(ByteBuffer(bytes: body.bytes))
    }
    do {
      // Whoever waits for this cancels it in time; this limit only ends what nobody waits for.
      let response = try await Self.client.execute(outgoing, timeout: .hours(1))
      let status = Int(response.status.code)
      var bytes: [UInt8] = []
      if (200...299).contains(status) {
        if let length = response.headers.first(name: "content-length").flatMap(Int.init), length > sizeLimit {
          throw LoadFailure.tooLarge(limit: sizeLimit)
        }
        for try await buffer in response.body {
          bytes += buffer.readableBytesView
          if bytes.count > sizeLimit { throw LoadFailure.tooLarge(limit: sizeLimit) }
        }
      }
      return Reply(status: status, headers: response.headers, bytes: bytes)
    } catch {
      throw Self.failure(error)
    }
  }

  private static func failure(_ error: any Error) -> LoadFailure {
    switch error {
    case let failure as LoadFailure: return failure
    case is CancellationError: return .cancelled
    case let failure as HTTPClientError:
      switch failure {
      case .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .tlsHandshakeTimeout: return .timedOut
      case .cancelled: return .cancelled
      case .invalidURL, .emptyHost, .emptyScheme: return .badURI
      default: return .broken("\(failure)")
      }
    default: return connectionFailure("\(error)")
    }
  }

  /// The types of these errors stand in modules that are not ours to import; their words are stable.
  private static func connectionFailure(_ words: String) -> LoadFailure {
    if words.contains("refused") { return .refused }
    if words.contains("SocketAddressError") || words.contains("DNS") { return .unresolvableHost }
    return .broken("the connection failed: \(words.prefix(300))")
  }
}
