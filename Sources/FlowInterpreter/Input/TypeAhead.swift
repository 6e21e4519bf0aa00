import CallInterface

/// Keys pressed before a wait took them. A bounded buffer: a storm of keys costs no memory.
struct TypeAhead {
  static let capacity = 256
  private(set) var keys: [DTMFDigit] = []
  /// A terminator pressed until then as a first key belongs to the entry before and is dropped (appendix D leaves open
  /// what a late terminator means).
  var lateTerminator: (key: DTMFDigit, until: CallInstant)?

  var isEmpty: Bool { keys.isEmpty }

  mutating func append(_ key: DTMFDigit) {
    if keys.count < Self.capacity { keys.append(key) }
  }

  mutating func prepend(_ key: DTMFDigit) {
    keys.insert(key, at: 0)
  }

  mutating func takeFirst() -> DTMFDigit? {
    keys.isEmpty ? nil : keys.removeFirst()
  }

  mutating func clear() {
    keys.removeAll()
  }
}
