import CallInterface
import CallRuntime
import FlowDocument
import FlowInterpreter
import FlowParser
import Foundation
import Switchboard
import Testing

@Suite("Editions of flows")
struct EditionTests {
  /// A folder with flows, gone at the end.
  private final class Folder {
    let url: URL

    init() throws {
      url = FileManager.default.temporaryDirectory.appending(path: "edition-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
      do {
        try FileManager.default.removeItem(at: url)
      } catch {
        print("left behind: \(url.path)")
      }
    }

    func write(_ name: String, _ body: String) throws {
      let text = "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\">\(body)</vxml>"
      try Data(text.utf8).write(to: url.appending(path: name))
    }

    func uri(_ name: String) -> String { url.appending(path: name).absoluteString }
  }

  private func document(_ uri: String, of edition: FlowEdition) async -> Int? {
    let request = FetchRequest(kind: .document, uri: uri, timeout: .seconds(10))
    guard case .loaded(let reference) = await edition.resources.fetch(request, session: FetchSession()) else {
      return nil
    }
    return edition.resources.document(reference)?.document.dialogs.count
  }

  @Test("a call's edition stays what it was, parts that nobody has fetched yet included")
  func pinned() async throws {
    let folder = try Folder()
    try folder.write("a.vxml", "<form><block><goto next=\"b.vxml\"/></block></form>")
    try folder.write("b.vxml", "<form><block>old</block></form>")
    let table = RouteTable([.init(flow: folder.uri("a.vxml"))])
    let old = try await FlowEdition.read(table)
    try folder.write("b.vxml", "<form><block>new</block></form><form id=\"more\"><block/></form>")
    let new = try await FlowEdition.read(table)
    #expect(await document(folder.uri("b.vxml"), of: old) == 1)
    #expect(await document(folder.uri("b.vxml"), of: new) == 2)
  }

  @Test("what is wrong anywhere in a flow refuses the edition, and the old one goes on")
  func refused() async throws {
    let folder = try Folder()
    try folder.write("a.vxml", "<form><block><goto next=\"b.vxml\"/></block></form>")
    try folder.write("b.vxml", "<form><block>fine</block></form>")
    let table = RouteTable([.init(flow: folder.uri("a.vxml"))])
    let editions = FlowEditions(try await FlowEdition.read(table))
    try folder.write("b.vxml", "<form><block><goto next=\"#nowhere\"/></block></form>")
    do {
      try await editions.replace { () async throws(FlowFindings) in try await FlowEdition.read(table) }
      Issue.record("it was not refused")
    } catch {
      #expect(error.errors.map(\.rule) == ["S002"])
      #expect(error.errors.first?.file == folder.uri("b.vxml"))
    }
    #expect(editions.number == 1)
    #expect(editions.refused == 1)
    #expect(editions.current.route(for: "1")?.flow == folder.uri("a.vxml"))
    try folder.write("b.vxml", "<form><block>mended</block></form>")
    #expect(try await editions.replace { () async throws(FlowFindings) in try await FlowEdition.read(table) } == 2)
  }

  @Test("a flow that is not there, or no flow")
  func missing() async throws {
    let folder = try Folder()
    await #expect(throws: FlowFindings.self) {
      try await FlowEdition.read(RouteTable([.init(flow: folder.uri("none.vxml"))]))
    }
    try Data("nothing".utf8).write(to: folder.url.appending(path: "x.vxml"))
    await #expect(throws: FlowFindings.self) {
      try await FlowEdition.read(RouteTable([.init(flow: folder.uri("x.vxml"))]))
    }
  }
}
