import CallStore
import Foundation

/// A folder for one store; goes away with the test.
final class Scratch: Sendable {
  let folder: URL
  var path: String { folder.appending(path: "calls.sqlite").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      print("a folder was left: \(error)")
    }
  }

  static func promise(_ number: String, call: String = "c1", at requested: Int64 = 0, due: Int64) -> CallbackPromise {
    CallbackPromise(
      call: call, flow: "file:///a.vxml", number: number, name: "desk", reason: "a bill", language: "en",
      requested: requested, due: due)
  }
}
