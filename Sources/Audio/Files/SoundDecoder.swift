import CSndFile
import Glibc

/// The samples of a sound file by libsndfile: mixed down to one channel, ±1 at full scale, at the file's own rate.
///
/// libsndfile is given only the part of the file that holds samples, as raw data of a coding already known.
final class SoundDecoder {
  private let header: SoundHeader
  private let name: String
  private let window: SoundWindow
  private let handle: OpaquePointer
  private let interleaved: UnsafeMutableBufferPointer<Float>
  private var position = 0
  /// Samples that had to be bent: beyond full scale or not numbers.
  private(set) var overloads = 0

  init(_ bytes: SoundBytes, _ header: SoundHeader, name: String) throws(SoundFault) {
    self.header = header
    self.name = name
    window = SoundWindow(bytes, offset: header.offset, length: header.frames * header.bytesPerFrame)
    var info = SF_INFO()
    info.samplerate = Int32(header.rate)
    info.channels = Int32(header.channels)
    let endian = header.isBigEndian ? SF_ENDIAN_BIG : SF_ENDIAN_LITTLE
    info.format = Int32(truncatingIfNeeded: SF_FORMAT_RAW | endian) | header.coding.subformat
    guard let handle = window.open(&info) else {
      throw SoundFault(
        kind: .unsupported, name: name, offset: header.offset,
        problem: "libsndfile does not take it (\(String(cString: sf_strerror(nil))))",
        remedy: "export it as 16-bit PCM")
    }
    self.handle = handle
    interleaved = .allocate(capacity: max(1, 4096 / header.channels) * header.channels)
  }

  deinit {
    sf_close(handle)
    interleaved.deallocate()
  }

  /// How many samples were written to `buffer`; 0 at the end.
  func read(into buffer: UnsafeMutableBufferPointer<Float>) throws(SoundFault) -> Int {
    let channels = header.channels
    let wanted = min(buffer.count, interleaved.count / channels, header.frames - position)
    guard wanted > 0, let base = interleaved.baseAddress else { return 0 }
    let got = Int(sf_readf_float(handle, base, sf_count_t(wanted)))
    guard got == wanted else {
      throw SoundFault(
        kind: .changed, name: name, offset: header.offset + (position + max(0, got)) * header.bytesPerFrame,
        problem: window.failure == 0
          ? "the file became shorter while it was read"
          : "it cannot be read (\(String(cString: strerror(window.failure))))",
        remedy: "replace sound files by renaming a new one over them")
    }
    position += got
    if header.coding.isFloatingPoint { bend(got * channels) }
    if channels == 1 {
      for index in 0..<got { buffer[index] = interleaved[index] }
      return got
    }
    let share = 1 / Float(channels)
    for index in 0..<got {
      var sum: Float = 0
      for channel in 0..<channels { sum += interleaved[index * channels + channel] }
      buffer[index] = sum * share
    }
    return got
  }

  func rewind() {
    position = 0
    sf_seek(handle, 0, SEEK_SET)
  }

  private func bend(_ count: Int) {
    for index in 0..<count {
      let value = interleaved[index]
      if value.isNaN {
        interleaved[index] = 0
        overloads += 1
      } else if value.magnitude > 1 {
        interleaved[index] = value < 0 ? -1 : 1
        overloads += 1
      }
    }
  }
}

/// The part of a file that libsndfile sees as a file of its own.
private final class SoundWindow {
  private let bytes: SoundBytes
  private let offset: Int
  private let length: Int
  private var position = 0
  /// `errno` of the last read that the system refused.
  private(set) var failure: Int32 = 0

  init(_ bytes: SoundBytes, offset: Int, length: Int) {
    self.bytes = bytes
    self.offset = offset
    self.length = length
  }

  /// The handle must not outlive the window.
  func open(_ info: inout SF_INFO) -> OpaquePointer? {
    var access = SF_VIRTUAL_IO(
      get_filelen: { sf_count_t(SoundWindow.from($0)?.length ?? 0) },
      seek: { place, origin, context in sf_count_t(SoundWindow.from(context)?.seek(Int(place), origin) ?? -1) },
      read: { target, count, context in
        sf_count_t(
          SoundWindow.from(context)?.read(UnsafeMutableRawBufferPointer(start: target, count: Int(count))) ?? 0)
      },
      write: { _, _, _ in 0 },
      tell: { sf_count_t(SoundWindow.from($0)?.position ?? 0) })
    return sf_open_virtual(&access, Int32(SFM_READ), &info, Unmanaged.passUnretained(self).toOpaque())
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> SoundWindow? {
    context.map { Unmanaged<SoundWindow>.fromOpaque($0).takeUnretainedValue() }
  }

  private func seek(_ place: Int, _ origin: Int32) -> Int {
    let base = origin == SEEK_SET ? 0 : origin == SEEK_CUR ? position : length
    position = max(0, min(length, base + place))
    return position
  }

  private func read(_ target: UnsafeMutableRawBufferPointer) -> Int {
    let count = max(0, min(target.count, length - position))
    let got = bytes.read(into: UnsafeMutableRawBufferPointer(rebasing: target[..<count]), at: offset + position)
    if got < 0 { failure = errno }
    position += max(0, got)
    return max(0, got)
  }
}
