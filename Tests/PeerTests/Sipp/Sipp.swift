import Foundation
import Testing

/// The program sipp as a load of callers, and what it counted.
struct Sipp {
  static let path = ["/usr/bin/sipp", "/usr/local/bin/sipp"].first { FileManager.default.isExecutableFile(atPath: $0) }
  static let isMissing: Comment = "sipp is not installed (Debian: sip-tester)"

  let code: Int32
  let errors: String
  /// The last row of its statistics by their names, such as `FailedCall(C)`.
  let statistics: [String: Int]

  var successful: Int { statistics["SuccessfulCall(C)"] ?? -1 }
  var failed: Int { statistics["FailedCall(C)"] ?? -1 }
  var repeated: Int { statistics["Retransmissions(C)"] ?? -1 }

  /// Plays a scenario `calls` times, so many a second, to its end.
  static func run(
    _ scenario: String, calls: Int, rate: Int, to port: UInt16, in folder: Folder, _ more: [String] = []
  ) async throws -> Sipp {
    let path = try #require(path)
    let name = UUID().uuidString
    let file = try folder.write("\(name).xml", scenario)
    let child = try Child(
      path,
      [
        "-sf", file, "-i", "127.0.0.1", "-p", String(try Loopback.freePort()), "-m", String(calls), "-r", String(rate),
        "-t", "u1", "-nostdin", "-trace_stat", "-stf", folder.path("\(name).csv"), "-fd", "1", "-trace_err",
        "-error_file", folder.path("\(name).errors"), "-timeout", "400s", "-timeout_error",
      ] + more + ["127.0.0.1:\(port)"], in: folder.url)
    do {
      let code = try await child.code()
      let errors = (try? String(contentsOfFile: folder.path("\(name).errors"), encoding: .utf8)) ?? ""
      return Sipp(
        code: code, errors: String(errors.prefix(2000)),
        statistics: try statistics(of: String(contentsOfFile: folder.path("\(name).csv"), encoding: .utf8)))
    } catch {
      await child.end()
      throw error
    }
  }

  private static func statistics(of text: String) -> [String: Int] {
    let rows = text.split(separator: "\n").map { $0.split(separator: ";", omittingEmptySubsequences: false) }
    guard let names = rows.first, let last = rows.last, rows.count > 1 else { return [:] }
    return Dictionary(
      zip(names.map(String.init), last).compactMap { name, value in Int(value).map { (name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }
}
