import Foundation

/// What the command line of the load tool says.
struct LoadOptions {
  var calls = 100
  var seconds = 60
  /// Calls begun and ended for the cost of that.
  var setups = 500
  /// Calls begun a second.
  var rate = 50
  /// Milliseconds between two keys of a call.
  var pace = 5000
  /// An address that is served already, and the number of its process; otherwise the tool starts one.
  var server: String?
  var process: Int32?
  /// Only for the tool itself: be the bare loop for so many calls.
  var bare: Int?

  static let usage = """
    usage: Load [--calls N] [--seconds S] [--setups N] [--rate N] [--pace MS] [--server HOST:PORT --process PID] [--short]
    Calls a telephone server, presses keys, and measures what callers hear. A server of one's own must play one tone,
    and another at each key 1 or 2. Without --server, `attendant serve` beside this program is measured.
    """

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    func number(_ name: String) throws -> Int {
      guard let text = rest.popFirst(), let number = Int(text), number >= 0 else { throw Wrong("\(name) is a number") }
      return number
    }
    while let name = rest.popFirst() {
      switch name {
      case "--calls": calls = try number(name)
      case "--seconds": seconds = try number(name)
      case "--setups": setups = try number(name)
      case "--rate": rate = max(try number(name), 1)
      case "--pace": pace = max(try number(name), 500)
      case "--process": process = Int32(try number(name))
      case "--bare": bare = try number(name)
      case "--server": server = rest.popFirst()
      case "--short": (calls, seconds, setups, rate, pace) = (10, 4, 20, 20, 1000)
      default: throw Wrong("'\(name)' is no option\n\(Self.usage)")
      }
    }
    guard calls > 0, seconds > 0 else { throw Wrong("there must be calls, and time for them") }
    guard (server == nil) == (process == nil) else { throw Wrong("--server and --process belong together") }
  }

  struct Wrong: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }
}
