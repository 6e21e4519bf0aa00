import Foundation
import Testing

/// The code of the articles is the code of `Tutorials`, which the other tests run. With ATTENDANT_UPDATE=1 the articles
/// take it over.
@Suite("Articles")
struct ArticleTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let catalogue = root.appending(path: "Sources/Attendant/Attendant.docc")
  static let tutorials = root.appending(path: "Tests/AttendantTests/Tutorials")
  static let isUpdating = ProcessInfo.processInfo.environment["ATTENDANT_UPDATE"] == "1"
  static let names = ["ChatWindow", "CustomerLookup", "EmbeddedServer"]

  @Test("the code of an article is that of its file, all of it and in its order", arguments: names)
  func code(_ name: String) throws {
    let file = Self.tutorials.appending(path: "\(name).swift")
    let page = Self.catalogue.appending(path: "\(name).md")
    let parts = try MarkedCode(source: String(contentsOf: file, encoding: .utf8)).parts
    var article = try Article(String(contentsOf: page, encoding: .utf8))
    if Self.isUpdating {
      article.take(parts, of: "\(name).swift")
      try article.text.write(to: page, atomically: true, encoding: .utf8)
    }
    #expect(article.unmarked.isEmpty, "Swift code without a mark of the file it is from")
    #expect(article.blocks.map(\.mark) == parts.map { "\(name).swift: \($0.name)" })
    #expect(article.blocks.map(\.code) == parts.map(\.code))
  }

  @Test("the code of the README is from the same files")
  func readme() throws {
    let page = Self.root.appending(path: "README.md")
    var article = try Article(String(contentsOf: page, encoding: .utf8))
    var codes: [String: String] = [:]
    for name in Self.names {
      let file = Self.tutorials.appending(path: "\(name).swift")
      let parts = try MarkedCode(source: String(contentsOf: file, encoding: .utf8)).parts
      for part in parts { codes["\(name).swift: \(part.name)"] = part.code }
      if Self.isUpdating { article.take(parts, of: "\(name).swift") }
    }
    if Self.isUpdating { try article.text.write(to: page, atomically: true, encoding: .utf8) }
    #expect(article.unmarked.isEmpty)
    #expect(!article.blocks.isEmpty)
    for block in article.blocks { #expect(codes[block.mark] == block.code) }
  }

  @Test("every article and every file has its other half")
  func halves() throws {
    let files = FileManager.default
    let pages = try files.contentsOfDirectory(atPath: Self.catalogue.path).filter {
      $0.hasSuffix(".md") && $0 != "Attendant.md"
    }
    #expect(pages.sorted() == Self.names.map { "\($0).md" })
    #expect(try files.contentsOfDirectory(atPath: Self.tutorials.path).sorted() == Self.names.map { "\($0).swift" })
  }

  @Test("a file needs nothing but the library", arguments: names)
  func imports(_ name: String) throws {
    let source = try String(contentsOf: Self.tutorials.appending(path: "\(name).swift"), encoding: .utf8)
    let imports = source.split(separator: "\n").filter { $0.contains("import ") && !$0.hasPrefix("//") }
    #expect(imports == ["import Attendant"])
  }

  @Test("the channel of the article is as short as it says")
  func length() throws {
    let source = try String(contentsOf: Self.tutorials.appending(path: "ChatWindow.swift"), encoding: .utf8)
    let channel = try #require(MarkedCode(source: source).parts.first { $0.name == "channel" })
    #expect(channel.code.split(separator: "\n", omittingEmptySubsequences: false).count <= 60)
  }

  @Test("a difference is seen either way")
  func differences() {
    let source = MarkedCode(source: "// article: a\nlet a = 1\n// article end\n")
    #expect(source.parts == [MarkedCode.Part(name: "a", code: "let a = 1")])
    var article = Article("<!-- F.swift: a -->\n```swift\nlet a = 2\n```\n\n```swift\nlet b = 1\n```\n")
    #expect(article.blocks == [Article.Block(mark: "F.swift: a", code: "let a = 2")])
    #expect(article.unmarked == ["let b = 1"])
    article.take(source.parts, of: "F.swift")
    #expect(article.blocks.map(\.code) == ["let a = 1"])
    #expect(article.unmarked == ["let b = 1"])
  }
}
