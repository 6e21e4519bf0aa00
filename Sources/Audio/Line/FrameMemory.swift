import CSpanDSP

/// What a call needs of memory for each of its frames. Where hundreds of calls work in turn, nothing of the next one is
/// in the processor's cache, and asking for all of it a moment before is far quicker than waiting for one thing after
/// another.
///
/// Only ever asked for, never read: what is gone by then does no harm.
package struct FrameMemory {
  /// Neighbouring lines of a processor's cache, in one word: a call's list of them should be short itself.
  package struct Block: Sendable {
    fileprivate static let line: UInt = 64
    /// The address of the first, and in the bits that are zero there how many follow.
    fileprivate var word: UInt

    /// A frame will be made soon.
    package func expect() {
      let first = word & ~(Self.line - 1)
      attendant_expect(UnsafeRawPointer(bitPattern: first), Int((word - first + 1) * Self.line))
    }
  }

  private var lines: Set<UInt> = []

  package init() {}

  /// Everything, in as few blocks as can be.
  package var blocks: [Block] {
    var blocks: [Block] = []
    var end: UInt?
    for line in lines.sorted() {
      if line == end, let last = blocks.last, last.word % Block.line < Block.line - 1 {
        blocks[blocks.count - 1].word += 1
      } else {
        blocks.append(Block(word: line))
      }
      end = line + Block.line
    }
    return blocks
  }

  /// The memory of an object itself, without what it refers to.
  /// - Parameter first: how many bytes are needed, where it is not all of them.
  package mutating func add(_ object: AnyObject, first: Int = .max) {
    let block = UnsafeRawPointer(Unmanaged.passUnretained(object).toOpaque())
    add(block, bytes: min(attendant_block_bytes(block), first))
  }

  package mutating func add(_ block: UnsafeRawPointer, bytes: Int) {
    let begin = UInt(bitPattern: block)
    let end = begin + UInt(max(bytes, 1))
    for line in stride(from: begin - begin % Block.line, to: end, by: Int(Block.line)) { lines.insert(line) }
  }
}
