import ArgumentParser
import CallRuntime
import CallScenarios
import Foundation
import Logging
import Switchboard
import Telephony

struct CallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call",
    abstract: "Calls somebody over SIP and RTP, and runs a flow when they answer.",
    discussion: """
      Prints the call record as JSON when the call is over. Exit code 1: nobody answered, or the flow ended in an error.

      Examples:
        attendant call survey.vxml --to sip:8613800138000@192.0.2.1
        attendant call survey.vxml --to tel:+8613800138000 --proxy sip:192.0.2.1 --from sip:4008001234@example.com
        attendant call callback.vxml --to sip:1001@192.0.2.1 --user 4008001234 --password-file secret
      """)

  @Argument(help: "The flow: a file or an http URI.", completion: .file(extensions: ["vxml", "xml"]))
  var flow: String

  @Option(help: "Whom to call: a sip:, sips: or tel: URI.")
  var to: String

  @Option(help: "Who calls, as a URI; by default the address of --sip.")
  var from: String?

  @Option(help: "Our address for SIP. By default one of this machine that leads to --to, with any free port.")
  var sip: SIPPlace?

  @Option(help: "Through which proxy, as a URI; tel: needs one.")
  var proxy: String?

  @Option(help: "Who we are where the other side asks (digest authentication).")
  var user: String?

  @Option(help: "The file with the password.", completion: .file())
  var passwordFile: String?

  @Option(help: "Seconds to wait for an answer.")
  var timeout = 60

  @Option(help: "The language in which the call begins, such as 'yue'. Otherwise that of the flow.")
  var language: String?

  @OptionGroup var defaults: DefaultsOptions
  @OptionGroup(title: "Sound") var sound: SoundOptions
  @OptionGroup(title: "Log") var log: LogOptions

  func validate() throws {
    guard timeout > 0 else { throw ValidationError("--timeout is greater than 0") }
    guard (user == nil) == (passwordFile == nil) else {
      throw ValidationError("--user and --password-file belong together")
    }
  }

  func run() async throws {
    let parts = try ServerParts(
      file: ServerFile(), sound: sound, logFormat: log.logFormat, logLevel: log.logLevel ?? .warning)
    let edition: FlowEdition
    do throws(FlowFindings) {
      edition = try await parts.edition(
        RouteTable([.init(flow: FileURI.uri(of: flow), language: language)]),
        defaults: defaults.defaults.map { FileURI.uri(of: $0) })
    } catch {
      Findings.tell(error.errors)
      throw Exit.failed
    }
    let address = try sip?.address ?? LocalPlace.towards(proxy ?? to)
    var options = try parts.options([.init(address: address, mediaHost: nil)])
    if let rtpPorts = sound.rtpPorts { options.mediaPorts = rtpPorts.bounds }
    // Nobody is to call us here.
    options.mostCalls = 0
    options.proxy = proxy
    options.credentials = try credentials()
    let server = try await ServerParts.start(options, try await parts.services { _ in nil })
    let outcome = await call(
      server, edition,
      from: from ?? "sip:attendant@\(address.isIPv6 ? "[\(address.host)]" : address.host):\(address.port)")
    await server.stop()
    try tell(outcome)
  }

  private func call(_ server: TelephoneServer, _ edition: FlowEdition, from: String) async -> PlacedCallOutcome {
    guard let route = edition.route(for: to) else { return .refused(.unknownNumber) }
    var placement = CallPlacement(to: to, from: from, route: route)
    placement.patience = .seconds(timeout)
    let signals = Signals([SIGTERM, SIGINT])
    let call = Task { [placement] in await server.call(placement) }
    let listening = Task {
      if await signals.next() != nil { call.cancel() }
    }
    defer { listening.cancel() }
    return await call.value
  }

  private func tell(_ outcome: PlacedCallOutcome) throws {
    switch outcome {
    case .conversed(let record):
      if record.end == "error" { throw Exit.failed }
    case .notAnswered(let failure):
      Output.errors.line("attendant: error: \(to) did not answer: \(failure.status) \(failure.reason)")
      throw Exit.failed
    case .refused(let refusal):
      Output.errors.line("attendant: error: the call cannot be made: \(refusal.name)")
      throw Exit.missingPart
    }
  }

  private func credentials() throws -> SIPCredentials? {
    guard let user, let passwordFile else { return nil }
    do throws(SourceFile.Unreadable) {
      return SIPCredentials(
        user: user, password: try SourceFile.text(passwordFile).trimmingCharacters(in: .newlines))
    } catch {
      Output.errors.line(Finding.text(Finding.file(passwordFile, error.reason), inColour: Output.errors.inColour))
      throw Exit.usage
    }
  }
}
