import CallInterface
@testable import CallRuntime
import Testing

@Suite struct HTTPLoaderTests {
  let loader = HTTPLoader()
  let session = FetchSession()

  private func get(_ uri: String, sizeLimit: Int = 1 << 20) async throws(LoadFailure) -> LoadedResource {
    try await loader.load(LoadRequest(uri: uri, sizeLimit: sizeLimit), session: session)
  }

  private func post(_ body: FetchRequest.Body, to uri: String) async throws(LoadFailure) -> LoadedResource {
    try await loader.load(LoadRequest(uri: uri, body: body, sizeLimit: 1 << 20), session: session)
  }

  @Test func getBringsBytesAndMediaType() async throws {
    try await TestServer.run { _ in
      .ok("<vxml/>\r\n", ("Content-Type", "Text/XML; charset=\"GB18030\""))
    } _: { server in
      let resource = try await get(server.base + "/a?x=1#f")
      #expect(resource.uri == server.base + "/a?x=1")
      #expect(resource.bytes == Array("<vxml/>\r\n".utf8))
      #expect(resource.mediaType == "text/xml")
      #expect(resource.charset == "GB18030")
      #expect(server.requests.first?.target == "/a?x=1")
      #expect(server.requests.first?.header("user-agent")?.hasPrefix("Attendant/") == true)
    }
  }

  @Test func charactersOutsideASCIIAreEncoded() async throws {
    try await TestServer.run { _ in
      .ok("")
    } _: { server in
      _ = try await get(server.base + "/菜单 1%20?q=a|b")
      #expect(server.requests.first?.target == "/%E8%8F%9C%E5%8D%95%201%20?q=a%7Cb")
    }
  }

  @Test(arguments: [400, 401, 404, 500, 503, 304, 300])
  func statusesWithoutAResourceFail(status: Int) async throws {
    try await TestServer.run { _ in
      .status(status, body: status == 304 ? "" : "<vxml/>")
    } _: { server in
      await #expect(throws: LoadFailure.status(status)) { try await get(server.base + "/x") }
    }
  }

  @Test func redirectsAreFollowedAndTheLastIsTheBase() async throws {
    try await TestServer.run { request in
      switch request.target {
      case "/a/start": .status(302, headers: [("Location", "../b/next?n=1#there")])
      case "/b/next?n=1": .status(301, headers: [("Location", "/c")])
      case "/c": .ok("here")
      default: .status(404)
      }
    } _: { server in
      let resource = try await get(server.base + "/a/start")
      #expect(resource.uri == server.base + "/c")
      #expect(resource.bytes == Array("here".utf8))
    }
  }

  @Test func redirectsEndSomewhere() async throws {
    try await TestServer.run { _ in
      .status(302, headers: [("Location", "/again")])
    } _: { server in
      await #expect(throws: LoadFailure.tooManyRedirects) { try await get(server.base + "/again") }
      #expect(server.requests.count == 6)
    }
  }

  @Test func redirectsToFilesAreForbidden() async throws {
    try await TestServer.run { _ in
      .status(302, headers: [("Location", "file:///etc/passwd")])
    } _: { server in
      await #expect(throws: LoadFailure.forbiddenRedirect("file:///etc/passwd")) { try await get(server.base) }
    }
  }

  @Test(arguments: [(302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
  func redirectedPosts(status: Int, method: String) async throws {
    try await TestServer.run { request in
      request.target == "/form" ? .status(status, headers: [("Location", "/done")]) : .ok("done")
    } _: { server in
      _ = try await post(.form([.init(name: "a", content: .text("1"))]), to: server.base + "/form")
      #expect(server.requests.map(\.method) == ["POST", method])
      #expect(server.requests.last?.text == (method == "POST" ? "a=1" : ""))
    }
  }

  @Test func formsAreEncodedAsUTF8() async throws {
    try await TestServer.run { _ in
      .ok("")
    } _: { server in
      _ = try await post(
        .form([
          .init(name: "name", content: .text("王 小明")), .init(name: "a&b", content: .text("1+1=2")),
          .init(name: "keep", content: .text("a-Z_0.9*~")),
        ]), to: server.base + "/f")
      let request = try #require(server.requests.first)
      #expect(request.header("content-type") == "application/x-www-form-urlencoded")
      #expect(request.text == "name=%E7%8E%8B+%E5%B0%8F%E6%98%8E&a%26b=1%2B1%3D2&keep=a-Z_0.9*%7E")
    }
  }

  /// A secure one is a descriptor, and its name the query.
  @Test(arguments: [false, true]) func recordingsGoAsFiles(isNameless: Bool) async throws {
    try await TemporaryFolder.run { folder in
      let sound: [UInt8] = [0x52, 0x49, 0x46, 0x46, 0, 0xFF, 0x0D, 0x0A]
      let uri =
        isNameless
        ? try folder.write(sound, to: "12") + "?my%20note.wav"
        : try folder.write(sound, to: "my note.wav").replacing(" ", with: "%20")
      try await TestServer.run { _ in
        .ok("")
      } _: { server in
        _ = try await post(
          .multipart([
            .init(name: "who", content: .text("Ann")), .init(name: "no\"te", content: .recording(uri: uri)),
          ]), to: server.base + "/f")
        let request = try #require(server.requests.first)
        let type = try #require(request.header("content-type"))
        let boundary = try #require(type.split(separator: "boundary=").last)
        #expect(type.hasPrefix("multipart/form-data; boundary="))
        let expected =
          Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"who\"\r\n\r\nAnn\r\n".utf8)
          + Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"no%22te\"; ".utf8)
          + Array("filename=\"my note.wav\"\r\nContent-Type: audio/x-wav\r\n\r\n".utf8) + sound
          + Array("\r\n--\(boundary)--\r\n".utf8)
        #expect(request.body == expected)
      }
    }
  }

  @Test func aMissingRecordingIsAFailure() async throws {
    try await TestServer.run { _ in
      .ok("")
    } _: { server in
      let body = FetchRequest.Body.multipart([.init(name: "r", content: .recording(uri: "file:///no/such.wav"))])
      let failure = await #expect(throws: LoadFailure.self) { try await post(body, to: server.base) }
      #expect(failure?.reason.contains("no such file") == true)
      #expect(server.requests.isEmpty)
    }
  }

  @Test func whatIsTooLargeIsRefused() async throws {
    try await TestServer.run { request in
      request.target == "/told" ? .ok("0123456789") : .chunks(["01234", "56789"])
    } _: { server in
      for path in ["/told", "/untold"] {
        await #expect(throws: LoadFailure.tooLarge(limit: 9)) { try await get(server.base + path, sizeLimit: 9) }
        let whole = try await get(server.base + path, sizeLimit: 10)
        #expect(whole.bytes.count == 10)
      }
    }
  }

  @Test func nobodyListens() async throws {
    let address = try await TestServer.deadAddress()
    await #expect(throws: LoadFailure.refused) { try await get(address) }
  }

  @Test(arguments: ["http:///path", "http://", "http:x"])
  func badURIs(uri: String) async {
    await #expect(throws: LoadFailure.badURI) { try await get(uri) }
  }
}
