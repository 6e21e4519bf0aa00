/// Why a call is not answered.
public enum CallRefusal: Hashable, Sendable {
  /// Not from an address that may call.
  case stranger
  /// Its source calls too often.
  case tooOften
  /// No flow answers the number.
  case unknownNumber
  /// The server takes no more calls.
  case draining
  /// As many calls are up as may be.
  case full
  /// As many calls of this route are up as it may have.
  case routeFull
  /// The machine has enough to do with the calls that are up.
  case overloaded
  /// No ports, no memory.
  case noMedia
  /// The session that the caller offers cannot be met; the status says how.
  case badOffer(status: Int)

  /// Of SIP.
  public var status: Int {
    switch self {
    case .stranger: 403
    case .unknownNumber: 404
    case .routeFull: 486
    case .tooOften, .draining, .full, .overloaded, .noMedia: 503
    case .badOffer(let status): status
    }
  }

  /// Of metrics.
  public var name: String {
    switch self {
    case .stranger: "stranger"
    case .tooOften: "too_often"
    case .unknownNumber: "unknown_number"
    case .draining: "draining"
    case .full: "full"
    case .routeFull: "route_full"
    case .overloaded: "overloaded"
    case .noMedia: "no_media"
    case .badOffer: "bad_offer"
    }
  }

  /// Whether the same call may be answered a little later.
  public var isPassing: Bool { status == 503 || self == .routeFull }
}
