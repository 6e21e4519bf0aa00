import Foundation

/// What the system says of a process.
struct ProcessFigures {
  let at: ContinuousClock.Instant
  /// Seconds of processor time, user and kernel.
  let processor: Double
  /// Of that, the media threads.
  let media: Double
  /// Resident, in kilobytes.
  let memory: Int
  let descriptors: Int

  init(_ number: Int32) throws {
    func read(_ file: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: "/proc/\(number)/\(file)")), as: UTF8.self)
    }
    at = .now
    processor = try Self.processor(try read("stat"))
    media = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(number)/task").map { thread in
      // A thread may end while this is read.
      guard let stat = try? read("task/\(thread)/stat") else { return 0 }
      return stat.contains("(media-") && !stat.contains("(media-teller") ? try Self.processor(stat) : 0
    }.reduce(0, +)
    memory = (try read("statm").split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4
    descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(number)/fd").count
  }

  private static func processor(_ stat: String) throws -> Double {
    // The name in the second field may hold blanks.
    let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 13, let user = Double(fields[11]), let kernel = Double(fields[12]) else { throw NoFigures() }
    return (user + kernel) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  struct NoFigures: Error {}
}
