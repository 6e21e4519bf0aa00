import CSpanDSP
import Synchronization

/// Samples from one thread to one other, without waiting and without allocation.
///
/// `@unchecked Sendable`: the producer writes only the places that the consumer has given back, the consumer reads only
/// those that the producer has published; the two counters, stored with release and loaded with acquire, guard that.
struct SampleRing: ~Copyable, @unchecked Sendable {
  let capacity: Int
  private let storage: UnsafeMutablePointer<Int16>
  private let written = Atomic<Int>(0)
  private let taken = Atomic<Int>(0)

  /// - Parameter capacity: rounded up to a power of two; 0 takes nothing.
  init(capacity: Int) {
    var size = capacity > 0 ? 256 : 0
    while size > 0, size < capacity, size < 1 << 30 { size *= 2 }
    self.capacity = size
    storage = .allocate(capacity: self.capacity)
    storage.initialize(repeating: 0, count: self.capacity)
  }

  deinit { storage.deallocate() }

  /// Of the producer: how many samples may be written now.
  var room: Int { capacity - count }

  /// How many samples wait to be taken.
  var count: Int { totalWritten &- totalTaken }

  /// Since the beginning.
  var totalWritten: Int { written.load(ordering: .acquiring) }
  var totalTaken: Int { taken.load(ordering: .acquiring) }

  /// Of the producer. How many were written: fewer than given where there is no room.
  func write(_ samples: UnsafeBufferPointer<Int16>) -> Int {
    let begin = written.load(ordering: .relaxed)
    let count = min(samples.count, capacity - (begin &- taken.load(ordering: .acquiring)))
    guard count > 0, let source = samples.baseAddress else { return 0 }
    let place = begin & (capacity - 1)
    let first = min(count, capacity - place)
    (storage + place).update(from: source, count: first)
    storage.update(from: source + first, count: count - first)
    written.store(begin &+ count, ordering: .releasing)
    return count
  }

  /// Of the consumer. How many were taken: fewer than asked for where there are no more.
  func take(into target: UnsafeMutableBufferPointer<Int16>) -> Int {
    let begin = taken.load(ordering: .relaxed)
    let count = min(target.count, written.load(ordering: .acquiring) &- begin)
    guard count > 0, let base = target.baseAddress else { return 0 }
    let place = begin & (capacity - 1)
    let first = min(count, capacity - place)
    base.update(from: storage + place, count: first)
    (base + first).update(from: storage, count: count - first)
    taken.store(begin &+ count, ordering: .releasing)
    // What comes next is fetched meanwhile: a thousand streams are in no cache.
    attendant_expect(storage + ((begin &+ count) & (capacity - 1)), target.count * 2)
    return count
  }
}

extension SampleRing {
  /// Of the producer, where the consumer keeps away from them meanwhile: puts silence in the place of the newest samples.
  func silence(last wanted: Int) {
    let end = written.load(ordering: .relaxed)
    let count = min(wanted, end &- taken.load(ordering: .acquiring))
    guard count > 0 else { return }
    let place = (end &- count) & (capacity - 1)
    let first = min(count, capacity - place)
    (storage + place).update(repeating: 0, count: first)
    storage.update(repeating: 0, count: count - first)
  }

  /// Of the producer. How many zeros were written: fewer than asked for where there is no room.
  func writeSilence(_ wanted: Int) -> Int {
    withUnsafeTemporaryAllocation(of: Int16.self, capacity: AudioFrame.samples) { zeros in
      zeros.initialize(repeating: 0)
      var done = 0
      while done < wanted {
        let count = write(UnsafeBufferPointer(rebasing: zeros[..<min(zeros.count, wanted - done)]))
        if count == 0 { break }
        done += count
      }
      return done
    }
  }
}
