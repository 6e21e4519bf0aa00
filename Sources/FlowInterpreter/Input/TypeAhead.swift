import CallInterface

/// Keys pressed before a wait took them. A bounded buffer: a storm of keys costs no memory.
struct TypeAhead {
  static let capacity = 256
  private(set) var keys: [DTMFDigit] = []
  /// Which inputs of the call they are.
  private(set) var inputs: [Int] = []
  /// A terminator pressed until then as a first key belongs to the entry before and is dropped (appendix D leaves open
  /// what a late terminator means).
  var lateTerminator: (key: DTMFDigit, until: CallInstant)?

  var isEmpty: Bool { keys.isEmpty }

  mutating func append(_ key: DTMFDigit, input: Int) {
    guard keys.count < Self.capacity else { return }
    keys.append(key)
    inputs.append(input)
  }

  mutating func prepend(_ key: DTMFDigit, input: Int) {
    keys.insert(key, at: 0)
    inputs.insert(input, at: 0)
  }

  mutating func takeFirst() -> (key: DTMFDigit, input: Int)? {
    keys.isEmpty ? nil : (keys.removeFirst(), inputs.removeFirst())
  }

  mutating func clear() {
    keys.removeAll()
    inputs.removeAll()
  }
}
