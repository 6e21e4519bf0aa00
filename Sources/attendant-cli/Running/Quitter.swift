import Synchronization

/// Ends a call at once, even if that is asked for before the call has begun.
final class Quitter: Sendable {
  private struct State {
    var isAsked = false
    var action: (@Sendable () -> Void)?
  }
  private let state = Mutex(State())

  var quit: @Sendable () -> Void {
    {
      let action = self.state.withLock { state in
        state.isAsked = true
        return state.action
      }
      action?()
    }
  }

  func onQuit(_ action: @escaping @Sendable () -> Void) {
    let isAsked = state.withLock { state in
      state.action = action
      return state.isAsked
    }
    if isAsked { action() }
  }
}
