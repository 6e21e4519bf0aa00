import CallInterface
import CallRuntime
import Synchronization

/// The servers of a fuzzed flow: they keep every address and every body, and answer with little.
final class SecretShop: ResourceLoading {
  private struct Seen {
    var addresses: [String] = []
    var bodies: [[FetchRequest.FormValue]] = []
  }
  private let flow: String
  private let delay: Duration
  private let seen = Mutex(Seen())

  /// - Parameter delay: of every answer.
  init(flow: String, delay: Duration = .zero) {
    self.flow = flow
    self.delay = delay
  }

  static let address = "http://shop.test/flow.vxml"

  var addresses: [String] { seen.withLock(\.addresses) }
  var bodies: [[FetchRequest.FormValue]] { seen.withLock(\.bodies) }

  func virtualDelay(of request: LoadRequest) -> VirtualDelay { .time(delay) }

  func waitsForOthers(_ request: LoadRequest) -> Bool { false }

  func load(_ request: LoadRequest, session: FetchSession) async throws(LoadFailure) -> LoadedResource {
    seen.withLock { seen in
      seen.addresses.append(request.uri)
      switch request.body {
      case .form(let values), .multipart(let values): seen.bodies.append(values)
      case nil: break
      }
    }
    let path = URIParts(request.uri).path
    let text =
      switch path {
      case "/flow.vxml": flow
      case "/get", "/post": "<answer/>"
      default:
        "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\"><form><block>Thank you.</block></form></vxml>"
      }
    return LoadedResource(uri: request.uri, bytes: Array(text.utf8), mediaType: "application/xml")
  }
}
