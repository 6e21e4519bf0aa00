import Foundation
import Testing

/// `Prompts/`: the same keys in every language, each of them said by a flow.
@Suite struct WordTests {
  static let languages = ["cmn", "yue", "en"]

  @Test func languagesHaveTheSameKeys() throws {
    let mandarin = try keys("cmn").filter { !$0.isPart }.map(\.id)
    for language in Self.languages.dropFirst() {
      #expect(try keys(language).filter { !$0.isPart }.map(\.id) == mandarin, "\(language)")
    }
    #expect(mandarin.count > 100)
  }

  @Test func languagesHaveTheSameGaps() throws {
    let mandarin = try keys("cmn").filter { !$0.isPart }.map(\.gaps)
    for language in Self.languages.dropFirst() {
      #expect(try keys(language).filter { !$0.isPart }.map(\.gaps) == mandarin, "\(language)")
    }
  }

  @Test(arguments: languages)
  func everyKeyIsSaid(_ language: String) throws {
    let said = try Self.saidByFlows()
    for key in try keys(language) where !key.isPart {
      #expect(said.keys.contains(key.id) || said.beginnings.contains { key.id.hasPrefix($0) }, "nobody says \(key.id)")
    }
  }

  /// The recorded words between two gaps are some that are there.
  @Test(arguments: languages)
  func partsBelongToWords(_ language: String) throws {
    let all = try keys(language)
    for part in all where part.isPart {
      let whole = all.first { part.id.hasPrefix($0.id + ".") && !$0.isPart }
      #expect(whole?.words.contains(part.words) == true, "\(part.id)")
    }
  }

  private struct Key {
    let id: String
    let words: String
    /// Words between gaps, recorded under a number.
    var isPart: Bool { id.split(separator: ".").last.map { Int($0) != nil } ?? false }
    var gaps: Set<String> { Set(words.matches(of: /\{([^:}]+)/).map { String($0.1) }) }
  }

  private func keys(_ language: String) throws -> [Key] {
    try FlowFiles.text("../Prompts/\(language)/prompts.tsv").split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\t")
      return line.hasPrefix("#") || fields.count != 3 ? nil : Key(id: String(fields[0]), words: String(fields[2]))
    }
  }

  /// Keys that stand in flows, and beginnings of those that are put together: `'greeting.' + …`.
  private static func saidByFlows() throws -> (keys: Set<String>, beginnings: Set<String>) {
    let place = FlowFiles.folder.resolvingSymlinksInPath().path
    let flows = FileManager.default.enumerator(atPath: place)?.compactMap { $0 as? String } ?? []
    var keys: Set<String> = []
    var beginnings: Set<String> = []
    for flow in flows where flow.hasSuffix(".vxml") {
      let text = try FlowFiles.text(flow)
      for match in text.matches(of: /<ivr:say key="([^"]+)"/) { keys.insert(String(match.1)) }
      for match in text.matches(of: /<ivr:say keyexpr="'([^']+)'/) { beginnings.insert(String(match.1)) }
    }
    return (keys, beginnings)
  }
}
