import Testing

@Suite struct UsageTests {
  @Test(arguments: ["", "run", "check", "test", "prompts", "play", "phone", "serve", "call"])
  func helpHasExamples(_ command: String) throws {
    let outcome = try Command.run((command.isEmpty ? [] : [command]) + ["--help"])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("Examples:\n  attendant "))
    #expect(outcome.errors == "")
  }

  @Test func onlyWhatIsBuiltIsShown() throws {
    let help = try Command.run("--help").output
    for command in ["run", "check", "test", "prompts", "play", "phone", "serve", "call"] {
      #expect(help.contains("\n  \(command) "))
    }
    for command in ["explore", "graph", "report", "studio"] { #expect(!help.contains("\n  \(command) ")) }
  }

  @Test func versionIsTold() throws {
    let outcome = try Command.run("--version")
    #expect(outcome.code == 0)
    #expect(outcome.output.firstMatch(of: #/^\d+\.\d+\.\d+\n$/#) != nil)
  }

  @Test(arguments: ["bash", "zsh"])
  func shellsComplete(_ shell: String) throws {
    let outcome = try Command.run("--generate-completion-script", shell)
    #expect(outcome.code == 0)
    for word in ["run", "check", "test", "prompts", "script", "junit", "fill"] {
      #expect(outcome.output.contains(word))
    }
  }

  @Test func wrongUsageIsTwo() throws {
    let wrong = [
      try Command.run("frobnicate"), try Command.run("run"), try Command.run("test"), try Command.run("check"),
      try Command.run("prompts"),
      try Command.run("run", "desk.vxml", "--format", "xml"), try Command.run("run", "desk.vxml", "--at", "noon"),
      try Command.run("run", "desk.vxml", "--no-such-option"),
      try Command.run("run", "desk.vxml", "--script", "a.call", "--record", "b.call"),
    ]
    for outcome in wrong {
      #expect(outcome.code == 2)
      #expect(outcome.output == "")
      #expect(outcome.errors.hasPrefix("Error: "))
      #expect(outcome.errors.contains("Usage: attendant"))
    }
  }
}
