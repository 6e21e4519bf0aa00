import CallInterface

/// Why something that was fetched cannot be used.
enum BadContent: Error, Hashable, Sendable {
  /// With the place and the words of its first finding.
  case malformed(String)
  case unsupportedFormat(String)
  /// Something that it refers to failed.
  case reference(String, String, event: String)
  case noAuthorization

  var event: String {
    switch self {
    case .malformed: "error.badfetch"
    case .unsupportedFormat: "error.unsupported.format"
    case .reference(_, _, let event): event
    case .noAuthorization: "error.noauthorization"
    }
  }

  var reason: String {
    switch self {
    case .malformed(let finding): finding
    case .unsupportedFormat(let kind): "this format of a \(kind) is not supported"
    case .reference(let uri, let reason, _): "it refers to \(uri): \(reason)"
    case .noAuthorization: "its access-control instruction does not allow this document to read it"
    }
  }
}

extension FetchFailure {
  init(_ failure: LoadFailure, of request: FetchRequest) {
    self.init(event: failure.event, message: Self.message("fetch", request, reason: failure.reason))
  }

  init(_ bad: BadContent, of request: FetchRequest) {
    self.init(event: bad.event, message: Self.message("use", request, reason: bad.reason))
  }

  private static func message(_ verb: String, _ request: FetchRequest, reason: String) -> String {
    let asker = request.referrer.map { " for \($0)" } ?? ""
    return "cannot \(verb) the \(request.kind.rawValue) \(request.uri)\(asker): \(reason)"
  }
}
