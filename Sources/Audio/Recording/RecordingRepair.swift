import Glibc

extension RecordingWriter {
  /// What a repair found.
  public enum Repair: Hashable, Sendable {
    /// Nothing had to be done.
    case whole
    /// The header says now that the file holds so many samples of each channel.
    case mended(length: Int)
    /// It holds no sound. The sweep deletes such files.
    case empty
    /// Somebody is writing it.
    case inUse
  }

  /// Mends the header of a recording whose writer was killed, from the length of the file. A headerless one needs none.
  @discardableResult
  public static func repair(_ path: String) throws(RecordingFault) -> Repair {
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .notARecording(path: path, reason: RecordingFile.reason(errno)) }
    defer {
      // A child that was just forked holds the file open until it runs its program: closing alone would not unlock it.
      flock(descriptor, LOCK_UN)
      close(descriptor)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return .inUse }
    let name = path.hasSuffix(RecordingFile.unfinished) ? String(path.dropLast(RecordingFile.unfinished.count)) : path
    let (header, places): (SoundHeader, WavePlaces)
    do throws(SoundFault) {
      let bytes = try SoundBytes(.file(path: path), name: path)
      header = try SoundHeader.read(bytes, name: name, mediaType: nil, limits: .none).header
      places = try WavePlaces(bytes, dataOffset: header.offset, name: path)
    } catch {
      switch error.kind {
      case .empty, .noSound: return .empty
      default: throw .notARecording(path: path, reason: error.problem)
      }
    }
    guard header.container == .wav, !header.isBigEndian else { return .whole }
    return try mend(descriptor, path, places, header)
  }

  /// At start-up: mends every `.part` in a folder and gives it its name. Files that somebody is writing are left alone.
  ///
  /// - Returns: what was found, by the path without `.part`, in the order of the names.
  public static func repairAll(in folder: String) -> [(path: String, outcome: Result<Repair, RecordingFault>)] {
    names(in: folder).filter { $0.hasSuffix(RecordingFile.unfinished) }.map { name in
      let part = folder + "/" + name
      let path = String(part.dropLast(RecordingFile.unfinished.count))
      do throws(RecordingFault) {
        let repair = try repair(part)
        switch repair {
        case .inUse: break
        case .empty: unlink(part)
        case .whole, .mended:
          guard rename(part, path) == 0 else {
            throw RecordingFault.cannotWrite(path: path, reason: RecordingFile.reason(errno))
          }
        }
        return (path, .success(repair))
      } catch {
        return (path, .failure(error))
      }
    }
  }

  private static func mend(
    _ descriptor: Int32, _ path: String, _ places: WavePlaces, _ header: SoundHeader
  ) throws(RecordingFault) -> Repair {
    guard !places.isWhole else { return .whole }
    let length = (places.fileBytes - header.offset) / header.bytesPerFrame
    guard length > 0 else { return .empty }
    let dataBytes = length * header.bytesPerFrame
    let end = header.offset + dataBytes + dataBytes % 2
    var numbers = [(places.riffSize, end - 8), (header.offset - 4, dataBytes)]
    if let fact = places.frameCount { numbers.append((fact, length)) }
    guard ftruncate(descriptor, off_t(end)) == 0 else {
      throw .cannotWrite(path: path, reason: RecordingFile.reason(errno))
    }
    for (offset, value) in numbers {
      var bytes: [UInt8] = []
      bytes.append(value, bytes: 4)
      guard pwrite(descriptor, bytes, 4, off_t(offset)) == 4 else {
        throw .cannotWrite(path: path, reason: RecordingFile.reason(errno))
      }
    }
    return .mended(length: length)
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.sorted()
  }
}

/// Where the numbers of a WAV file are that depend on its length.
private struct WavePlaces {
  let fileBytes: Int
  let riffSize = 4
  /// Of the `fact` part.
  var frameCount: Int?
  /// Whether the sound and the parts after it end exactly where the file ends.
  let isWhole: Bool

  init(_ bytes: SoundBytes, dataOffset: Int, name: String) throws(SoundFault) {
    fileBytes = bytes.count
    var position = 12
    while position + 8 < dataOffset {
      let head = try bytes.read(count: 8, at: position, name: name)
      if head.starts(with: "fact".utf8) { frameCount = position + 8 }
      let size = head.unsigned(at: 4, bytes: 4, isBigEndian: false)
      position += 8 + size + size % 2
    }
    position = dataOffset - 8
    while position + 8 <= fileBytes {
      let size = try bytes.read(count: 8, at: position, name: name).unsigned(at: 4, bytes: 4, isBigEndian: false)
      // No sound and something after it: the header was never completed.
      if position == dataOffset - 8, size == 0 { break }
      position += 8 + size + size % 2
    }
    let riff = try bytes.read(count: 8, at: 0, name: name).unsigned(at: 4, bytes: 4, isBigEndian: false)
    isWhole = position == fileBytes && riff == fileBytes - 8
  }
}

extension SoundLimits {
  /// A repair must not be stopped by the length of what it repairs.
  fileprivate static var none: SoundLimits { SoundLimits(bytes: 1 << 50, duration: .seconds(1 << 40)) }
}
