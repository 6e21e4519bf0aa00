import CallInterface
import Synchronization

/// Every version of every URI that is still in use, and the most recently used ones beyond that.
final class ResourceCatalog: Sendable {
  private struct Slot {
    let version: Int
    /// As long as anybody holds it.
    weak var resource: StoredResource?
    /// Holds it for those who may come.
    var kept: StoredResource?
    var lastUse: Int
  }
  private struct Line {
    var newest: Int
    var slots: [Slot] = []
  }
  private struct State {
    var lines: [String: Line] = [:]
    /// Versions of URIs begin above this, so that no reference is ever given out twice.
    var forgotten = 0
    var keptBytes = 0
    var uses = 0
  }
  private let capacity: Int
  private let state = Mutex(State())

  /// - Parameter capacity: bytes of sources to keep without a holder.
  init(capacity: Int) {
    self.capacity = capacity
  }

  func find(_ reference: ResourceReference) -> StoredResource? {
    state.withLock { $0.lines[reference.uri]?.slots.first { $0.version == reference.version }?.resource }
  }

  /// The version of `uri` with this identity; a new one where there is none.
  func resource(uri: String, identity: ContentIdentity) -> StoredResource {
    state.withLock { state in
      state.uses += 1
      var line = state.lines[uri] ?? Line(newest: state.forgotten)
      defer {
        state.lines[uri] = line
        if state.keptBytes > capacity { shrink(&state) }
      }
      for position in line.slots.indices {
        guard let resource = line.slots[position].resource, resource.identity == identity else { continue }
        if line.slots[position].kept == nil { state.keptBytes += resource.cost }
        line.slots[position].kept = resource
        line.slots[position].lastUse = state.uses
        return resource
      }
      line.newest += 1
      let resource = StoredResource(ResourceReference(uri: uri, version: line.newest), identity: identity)
      line.slots.append(Slot(version: line.newest, resource: resource, kept: resource, lastUse: state.uses))
      state.keptBytes += resource.cost
      return resource
    }
  }

  /// Lets go of the longest unused until half is free, and forgets what nobody holds.
  private func shrink(_ state: inout State) {
    var byAge = state.lines.flatMap { uri, line in
      line.slots.filter { $0.kept != nil }.map { (uri, $0.version, $0.lastUse) }
    }
    byAge.sort { $0.2 < $1.2 }
    for (uri, version, _) in byAge.dropLast() {
      guard state.keptBytes > capacity / 2 else { break }
      guard let position = state.lines[uri]?.slots.firstIndex(where: { $0.version == version }) else { continue }
      state.keptBytes -= state.lines[uri]?.slots[position].kept?.cost ?? 0
      state.lines[uri]?.slots[position].kept = nil
    }
    for (uri, line) in state.lines {
      let alive = line.slots.filter { $0.resource != nil }
      if alive.isEmpty {
        state.forgotten = max(state.forgotten, line.newest)
        state.lines[uri] = nil
      } else {
        state.lines[uri]?.slots = alive
      }
    }
  }
}
