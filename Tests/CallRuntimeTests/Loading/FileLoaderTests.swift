import CallInterface
import CallRuntime
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct FileLoaderTests {
  let loader = FileLoader()
  let session = FetchSession()

  private func load(_ uri: String, sizeLimit: Int = 1000) async throws(LoadFailure) -> LoadedResource {
    try await loader.load(LoadRequest(uri: uri, body: .form([]), sizeLimit: sizeLimit), session: session)
  }

  @Test func bytesComeAsTheyAre() async throws {
    try await TemporaryFolder.run { folder in
      try folder.write("a\r\nb\n\u{FEFF}", to: "菜单 1.vxml")
      let uri = folder.uri("%E8%8F%9C%E5%8D%95%201.vxml")
      let resource = try await load(uri + "?ignored=1#fragment")
      #expect(resource.bytes == Array("a\r\nb\n\u{FEFF}".utf8))
      #expect(resource.uri == uri + "?ignored=1")
      #expect(try await load(uri.replacing("file://", with: "file:")).bytes == resource.bytes)
      #expect(try await load(uri.replacing("file://", with: "file://localhost")).bytes == resource.bytes)
    }
  }

  @Test func whatIsNoFileIsRefused() async throws {
    try await TemporaryFolder.run { folder in
      await #expect(throws: LoadFailure.noSuchFile) { try await load(folder.uri("none")) }
      await #expect(throws: LoadFailure.notAFile) { try await load("file://" + folder.path) }
      // Nobody writes into this pipe: waiting for it would last for ever.
      #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
      await #expect(throws: LoadFailure.notAFile) { try await load(folder.uri("pipe")) }
      await #expect(throws: LoadFailure.notAFile) { try await load("file:///dev/zero") }
    }
  }

  @Test func sizeIsLimited() async throws {
    try await TemporaryFolder.run { folder in
      let uri = try folder.write("0123456789", to: "ten")
      #expect(try await load(uri, sizeLimit: 10).bytes.count == 10)
      await #expect(throws: LoadFailure.tooLarge(limit: 9)) { try await load(uri, sizeLimit: 9) }
    }
  }

  @Test(arguments: ["file:relative", "file://elsewhere/x", "file:///a%00b", "file:"])
  func badURIs(uri: String) async {
    await #expect(throws: LoadFailure.badURI) { try await load(uri) }
  }

  @Test func otherSchemes() async {
    let standard = StandardLoader()
    await #expect(throws: LoadFailure.unknownScheme("gopher")) {
      try await standard.load(LoadRequest(uri: "gopher://x/", sizeLimit: 1), session: session)
    }
    await #expect(throws: LoadFailure.badURI) {
      try await standard.load(LoadRequest(uri: "no/scheme", sizeLimit: 1), session: session)
    }
  }
}
