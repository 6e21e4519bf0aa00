import Synchronization

/// The edition that answers from now on. It is replaced as a whole, or not at all.
public final class FlowEditions: Sendable {
  private struct State {
    var edition: FlowEdition
    var number = 1
    var refused = 0
  }
  private let state: Mutex<State>

  public init(_ first: FlowEdition) {
    state = Mutex(State(edition: first))
  }

  public var current: FlowEdition { state.withLock { $0.edition } }
  /// Counts from 1.
  public var number: Int { state.withLock { $0.number } }
  /// Editions that were refused.
  public var refused: Int { state.withLock { $0.refused } }

  /// Puts a new edition in the place of the present one. Where it cannot be read the present one goes on.
  /// - Returns: the number of the new edition.
  @discardableResult
  public func replace(by read: () async throws(FlowFindings) -> FlowEdition) async throws(FlowFindings) -> Int {
    do throws(FlowFindings) {
      let edition = try await read()
      return state.withLock { state in
        state.edition = edition
        state.number += 1
        return state.number
      }
    } catch {
      state.withLock { $0.refused += 1 }
      throw error
    }
  }
}
