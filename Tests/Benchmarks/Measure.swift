import Foundation

/// Times and memory of this process.
enum Measure {
  /// Microseconds of processor time, all threads of the process together, for one of `count` runs; the best of five
  /// rounds. What else runs on the machine hardly counts.
  static func microseconds(_ count: Int, _ body: (Int) throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for round in 0..<5 {
      let start = processorNanoseconds()
      for index in 0..<count { try body(round * count + index) }
      best = min(best, Double(processorNanoseconds() - start) / 1000 / Double(count))
    }
    return best
  }

  /// Of all threads of the process together.
  static func processorNanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Resident memory in kilobytes.
  static func residentKilobytes() throws -> Int {
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: "/proc/self/statm")), as: UTF8.self)
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * 4
  }
}

/// One printed figure.
struct Figure: Sendable {
  let name: String
  let value: Double
  let unit: String
  /// What it is measured against, in the same run.
  var raw: (name: String, value: Double)?
  /// What must hold: at most so much, or at least.
  var floor: Floor?

  enum Floor {
    case atMost(Double)
    case atLeast(Double)
    /// So many times the raw cost.
    case timesRaw(Double)
  }

  var line: String {
    var text = name.padding(toLength: 46, withPad: " ", startingAt: 0)
    text += String(format: "%10.1f %@", value, unit)
    if let raw {
      text += String(format: "   raw: %@ %.1f (%.2f times)", raw.name, raw.value, value / max(raw.value, 0.001))
    }
    switch floor {
    case .atMost(let limit):
      text += String(format: "   wanted: at most %.0f%@", limit, value <= limit ? "" : "  MISSED")
    case .atLeast(let limit):
      text += String(format: "   wanted: at least %.0f%@", limit, value >= limit ? "" : "  MISSED")
    case .timesRaw(let limit):
      let times = value / max(raw?.value ?? 0, 0.001)
      text += String(format: "   wanted: at most %.1f times%@", limit, times <= limit ? "" : "  MISSED")
    case nil: break
    }
    return text
  }
}
