import ECMAScript

/// Which variables hold secrets: what is declared `ivr:secure`, and whatever got its value from such a variable, by name
/// and scope. What an expression reads is told from its text, on the safe side; conditions are not followed.
struct SecretNames {
  /// Names with the members that are secret; `whole` where all of it is.
  typealias Members = Set<String>
  static let whole = ""

  private var secret: [ScriptScope: [String: Members]] = [:]
  private var declared: [ScriptScope: Set<String>] = [:]
  private var known = KnownSources()
  /// Names that are secret now, of these scopes.
  private var visible: (scopes: [ScriptScope], names: [String: Members])?

  /// Whether there is nothing to follow.
  private(set) var isEmpty = true

  // MARK: What is kept

  /// A variable whose every value is secret.
  mutating func declare(_ name: String, in scope: ScriptScope) {
    declared[scope, default: []].insert(name)
    isEmpty = false
  }

  func isDeclared(_ name: String, in scope: ScriptScope) -> Bool { declared[scope]?.contains(name) ?? false }

  mutating func mark(_ name: String, _ members: Members = [whole], in scope: ScriptScope) {
    secret[scope, default: [:]][name, default: []].formUnion(members)
    isEmpty = false
    visible = nil
  }

  mutating func unmark(_ name: String, in scope: ScriptScope) {
    guard secret[scope]?.removeValue(forKey: name) != nil else { return }
    visible = nil
  }

  func isMarked(_ name: String, in scope: ScriptScope) -> Bool { secret[scope]?[name] != nil }

  mutating func forget(_ scope: ScriptScope) {
    known.forget(scope)
    guard !isEmpty else { return }
    secret[scope] = nil
    declared[scope] = nil
    visible = nil
    isEmpty = secret.isEmpty && declared.isEmpty
  }

  /// A script was run: its functions may read secrets later.
  mutating func noteScript(_ source: String, in scope: ScriptScope) {
    known.note(KnownSources.Entry(target: nil, source: source), in: scope)
    visible = nil
  }

  /// A variable holds an object that came of an expression: what is put into one is in the other.
  mutating func noteObject(_ name: String, from source: String, in scope: ScriptScope) {
    known.note(KnownSources.Entry(target: name, source: source), in: scope)
    visible = nil
  }

  // MARK: Questions

  /// A secret that a source may read, by its name; `nil` where it reads none.
  mutating func culprit(in source: String, _ scopes: [ScriptScope]) -> String? {
    guard !isEmpty else { return nil }
    let names = names(in: scopes)
    guard !names.isEmpty else { return nil }
    let read = known.names(of: source)
    if read.isOpen || read.functions.values.contains(where: \.body.isOpen) { return names.keys.min() }
    let inner = read.functions.values.flatMap(\.body.read)
    let direct = read.read.filter { word, members in
      guard let secret = names[word] else { return false }
      return secret.contains(Self.whole) || members.contains(Self.whole) || !secret.isDisjoint(with: members)
    }
    return direct.keys.min() ?? inner.filter { names[$0] != nil }.min()
  }

  /// What is secret in these scopes, functions that read it too.
  private mutating func names(in scopes: [ScriptScope]) -> [String: Members] {
    if let visible, visible.scopes == scopes { return visible.names }
    var names: [String: Members] = [:]
    for scope in scopes { names.merge(secret[scope] ?? [:]) { $0.union($1) } }
    if !names.isEmpty {
      let functions = known.functions(in: scopes)
      var hasNews = true
      while hasNews {
        hasNews = false
        for function in functions where names[function.name] == nil {
          guard function.isOpen || function.read.contains(where: { names[$0] != nil }) else { continue }
          names[function.name] = [Self.whole]
          hasNews = true
        }
      }
    }
    visible = (scopes, names)
    return names
  }

  /// Where a source that read a secret may have left it.
  mutating func stores(of source: String, _ scopes: [ScriptScope]) -> Set<String> {
    let names = known.names(of: source)
    let functions = known.functions(in: scopes)
    var stored = names.stored
    var pending = Set(names.read.keys)
    var seen: Set<String> = []
    while let name = pending.popFirst() {
      guard seen.insert(name).inserted else { continue }
      for function in functions where function.name == name {
        stored.formUnion(function.stored)
        pending.formUnion(function.read)
        guard function.changesArguments else { continue }
        stored.formUnion(names.read.keys.filter { name in !functions.contains { $0.name == name } })
      }
    }
    return known.linked(to: stored, in: scopes)
  }

  /// What a script declares and stores at its own level.
  mutating func topLevel(of source: String) -> Set<String> {
    let names = known.names(of: source)
    return names.stored.union(names.local)
  }
}
