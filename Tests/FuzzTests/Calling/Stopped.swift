import CallInterface

/// Whether a script was stopped because of the time or the memory that it took: how much that is depends on the machine.
enum Stopped {
  private static let signs = ["takes longer than", "takes too long", "MB of memory", "ut of memory"]

  static func script(in step: Step) -> Bool {
    step.commands.contains { command in
      switch command {
      case .report(.caught(_, let message?, _)), .report(.uncaught(_, let message?, _)), .report(.warning(let message)):
        signs.contains { message.contains($0) }
      default: false
      }
    }
  }
}
