/// A caller who is a sound file, and hangs up at its end.
public final class FileCaller: CallerSound {
  private let stream: SoundStream

  /// - Throws: when the file cannot be played; it is read to its end for that.
  public init(path: String) throws(SoundFault) {
    stream = try SoundFile.check(path).stream()
  }

  public func next(into frame: UnsafeMutableBufferPointer<Int16>) throws -> Bool {
    _ = try stream.fill()
    let taken = stream.take(into: frame)
    frame[taken...].update(repeating: 0)
    return taken > 0
  }
}
