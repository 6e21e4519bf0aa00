import ArgumentParser
import CallRuntime

@main
struct AttendantCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attendant",
    abstract: "Runs, checks and tests telephone dialogs written in VoiceXML.",
    discussion: """
      Examples:
        attendant run hotline.vxml            talk to a flow in the terminal
        attendant check hotline.vxml          find what is wrong in it
        attendant test Flows                  play every scenario under a folder
        attendant prompts hotline.vxml        list what has to be recorded
        attendant play hotline.vxml --in caller.wav --out heard.wav
        attendant phone hotline.vxml          answer a sound device
        attendant serve hotline.vxml --sip 192.0.2.10:5060
        attendant call survey.vxml --to sip:1001@192.0.2.1

      Exit codes: 0 all is well; 1 the flow, scenario or check failed; 2 wrong usage; 3 a needed part is missing.
      Completion: attendant --generate-completion-script bash (or zsh).
      """,
    version: AttendantVersion.current,
    subcommands: [
      RunCommand.self, CheckCommand.self, TestCommand.self, PromptsCommand.self, PlayCommand.self, PhoneCommand.self,
      ServeCommand.self, CallCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      Exit.leave(0)
    } catch {
      Exit.end(with: error)
    }
  }
}
