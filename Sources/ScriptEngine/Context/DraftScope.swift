import ECMAScript

/// A scope of a call that has needed no engine yet: what was declared in it, in the order in which an engine would list
/// it. Only plain values; there are no objects without an engine.
final class DraftScope {
  enum Member {
    /// The name means the scope itself.
    case itself
    case variable(ScriptValue)
  }

  let id: Int
  let name: String?
  let parent: DraftScope?
  /// `nil` is one that has gone to another place.
  private(set) var members: [(name: String, member: Member)?] = []
  /// By their bytes: two spellings of an accent are one `String`, and two names.
  private var places: [[UInt8]: Int] = [:]

  init(id: Int, name: String?, parent: DraftScope?) {
    self.id = id
    self.name = name
    self.parent = parent
    if let name { append(name, .itself) }
  }

  subscript(name: String) -> Member? {
    place(name).flatMap { members[$0]?.member }
  }

  /// Creates or overwrites a variable. One that scripts cannot write is made anew.
  func write(_ name: String, _ value: ScriptValue) {
    if let place = place(name) {
      if case .variable = self[name], self.name != VariableScope.readOnlyName {
        members[place] = (name, .variable(value))
        return
      }
      members[place] = nil
    }
    append(name, .variable(value))
  }

  func declare(_ name: String) {
    if case .variable = self[name] { return }
    write(name, .undefined)
  }

  /// Whether it took the name: what a variable has is not for it to give away.
  func alias(as name: String) -> Bool {
    switch self[name] {
    case .variable: return false
    case .itself: return true
    case nil:
      append(name, .itself)
      return true
    }
  }

  /// Whether a variable or a scope of that name is seen from here.
  func sees(_ name: String) -> Bool {
    place(name) != nil || parent?.sees(name) == true
  }

  private func place(_ name: String) -> Int? { places[Array(name.utf8)] }

  private func append(_ name: String, _ member: Member) {
    places[Array(name.utf8)] = members.count
    members.append((name, member))
  }
}
