import ECMAScript

/// Sources that a call has run so far, as far as they matter to secrets. They are only looked at once a secret is there.
struct KnownSources {
  struct Entry: Hashable {
    /// The variable that got the value; `nil` for a script.
    let target: String?
    let source: String
  }

  struct Function {
    let name: String
    let read: Set<String>
    let stored: Set<String>
    let changesArguments: Bool
    let isOpen: Bool
  }

  private struct Digest {
    var functions: [Function] = []
    /// Names of which each may hold what another holds.
    var links: [Set<String>] = []
  }

  private var entries: [ScriptScope: Set<Entry>] = [:]
  private var digests: [ScriptScope: Digest] = [:]
  private var parsed: [String: SourceNames] = [:]

  mutating func note(_ entry: Entry, in scope: ScriptScope) {
    guard entries[scope, default: []].insert(entry).inserted else { return }
    digests[scope] = nil
  }

  mutating func forget(_ scope: ScriptScope) {
    guard entries.removeValue(forKey: scope) != nil else { return }
    digests[scope] = nil
  }

  mutating func names(of source: String) -> SourceNames {
    if let names = parsed[source] { return names }
    let names = SourceNames(source)
    parsed[source] = names
    return names
  }

  mutating func functions(in scopes: [ScriptScope]) -> [Function] {
    scopes.flatMap { digest(of: $0).functions }
  }

  /// These names, and all that may be the same objects.
  mutating func linked(to names: Set<String>, in scopes: [ScriptScope]) -> Set<String> {
    let links = scopes.flatMap { digest(of: $0).links }
    var all = names
    var hasNews = !names.isEmpty
    while hasNews {
      hasNews = false
      for link in links where !link.isDisjoint(with: all) && !link.isSubset(of: all) {
        all.formUnion(link)
        hasNews = true
      }
    }
    return all
  }

  private mutating func digest(of scope: ScriptScope) -> Digest {
    if let digest = digests[scope] { return digest }
    var digest = Digest()
    for entry in entries[scope] ?? [] { add(names(of: entry.source), of: entry.target, to: &digest) }
    digests[scope] = digest
    return digest
  }

  private func add(_ names: SourceNames, of target: String?, to digest: inout Digest) {
    for (name, function) in names.functions {
      let own = function.body.local.union(function.parameters)
      digest.functions.append(
        Function(
          name: name, read: function.body.read, stored: function.body.stored.subtracting(own),
          changesArguments: !function.body.stored.isDisjoint(with: function.parameters), isOpen: function.body.isOpen))
    }
    let holders = target.map { [$0] } ?? names.stored.union(names.local)
    if names.makesFunctions {
      // A function without a name of its own: whatever holds it may read all that is read here.
      let inner = names.functions.values.reduce(into: Set(names.read.keys)) { $0.formUnion($1.body.read) }
      for holder in holders {
        digest.functions.append(
          Function(
            name: holder, read: inner.subtracting([holder]), stored: names.stored.subtracting([holder]),
            changesArguments: true, isOpen: names.isOpen))
      }
    } else {
      digest.links.append(holders.union(names.read.keys))
    }
  }
}
