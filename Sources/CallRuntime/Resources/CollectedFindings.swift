public import FlowParser
import Synchronization

/// Collects what a store finds while it reads: `ResourceOptions(onDiagnostics: collected.add)`.
public final class CollectedFindings: Sendable {
  private let found = Mutex<[Diagnostic]>([])

  public init() {}

  @Sendable public func add(_ uri: String, _ more: [Diagnostic]) {
    found.withLock { $0 += more }
  }

  /// By file, and in each by their places.
  public var all: [Diagnostic] {
    found.withLock { $0.sorted { ($0.file, $0.location) < ($1.file, $1.location) } }
  }
}
