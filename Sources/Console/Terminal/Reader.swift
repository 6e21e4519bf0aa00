import Foundation

/// A thread that runs one closure.
final class Reader: Sendable {
  private let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
  }

  func start() {
    Thread.detachNewThread(body)
  }
}
