import Synchronization

/// Stored answers by URI, the least recently used given up first.
final class HTTPCache: Sendable {
  private struct Entry {
    var copy: CachedResponse
    var lastUse: Int
  }
  private struct State {
    var entries: [String: Entry] = [:]
    var size = 0
    var uses = 0
  }
  private let capacity: Int
  private let state = Mutex(State())

  /// - Parameter capacity: in bytes of bodies; one body may take a quarter of it.
  init(capacity: Int) {
    self.capacity = capacity
  }

  func copy(of uri: String) -> CachedResponse? {
    state.withLock { state in
      guard let entry = state.entries[uri] else { return nil }
      state.uses += 1
      state.entries[uri]?.lastUse = state.uses
      return entry.copy
    }
  }

  func store(_ copy: CachedResponse) {
    state.withLock { state in
      remove(copy.uri, from: &state)
      guard cost(copy) <= capacity / 4 else { return }
      state.uses += 1
      state.size += cost(copy)
      state.entries[copy.uri] = Entry(copy: copy, lastUse: state.uses)
      while state.size > capacity, let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
        remove(oldest.key, from: &state)
      }
    }
  }

  func forget(_ uri: String) {
    state.withLock { remove(uri, from: &$0) }
  }

  /// Does nothing where `old` is no longer the stored copy.
  func replace(_ old: CachedResponse, by new: CachedResponse) {
    state.withLock { state in
      guard let entry = state.entries[old.uri], entry.copy === old else { return }
      state.entries[old.uri] = Entry(copy: new, lastUse: entry.lastUse)
    }
  }

  private func remove(_ uri: String, from state: inout State) {
    guard let entry = state.entries.removeValue(forKey: uri) else { return }
    state.size -= cost(entry.copy)
  }

  /// Empty bodies and long addresses count too.
  private func cost(_ copy: CachedResponse) -> Int { copy.bytes.count + copy.uri.utf8.count + 512 }
}
