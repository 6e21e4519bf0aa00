/// Why a recording cannot be made or went no further.
public enum RecordingFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// - Parameter free: bytes left on that disk.
  case diskFull(path: String, free: Int)
  /// The recording reached its own limit, in bytes.
  case tooLarge(path: String, limit: Int)
  case cannotCreate(path: String, reason: String)
  case cannotWrite(path: String, reason: String)
  /// A file to repair that is no recording.
  case notARecording(path: String, reason: String)

  public var description: String {
    switch self {
    case .diskFull(let path, let free):
      "\(path): the disk is full (\(free) bytes free); delete old recordings or lower the reserve"
    case .tooLarge(let path, let limit):
      "\(path): the recording reached its limit of \(limit) bytes; lower maxtime or raise the limit"
    case .cannotCreate(let path, let reason): "\(path): cannot be created (\(reason)); check the folder"
    case .cannotWrite(let path, let reason): "\(path): cannot be written (\(reason)); check the disk"
    case .notARecording(let path, let reason): "\(path): cannot be repaired (\(reason)); delete it"
    }
  }
}

/// How much disk a recording may take.
public struct RecordingLimits: Hashable, Sendable {
  /// Of one recording, with its header.
  public var bytes: Int
  /// What must stay free on its disk, in bytes.
  public var reserve: Int

  /// Half a gigabyte (nine hours of 16-bit samples), and a reserve of 100 megabytes.
  public init(bytes: Int = 1 << 29, reserve: Int = 100_000_000) {
    self.bytes = bytes
    self.reserve = reserve
  }
}
