import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum StoreFolder {
  /// A new file is there after a loss of power only if its folder is on the disk too.
  static func sync(of path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CallStoreFault.cannotOpen("the folder '\(folder)'") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw CallStoreFault.failed("the folder '\(folder)' cannot be synced") }
  }
}
