import Audio
import CSpanDSP

/// A seat as the raster sees it. Hundreds of them are gone through in turn, so none of their objects is counted as a
/// reference: the seat's place holds it meanwhile.
struct MediaRow {
  let seat: Unmanaged<MediaSeat>
  let stream: Unmanaged<MediaStream>
  /// The socket of its sound.
  let sound: Int32
  /// What each tick needs; the seat's own, and far away like all that belongs to it.
  let memory: UnsafeBufferPointer<FrameMemory.Block>

  init(_ seat: MediaSeat) {
    self.seat = .passUnretained(seat)
    stream = .passUnretained(seat.stream)
    sound = seat.sockets.sound
    memory = UnsafeBufferPointer(seat.memory)
  }

  /// What it needs will be asked for soon.
  func expectList() {
    attendant_expect(memory.baseAddress, memory.count * MemoryLayout<FrameMemory.Block>.stride)
  }

  /// Its tick comes soon.
  func expect() { for block in memory { block.expect() } }
}
