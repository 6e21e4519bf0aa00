public import CallInterface

/// Blind transfers through an old exchange: the line dials keys that the exchange understands, and hangs up.
public struct ExchangeTransfers: TransferDesk {
  /// Keys before and after the number, such as `*8`.
  private let prefix: [DTMFDigit]
  private let suffix: [DTMFDigit]

  /// - Parameter pattern: keys with `{number}` where the number goes, such as `*8{number}#`.
  /// - Returns: nil where the pattern has no `{number}` or holds what is no key.
  public init?(pattern: String) {
    guard let place = pattern.firstRange(of: "{number}"),
      let before = Self.keys(pattern[..<place.lowerBound]), let after = Self.keys(pattern[place.upperBound...])
    else { return nil }
    prefix = before
    suffix = after
  }

  public func begin(
    _ id: ActivityID, _ request: TransferRequest, on line: any LineDriver, telling sink: any EventSink
  ) async {
    guard request.kind == .blind else {
      let event =
        request.kind == .bridge ? "error.unsupported.transfer.bridge" : "error.unsupported.transfer.consultation"
      sink.post(
        .transferEnded(id, .failed(event: event, message: "this line can only hand a call over, with type=\"blind\"")))
      return
    }
    let number = Self.number(in: request.destination)
    guard let digits = Self.keys(number[...]), !digits.isEmpty else {
      let message = "'\(request.destination)' has no number that keys could dial"
      sink.post(.transferEnded(id, .failed(event: "error.connection.baddestination", message: message)))
      return
    }
    let keys = prefix + digits + suffix
    line.perform(.sendKeys(keys))
    // The exchange must have heard the last key before the line goes.
    let settings = DTMFSender.Settings()
    let dialling = AudioFrame.duration(ofSamples: keys.count * (settings.toneLength + settings.pauseLength))
    sink.schedule(.transferEnded(id, .handedOver), after: dialling + .milliseconds(500))
  }

  public func end(_ id: ActivityID, telling sink: any EventSink) async {
    // What was dialled cannot be taken back.
  }

  /// The number of `tel:+86-21-…;ext=…`, or the user part of `sip:…@…`, without what only eyes need.
  static func number(in destination: String) -> String {
    let rest = destination.drop { $0 != ":" }.dropFirst().prefix { $0 != "@" && $0 != ";" && $0 != "?" }
    return String(rest.filter { !"-.() +/".contains($0) })
  }

  private static func keys(_ text: Substring) -> [DTMFDigit]? {
    var keys: [DTMFDigit] = []
    for character in text {
      guard let key = DTMFDigit(character) else { return nil }
      keys.append(key)
    }
    return keys
  }
}
