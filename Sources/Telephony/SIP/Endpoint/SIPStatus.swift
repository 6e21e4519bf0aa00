/// Reason phrases of the statuses that we send (RFC 3261 §21).
enum SIPStatus {
  static func phrase(_ status: Int) -> String {
    switch status {
    case 180: "Ringing"
    case 181: "Call Is Being Forwarded"
    case 182: "Queued"
    case 183: "Session Progress"
    case 200: "OK"
    case 302: "Moved Temporarily"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 408: "Request Timeout"
    case 415: "Unsupported Media Type"
    case 480: "Temporarily Unavailable"
    case 481: "Call/Transaction Does Not Exist"
    case 486: "Busy Here"
    case 488: "Not Acceptable Here"
    case 491: "Request Pending"
    case 500: "Server Internal Error"
    case 503: "Service Unavailable"
    case 600: "Busy Everywhere"
    case 603: "Decline"
    case 604: "Does Not Exist Anywhere"
    case 606: "Not Acceptable"
    case ..<200: "In Progress"
    case ..<300: "OK"
    case ..<400: "Redirected"
    default: "Refused"
    }
  }
}
