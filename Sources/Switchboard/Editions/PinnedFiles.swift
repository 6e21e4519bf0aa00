import CallInterface
import CallRuntime
import Synchronization

/// Files as they were when they were first read, whatever happens to them on the disk: a flow with all its parts stays
/// one thing while calls run it. Sounds are not kept; what is not a file is the base's business.
final class PinnedFiles: ResourceLoading {
  private let base: any ResourceLoading
  private let kept = Mutex<[String: LoadedResource]>([:])
  /// What is usually far larger than flows are, and is opened when it is played.
  private static let sounds = [".wav", ".au", ".snd", ".raw", ".alaw", ".ulaw", ".al", ".ul", ".vox", ".mp3", ".ogg"]

  init(_ base: any ResourceLoading) {
    self.base = base
  }

  func load(_ request: LoadRequest, session: FetchSession) async throws(LoadFailure) -> LoadedResource {
    guard let key = Self.key(request.uri) else { return try await base.load(request, session: session) }
    if let found = kept.withLock({ $0[key] }) { return found }
    let loaded = try await base.load(request, session: session)
    // Of two who read at the same time, both get what the first one read.
    return kept.withLock { kept in
      if let found = kept[key] { return found }
      kept[key] = loaded
      return loaded
    }
  }

  func atHand(_ request: LoadRequest) -> LoadedResource? {
    Self.key(request.uri).flatMap { key in kept.withLock { $0[key] } }
  }

  func waitsForOthers(_ request: LoadRequest) -> Bool { base.waitsForOthers(request) }
  func isThere(_ uri: String) -> Bool { base.isThere(uri) }
  func virtualDelay(of request: LoadRequest) -> VirtualDelay { base.virtualDelay(of: request) }

  private static func key(_ uri: String) -> String? {
    var parts = URIParts(uri)
    guard parts.scheme == "file" else { return nil }
    parts.fragment = nil
    parts.query = nil
    let path = parts.path.lowercased()
    return sounds.contains { path.hasSuffix($0) } ? nil : parts.description
  }
}
