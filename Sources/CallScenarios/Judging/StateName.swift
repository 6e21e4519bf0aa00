import CallInterface

/// The words of `= state` lines.
///
/// An ended call is `exited`, `disconnected` (by either side), `transferred`, `failed` or `abandoned`, and always `ended`.
/// A call that goes on is where it waits: `dialog.item`, `dialog` or `item` (and always `waiting`) for input,
/// `recording`, `transferring`, `prompting`, `fetching`, `extending`, `promising`, `ringing`.
enum StateName {
  /// All names that hold; the first is the one to write.
  static func names(of standing: CallStanding) -> [String] {
    switch standing {
    case .ended(let end): names(of: end.reason) + ["ended"]
    case .waiting(.input(let wait)): places(wait) + ["waiting"]
    case .waiting(.recording): ["recording"]
    case .waiting(.transfer): ["transferring"]
    case .waiting(.prompts): ["prompting"]
    case .waiting(.fetch): ["fetching"]
    case .waiting(.extension): ["extending"]
    case .waiting(.promise): ["promising"]
    case .waiting(.call): ["ringing"]
    case .waiting(.ended): ["ended"]
    }
  }

  private static func names(of reason: CallEnd.Reason) -> [String] {
    switch reason {
    case .exit: ["exited", "exit"]
    case .hangup: ["disconnected", "hangup"]
    case .disconnect: ["disconnected", "disconnect"]
    case .transfer: ["transferred", "transfer"]
    case .error: ["failed", "error"]
    case .abandoned: ["abandoned"]
    }
  }

  private static func places(_ wait: InputWait) -> [String] {
    let document = wait.document.split(separator: "/").last.map(String.init) ?? wait.document
    let parts = [wait.dialog, wait.item].filter { !$0.isEmpty }
    let place = parts.joined(separator: ".")
    return place.isEmpty ? [document] : [place] + parts + ["\(document)#\(place)", document]
  }
}
