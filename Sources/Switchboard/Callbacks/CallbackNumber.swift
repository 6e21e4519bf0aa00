/// What a caller gave as the number to call back, made into a destination.
public enum CallbackNumber {
  /// The URI to call; `nil` where the text is no telephone number.
  /// - Parameters:
  ///   - text: a number with what people put between its digits, or a `sip:`, `sips:` or `tel:` URI whose user part is a
  ///     number, as `session.connection.remote.uri` is.
  ///   - template: such as `sip:{number}@gateway.example.com`.
  public static func destination(_ text: String, template: String) -> String? {
    digits(of: text).map { number in
      // A number sign has a meaning of its own in a URI (RFC 3966 §3, RFC 3261 §25.1).
      template.replacing("{number}", with: number.replacing("#", with: "%23"))
    }
  }

  /// Digits, `*` and `#`, maybe after a plus; at most 32 of them.
  static func digits(of text: String) -> String? {
    var number = text[...]
    let scheme = ["sips:", "sip:", "tel:"].first { number.lowercased().hasPrefix($0) }
    if let scheme {
      number = number.dropFirst(scheme.count)
      if scheme != "tel:", let end = number.firstIndex(of: "@") { number = number[..<end] }
      if let end = number.firstIndex(of: ";") { number = number[..<end] }
    }
    var digits = number.filter { !" -.()/".contains($0) }
    let plus = digits.hasPrefix("+") ? "+" : ""
    digits = String(digits.dropFirst(plus.count))
    guard (1...32).contains(digits.count), digits.allSatisfy({ "0123456789*#".contains($0) }) else { return nil }
    return plus + digits
  }
}
