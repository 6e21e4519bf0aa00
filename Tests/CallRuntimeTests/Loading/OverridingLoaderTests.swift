import CallRuntime
import Testing

@Suite struct OverridingLoaderTests {
  private func load(_ loader: OverridingLoader, _ uri: String) async throws(LoadFailure) -> LoadedResource {
    try await loader.load(LoadRequest(uri: uri, sizeLimit: 1000), session: FetchSession())
  }

  @Test func rulesAnswerForTheWorld() async throws {
    try await TemporaryFolder.run { folder in
      let file = try folder.write("<balance/>", to: "fixture.xml")
      let loader = OverridingLoader(over: TableLoader(["http://h/other.xml": "other", "http://h/mybalance.xml": "my"]))
      loader.override(uriSuffix: "balance.xml", with: .file(uri: file))
      loader.override(uriSuffix: "orders.cgi", with: .status(503))
      loader.override(uriSuffix: "/slow", with: .timeout)

      let balance = try await load(loader, "http://h/a/balance.xml?account=1#x")
      #expect(balance.bytes == Array("<balance/>".utf8))
      #expect(balance.uri == "http://h/a/balance.xml?account=1")
      await #expect(throws: LoadFailure.status(503)) { try await load(loader, "http://h/orders.cgi") }
      await #expect(throws: LoadFailure.timedOut) { try await load(loader, "http://h/slow?x") }
      #expect(try await load(loader, "http://h/other.xml").bytes == Array("other".utf8))
      #expect(try await load(loader, "http://h/mybalance.xml").bytes == Array("my".utf8))
    }
  }

  @Test func laterRulesHideEarlierOnes() async {
    let loader = OverridingLoader(over: TableLoader([:]))
    loader.override(uriSuffix: "x", with: .status(500))
    loader.override(uriSuffix: "x", with: .status(410))
    await #expect(throws: LoadFailure.status(410)) { try await load(loader, "http://h/x") }
  }

  @Test func onlyTheWorldMakesUsWait() {
    let loader = OverridingLoader(over: StandardLoader())
    loader.override(uriSuffix: "x", with: .timeout)
    #expect(!loader.waitsForOthers(LoadRequest(uri: "http://h/x", sizeLimit: 1)))
    #expect(loader.waitsForOthers(LoadRequest(uri: "http://h/y", sizeLimit: 1)))
    #expect(!loader.waitsForOthers(LoadRequest(uri: "file:///y", sizeLimit: 1)))
  }
}
