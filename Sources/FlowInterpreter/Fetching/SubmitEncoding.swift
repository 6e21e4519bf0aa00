import CallInterface
import ECMAScript
import FlowDocument

/// How values are sent (VoiceXML 2.0 §5.3.8): a GET's query, or a POST's body.
enum SubmitEncoding {
  struct Request {
    let uri: String
    let body: FetchRequest.Body?
  }

  struct Failure: Error, Sendable {
    let event: String
    let message: String
  }

  static func encode(
    _ values: [FetchRequest.FormValue], method: SubmitMethod, encoding: String?, uri: String
  ) -> Result<Request, Failure> {
    let hasRecording = values.contains { if case .recording = $0.content { true } else { false } }
    switch (method, encoding?.lowercased()) {
    case (.get, _) where hasRecording:
      return .failure(Failure(event: "error.semantic", message: "a recording can only be sent by method=\"post\""))
    case (.get, _):
      return .success(Request(uri: uri + query(values, of: uri), body: nil))
    case (.post, "multipart/form-data"):
      return .success(Request(uri: uri, body: .multipart(values)))
    case (.post, nil) where hasRecording, (.post, "application/x-www-form-urlencoded") where hasRecording:
      return .success(Request(uri: uri, body: .multipart(values)))
    case (.post, nil), (.post, "application/x-www-form-urlencoded"):
      return .success(Request(uri: uri, body: .form(values)))
    case (.post, let encoding?):
      return .failure(Failure(event: "error.badfetch", message: "enctype=\"\(encoding)\" is not supported"))
    }
  }

  private static func query(_ values: [FetchRequest.FormValue], of uri: String) -> String {
    guard !values.isEmpty else { return "" }
    let pairs = values.map { value in
      guard case .text(let text) = value.content else { return percentEncoded(value.name) + "=" }
      return percentEncoded(value.name) + "=" + percentEncoded(text)
    }
    let separator = uri.contains("?") ? (uri.hasSuffix("?") || uri.hasSuffix("&") ? "" : "&") : "?"
    return separator + pairs.joined(separator: "&")
  }

  /// RFC 3986 unreserved characters stay; the rest is UTF-8, percent-encoded.
  static func percentEncoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        result += byte < 16 ? "%0" + hex : "%" + hex
      }
    }
    return result
  }

  /// Objects and arrays are sent property by property, as `name.property`.
  static func flatten(
    _ value: DataValue, name: String, text: (DataValue) throws(ScriptFault) -> String
  ) throws(ScriptFault) -> [FetchRequest.FormValue] {
    switch value {
    case .undefined:
      return [.init(name: name, content: .text(""))]
    case .null, .boolean, .number, .string:
      return [.init(name: name, content: .text(try text(value)))]
    case .array(let elements):
      var values: [FetchRequest.FormValue] = []
      for (index, element) in elements.enumerated() {
        values += try flatten(element, name: "\(name).\(index)", text: text)
      }
      return values
    case .object(let members):
      var values: [FetchRequest.FormValue] = []
      for member in members { values += try flatten(member.value, name: "\(name).\(member.name)", text: text) }
      return values
    }
  }
}
