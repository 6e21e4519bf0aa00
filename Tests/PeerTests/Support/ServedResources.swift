import Foundation
import Testing

/// What the system has lent to the server.
extension Served {
  private func proc(_ file: String) throws -> String {
    let number = try #require(child.number, "the server has ended")
    return "/proc/\(number)/\(file)"
  }

  /// Open descriptors.
  func descriptors() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: proc("fd")).count }

  /// Resident memory in kilobytes.
  func memory() throws -> Int {
    let text = try String(contentsOfFile: proc("statm"), encoding: .ascii)
    return try #require(text.split(separator: " ").dropFirst().first.flatMap { Int($0) }) * 4
  }

  /// Expects that not more descriptors are open than before some calls, but for a few that are opened once. Calls give
  /// theirs back a moment after their last answer.
  func expectDescriptors(_ before: Int) async throws {
    for _ in 0..<1500 where try descriptors() > before + 24 { try await Task.sleep(for: .milliseconds(20)) }
    let after = try descriptors()
    #expect(after <= before + 24)
  }
}
