import CSpanDSP

/// What a call needs of memory for each of its frames. Where hundreds of calls work in turn, nothing of the next one is
/// in the processor's cache, and asking for all of it a moment before is far quicker than waiting for one thing after
/// another.
///
/// Only ever asked for, never read: what is gone by then does no harm.
package struct FrameMemory: Sendable {
  package struct Block: Sendable {
    fileprivate let address: UInt
    fileprivate let bytes: Int

    /// A frame will be made soon.
    package func expect() { attendant_expect(UnsafeRawPointer(bitPattern: address), bytes) }
  }
  package private(set) var blocks: [Block] = []

  package init() {}

  /// The memory of an object itself, without what it refers to.
  package mutating func add(_ object: AnyObject) {
    let block = UnsafeRawPointer(Unmanaged.passUnretained(object).toOpaque())
    add(block, bytes: attendant_block_bytes(block))
  }

  package mutating func add(_ block: UnsafeRawPointer, bytes: Int) {
    blocks.append(Block(address: UInt(bitPattern: block), bytes: bytes))
  }
}
