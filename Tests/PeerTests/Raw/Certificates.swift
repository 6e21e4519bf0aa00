import Foundation
import Testing

/// A certificate of `localhost` that vouches for itself, made by openssl.
struct Certificates {
  static let path = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  static let isMissing: Comment = "openssl is not installed"

  let openssl: String
  /// With `agent.pem` and `cafile.pem`, as the server wants it.
  let folder: Folder
  var authority: String { folder.path("cafile.pem") }

  init() async throws {
    openssl = try #require(Self.path)
    folder = try Folder()
    let child = try Child(
      openssl,
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", "key.pem",
        "-out", "cafile.pem", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
      ], in: folder.url)
    #expect(try await child.code() == 0, "\(child.state.state.errors)")
    let parts = try ["cafile.pem", "key.pem"].map { try Data(contentsOf: folder.url.appending(path: $0)) }
    try (parts[0] + parts[1]).write(to: folder.url.appending(path: "agent.pem"))
  }
}
