import Synchronization

/// Whom to tell that a line is dead; known only after the line was made.
final class DeathBox: Sendable {
  private let action = Mutex<(@Sendable () -> Void)?>(nil)

  func set(_ action: @escaping @Sendable () -> Void) {
    self.action.withLock { $0 = action }
  }

  func tell() {
    action.withLock { $0 }?()
  }
}
