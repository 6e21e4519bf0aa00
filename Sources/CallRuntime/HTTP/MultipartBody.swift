/// `multipart/form-data` (RFC 7578).
struct MultipartBody: Sendable {
  struct Part: Sendable {
    let name: String
    /// Only a file part has a file name and a media type.
    var fileName: String?
    var mediaType: String?
    let bytes: [UInt8]

    init(name: String, fileName: String? = nil, mediaType: String? = nil, bytes: [UInt8]) {
      self.name = name
      self.fileName = fileName
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }
  let boundary: String
  let bytes: [UInt8]

  var contentType: String { "multipart/form-data; boundary=\(boundary)" }

  init(_ parts: [Part]) {
    // 128 random bits do not occur in any part by chance.
    let boundary =
      "attendant-"
      + [UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)]
      .map { String($0, radix: 36) }.joined()
    var bytes: [UInt8] = []
    for part in parts {
      var head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(Self.escaped(part.name))\""
      if let fileName = part.fileName { head += "; filename=\"\(Self.escaped(fileName))\"" }
      head += "\r\n"
      if let mediaType = part.mediaType { head += "Content-Type: \(mediaType)\r\n" }
      bytes += Array((head + "\r\n").utf8)
      bytes += part.bytes
      bytes += Array("\r\n".utf8)
    }
    bytes += Array("--\(boundary)--\r\n".utf8)
    self.boundary = boundary
    self.bytes = bytes
  }

  /// A quote or a line end in a name must not end the header; escaped as browsers do.
  private static func escaped(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"": result += "%22"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
