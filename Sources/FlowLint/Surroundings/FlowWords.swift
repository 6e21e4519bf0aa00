import FlowDocument
import Prompting

/// What a flow can say by keys: its own words, then those of its application root.
struct FlowWords {
  let tables: [WordTables]
  /// A list or table that cannot be had.
  let problem: String?

  init(_ found: [FoundWords]) {
    tables = found.compactMap { if case .tables(let tables) = $0 { tables } else { nil } }
    problem =
      found.lazy.compactMap { found in
        if case .unreadable(let uri, let reason) = found { "\(uri): \(reason)" } else { nil }
      }.first
  }

  /// The first tables that have a key in any language.
  func tables(with key: String) -> WordTables? { tables.first { $0.keys.contains(key) } }

  /// All keys with this beginning, of the first tables that have any. What stands between gaps is recorded under the key with
  /// a number behind it: that is no key to say.
  func keys(beginningWith beginning: String) -> [String] {
    let found = tables.lazy.map { $0.keys.filter { $0.hasPrefix(beginning) } }.first { !$0.isEmpty } ?? []
    return found.filter { key in
      guard let dot = key.lastIndex(of: "."), Int(key[key.index(after: dot)...]) != nil else { return true }
      return !found.contains(String(key[..<dot]))
    }.sorted()
  }

  /// Keys that the platform has words for.
  static func isPlatforms(_ key: String) -> Bool { key.hasPrefix("attendant.") }

  static func mayBePlatforms(_ beginning: String) -> Bool {
    isPlatforms(beginning) || "attendant.".hasPrefix(beginning)
  }
}

extension FlowUnderCheck {
  /// Everything that is said by a written key.
  var said: [(say: Say, key: Located<String>)] {
    nodes.compactMap { node in
      guard case .say(let say) = node.element, case .literal(let key) = say.key else { return nil }
      return (say, key)
    }
  }
}

extension WordTables {
  /// The languages that have words of their own for a key, each with these.
  func owners(of key: String) -> [(line: LanguageList.Line, words: Words)] {
    list.lines.compactMap { line in words(for: key, of: line).map { (line, $0) } }
  }
}
