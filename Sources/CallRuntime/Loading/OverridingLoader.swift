import CallInterface
import Synchronization

/// Answers some requests itself and leaves the others to another loader: how a scenario decides what the world says.
public final class OverridingLoader: ResourceLoading {
  public enum Answer: Hashable, Sendable {
    /// The bytes of this `file:` URI, as if they had come from the URI that was asked for, as this `Content-Type`.
    case file(uri: String, type: String? = nil)
    /// An HTTP status without a resource.
    case status(Int)
    /// What a server that never answers comes to, told at once.
    case timeout
    /// Nobody answers; in virtual time the call waits as long as it will.
    case never
  }

  private struct Rule: Sendable {
    let suffix: String
    let answer: Answer
    let delay: Duration
  }
  private let others: any ResourceLoading
  private let files = FileLoader()
  private let rules = Mutex<[Rule]>([])

  public init(over others: any ResourceLoading) {
    self.others = others
  }

  /// From now on answers every URI that ends with whole segments `suffix`, with or without its query. Later rules
  /// hide earlier ones.
  /// - Parameter delay: how long a call in virtual time waits for the answer.
  public func override(uriSuffix suffix: String, with answer: Answer, after delay: Duration = .zero) {
    rules.withLock { $0.append(Rule(suffix: suffix, answer: answer, delay: delay)) }
  }

  public func load(_ request: LoadRequest, session: FetchSession) async throws(LoadFailure) -> LoadedResource {
    switch rule(for: request.uri)?.answer {
    case nil: return try await others.load(request, session: session)
    case .status(let code): throw .status(code)
    case .timeout, .never: throw .timedOut
    case .file(let uri, let type):
      var asked = URIParts(request.uri)
      asked.fragment = nil
      let file = LoadRequest(uri: uri, sizeLimit: request.sizeLimit)
      var resource = try await files.load(file, session: session)
      resource.uri = asked.description
      if let type = type.map({ MediaType($0) }) {
        resource.mediaType = type.name
        resource.charset = type.charset
      }
      return resource
    }
  }

  public func isThere(_ uri: String) -> Bool { others.isThere(uri) }

  public func waitsForOthers(_ request: LoadRequest) -> Bool {
    rule(for: request.uri) == nil && others.waitsForOthers(request)
  }

  public func virtualDelay(of request: LoadRequest) -> VirtualDelay {
    guard let rule = rule(for: request.uri) else { return others.virtualDelay(of: request) }
    return rule.answer == .never ? .endless : .time(rule.delay)
  }

  private func rule(for uri: String) -> Rule? {
    var whole = URIParts(uri)
    whole.fragment = nil
    var bare = whole
    bare.query = nil
    let names = [whole.description, bare.description]
    return rules.withLock { rules in
      rules.last { rule in names.contains { Self.ends($0, with: rule.suffix) } }
    }
  }

  private static func ends(_ uri: String, with suffix: String) -> Bool {
    guard !suffix.isEmpty, uri.hasSuffix(suffix) else { return false }
    let before = uri.dropLast(suffix.count).last
    return before == nil || before == "/" || suffix.hasPrefix("/")
  }
}
