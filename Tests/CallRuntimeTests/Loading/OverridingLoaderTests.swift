import Testing

@testable import CallRuntime

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

  @Test func answersTakeAsLongAsTheRuleSays() {
    let loader = OverridingLoader(over: TableLoader([:]))
    loader.override(uriSuffix: "slow", with: .status(500), after: .seconds(5))
    loader.override(uriSuffix: "dead", with: .never)
    loader.override(uriSuffix: "quick", with: .timeout)
    let delays = ["slow", "dead", "quick", "other"].map {
      loader.virtualDelay(of: LoadRequest(uri: "http://h/\($0)", sizeLimit: 1))
    }
    #expect(delays == [.time(.seconds(5)), .endless, .time(.zero), .time(.zero)])
    // The time-out ends what would take longer; what comes with it is in time.
    #expect(delays.map { $0.ending(within: .seconds(5)).isLate } == [false, true, false, false])
    #expect(delays.map { $0.ending(within: .seconds(4)).after } == [.seconds(4), .seconds(4), .zero, .zero])
  }

  @Test func onlyTheWorldMakesUsWait() {
    let loader = OverridingLoader(over: StandardLoader())
    loader.override(uriSuffix: "x", with: .timeout)
    #expect(!loader.waitsForOthers(LoadRequest(uri: "http://h/x", sizeLimit: 1)))
    #expect(loader.waitsForOthers(LoadRequest(uri: "http://h/y", sizeLimit: 1)))
    #expect(!loader.waitsForOthers(LoadRequest(uri: "file:///y", sizeLimit: 1)))
  }
}
