import GRDB

/// Why the store did not do what was asked. Nothing of a change that failed is kept.
public enum CallStoreFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// Another process writes, and has for longer than we wait.
  case locked
  case readOnly
  /// No room on the disk.
  case full
  /// It is damaged, or it is no database.
  case corrupt(String)
  /// A newer version of this software made it.
  case newerSchema
  /// It is a database of some other program.
  case foreign
  /// The file, or its folder, cannot be used.
  case cannotOpen(String)
  /// What cannot be stored: a text with NUL, a time before it was asked for.
  case badPromise(String)
  /// The disk, or something else.
  case failed(String)

  public var description: String {
    switch self {
    case .locked: "the call store is locked by another process"
    case .readOnly: "the call store can only be read"
    case .full: "no room is left for the call store"
    case .corrupt(let detail): "the call store is damaged: \(detail)"
    case .newerSchema: "the call store was made by a newer version"
    case .foreign: "this is not a call store but a database of another program"
    case .cannotOpen(let detail): "the call store cannot be opened: \(detail)"
    case .badPromise(let detail): "no such call-back can be stored: \(detail)"
    case .failed(let detail): "the call store failed: \(detail)"
    }
  }

  /// For metrics and messages of programs.
  public var name: String {
    switch self {
    case .locked: "locked"
    case .readOnly: "readonly"
    case .full: "full"
    case .corrupt: "corrupt"
    case .newerSchema: "newer"
    case .foreign: "foreign"
    case .cannotOpen: "cannotopen"
    case .badPromise: "badpromise"
    case .failed: "failed"
    }
  }

  init(_ error: any Error) {
    if let fault = error as? CallStoreFault {
      self = fault
      return
    }
    guard let error = error as? DatabaseError else {
      self = .failed("\(error)")
      return
    }
    let detail = error.message ?? "\(error.extendedResultCode)"
    self =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
      case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
      case .SQLITE_FULL: .full
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt(detail)
      case .SQLITE_CANTOPEN, .SQLITE_AUTH: .cannotOpen(detail)
      default: .failed(detail)
      }
  }
}
