import CallRuntime
import Synchronization

/// Answers from a table that a test may change.
final class TableLoader: ResourceLoading {
  private let table: Mutex<[String: String]>
  private let count = Mutex(0)

  var loads: Int { count.withLock { $0 } }

  init(_ table: [String: String]) {
    self.table = Mutex(table)
  }

  subscript(uri: String) -> String? {
    get { table.withLock { $0[uri] } }
    set { table.withLock { $0[uri] = newValue } }
  }

  func load(_ request: LoadRequest, session: FetchSession) async throws(LoadFailure) -> LoadedResource {
    count.withLock { $0 += 1 }
    guard let text = self[request.uri] else { throw .status(404) }
    return LoadedResource(uri: request.uri, bytes: Array(text.utf8))
  }

  func waitsForOthers(_ request: LoadRequest) -> Bool { false }
}
