import ArgumentParser
import Foundation

/// How the process ends: 0 all is well, 1 the flow, scenario or check failed, 2 wrong usage, 3 a needed part is missing.
enum Exit {
  static let failed = ExitCode(1)
  static let usage = ExitCode(2)
  static let missingPart = ExitCode(3)

  /// Ends the process without the libraries' last acts: threads of the script engine may still be ending, and what GLib
  /// takes down under them then makes them abort.
  static func leave(_ code: Int32) -> Never {
    fflush(nil)
    _exit(code)
  }

  static func end(with error: any Error) -> Never {
    if let code = error as? ExitCode { leave(code.rawValue) }
    let code = AttendantCommand.exitCode(for: error)
    let message = AttendantCommand.fullMessage(for: error)
    switch code {
    case .success:
      Output.standard.line(message)
      leave(0)
    case .validationFailure:
      Output.errors.line(message)
      leave(usage.rawValue)
    default:
      Output.errors.line("attendant: error: \(message)")
      leave(failed.rawValue)
    }
  }
}
