/// What is to be sent: one message at a time, and of that what the system has not taken yet. Belongs to one thread.
final class Outbox {
  private static let capacity = 1024

  private let socket: any LinkSocket
  private let bytes: UnsafeMutableRawBufferPointer
  private var begin = 0
  private var end = 0
  /// Why nothing more can be sent.
  private(set) var fault: LinkInput?

  init(_ socket: any LinkSocket) {
    self.socket = socket
    bytes = .allocate(byteCount: Self.capacity, alignment: 8)
  }

  deinit {
    bytes.deallocate()
  }

  var isEmpty: Bool { begin == end }

  /// Sends a message that `write` makes, where the one before has gone.
  /// - Returns: whether it was taken.
  func send(_ write: (UnsafeMutableRawBufferPointer) -> Int) -> Bool {
    flush()
    guard isEmpty, fault == nil else { return false }
    begin = 0
    end = write(bytes)
    flush()
    return true
  }

  /// Sends a last message behind whatever is there.
  func sendLast(_ message: [UInt8]) {
    guard bytes.count - end >= message.count else { return }
    for byte in message {
      bytes[end] = byte
      end += 1
    }
    flush()
  }

  func flush() {
    while begin < end, fault == nil {
      switch socket.send(UnsafeRawBufferPointer(rebasing: bytes[begin..<end])) {
      case .some(let count): begin += count
      case .full: return
      case .closed: fault = .closed
      case .broken(let code): fault = .broken(code: code)
      }
    }
  }
}
