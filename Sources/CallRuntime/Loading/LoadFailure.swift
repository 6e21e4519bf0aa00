/// Why a resource could not be had.
public enum LoadFailure: Error, Hashable, Sendable {
  /// An HTTP status that brings no resource.
  case status(Int)
  case timedOut
  /// The request was given up, because its call has ended.
  case cancelled
  case badURI
  case unknownScheme(String)
  case noSuchFile
  /// A directory, a device, a pipe.
  case notAFile
  /// The operating system refused; its words.
  case unreadable(String)
  case tooLarge(limit: Int)
  case unresolvableHost
  case refused
  case tooManyRedirects
  /// A redirect to a scheme that HTTP may not send us to.
  case forbiddenRedirect(String)
  /// Anything else that broke on the way; words for people.
  case broken(String)
}

extension LoadFailure {
  /// The event to throw (VoiceXML 2.0 §5.2.6).
  var event: String {
    if case .status(let code) = self, code >= 400 { return "error.badfetch.http.\(code)" }
    return "error.badfetch"
  }

  /// For people; completes "cannot fetch …: ".
  var reason: String { description }
}

extension LoadFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .status(let code): "the server answered with HTTP status \(code)"
    case .timedOut: "no complete answer came in time"
    case .cancelled: "the call has ended"
    case .badURI: "this is not a usable URI"
    case .unknownScheme(let scheme): "the scheme '\(scheme)' is not supported; use http, https or file"
    case .noSuchFile: "there is no such file"
    case .notAFile: "this is not a regular file"
    case .unreadable(let words): "the file cannot be read: \(words)"
    case .tooLarge(let limit): "it is larger than \(limit) bytes"
    case .unresolvableHost: "the host name does not resolve"
    case .refused: "the connection was refused"
    case .tooManyRedirects: "it was redirected too often"
    case .forbiddenRedirect(let target): "it was redirected to '\(target)', which is not allowed"
    case .broken(let words): words
    }
  }
}
