import Foundation

/// What the system says of a process.
struct ProcessFigures {
  let at: ContinuousClock.Instant
  /// Seconds of processor time, user and kernel.
  let processor: Double
  /// Resident, in kilobytes.
  let memory: Int
  let descriptors: Int

  init(_ number: Int32) throws {
    func read(_ file: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: "/proc/\(number)/\(file)")), as: UTF8.self)
    }
    at = .now
    // The name in the second field may hold blanks.
    let stat = try read("stat").split(separator: ")").last?.split(separator: " ") ?? []
    guard stat.count > 13, let user = Double(stat[11]), let kernel = Double(stat[12]) else { throw NoFigures() }
    processor = (user + kernel) / Double(sysconf(Int32(_SC_CLK_TCK)))
    memory = (try read("statm").split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4
    descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(number)/fd").count
  }

  struct NoFigures: Error {}
}
