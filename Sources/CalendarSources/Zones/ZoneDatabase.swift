public import Calendars
import FlowParser
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The system's tz database: compiled files in a folder, which Debian's `tzdata` keeps up to date.
///
/// Each zone is read once in the life of this value, and a name that is none is looked for once. Thread-safe.
public final class ZoneDatabase: Sendable {
  /// The one of this machine, in `/usr/share/zoneinfo`.
  public static let system = ZoneDatabase(folder: "/usr/share/zoneinfo")

  public let folder: String
  /// No more than `most`: names come from flows.
  private let known = Mutex<[String: Result<ZoneRules, ZoneFault>]>([:])
  private static let most = 1000

  public init(folder: String) {
    self.folder = folder
  }

  /// The rules of a zone by its name, `Europe/Berlin`. `UTC` needs no database.
  public func zone(_ name: String) throws(ZoneFault) -> ZoneRules {
    if let found = known.withLock({ $0[name] }) { return try found.get() }
    let found: Result<ZoneRules, ZoneFault>
    do throws(ZoneFault) { found = .success(try read(name)) } catch { found = .failure(error) }
    known.withLock { if $0.count < Self.most { $0[name] = found } }
    return try found.get()
  }

  /// `zone` for those who keep what came out.
  public func rules(_ name: String) -> Result<ZoneRules, ZoneFault> {
    do throws(ZoneFault) { return .success(try zone(name)) } catch { return .failure(error) }
  }

  private func read(_ name: String) throws(ZoneFault) -> ZoneRules {
    if name == "UTC" { return .utc }
    guard Self.isName(name), let bytes = Self.bytes(folder + "/" + name), bytes.starts(with: "TZif".utf8) else {
      throw unknown(name)
    }
    return try ZoneRules(name: name, tzif: bytes)
  }

  /// All names, sorted; links too.
  public var names: [String] {
    var found: [String] = []
    var folders = [""]
    while let inner = folders.popLast() {
      guard let stream = opendir(folder + "/" + inner) else { continue }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        // Zones begin with a capital; `posix` and `right` hold the same ones again.
        guard name.first?.isUppercase == true, found.count < 5000 else { continue }
        let path = inner.isEmpty ? name : inner + "/" + name
        if entry.pointee.d_type == UInt8(DT_DIR) { folders.append(path) } else { found.append(path) }
      }
    }
    return found.sorted()
  }

  private func unknown(_ name: String) -> ZoneFault {
    let names = names
    guard !names.isEmpty else { return .noDatabase(folder) }
    let wanted = name.lowercased()
    // There is no zone of Beijing, which is what many look for.
    let city = ["asia/beijing", "beijing", "asia/peking"].contains(wanted) ? "Asia/Shanghai" : nil
    let suggestion =
      city ?? names.first { $0.lowercased() == wanted }
      ?? names.first { $0.lowercased().hasSuffix("/" + wanted.split(separator: " ").joined(separator: "_")) }
      ?? Suggestion.nearest(to: name, in: names)
    return .unknown(name, suggestion: suggestion)
  }

  /// Parts of letters, digits, `_`, `+` and `-`, each begun by a capital: no way out of the folder.
  private static func isName(_ name: String) -> Bool {
    name.utf8.count <= 64
      && name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
        part.utf8.first.map { (65...90).contains($0) } ?? false
          && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_+-".contains($0)) }
      }
  }

  /// No file of a zone comes near 64 KiB.
  private static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    let size = 1 << 16
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = fread(buffer.baseAddress, 1, size, file)
    }
    return bytes.count < size ? bytes : nil
  }
}
