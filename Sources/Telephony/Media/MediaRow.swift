import Audio

/// A seat as the raster sees it. Hundreds of them are gone through in turn, so none of their objects is counted as a
/// reference: the seat's place holds it meanwhile.
struct MediaRow {
  let seat: Unmanaged<MediaSeat>
  let stream: Unmanaged<MediaStream>
  /// The socket of its sound.
  let sound: Int32
  /// What each tick needs; the seat's own.
  let memory: UnsafeBufferPointer<FrameMemory.Block>

  init(_ seat: MediaSeat) {
    self.seat = .passUnretained(seat)
    stream = .passUnretained(seat.stream)
    sound = seat.sockets.sound
    memory = UnsafeBufferPointer(seat.memory)
  }
}
