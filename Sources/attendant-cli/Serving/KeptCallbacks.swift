import CallInterface
import CallScenarios
import CallStore
import Switchboard
import Telephony

/// How `serve` keeps promises: what its configuration says of it.
extension ServerParts {
  /// The call store that the configuration names, and who works it off.
  /// - Throws: exit code 3 where the store cannot be used, 1 where the calendar cannot.
  func callbackDesk(_ editions: FlowEditions) async throws -> CallbackDesk? {
    guard let path = file.store else { return nil }
    let options = try await callbackOptions()
    let store: CallbackStore
    do throws(CallStoreFault) {
      store = try await CallbackStore.open(FileURI.absolute(path))
    } catch {
      Output.errors.line("attendant: error: '\(path)': \(error)")
      throw Exit.missingPart
    }
    return CallbackDesk(store, options, logger: logger) { [flow = file.callbacks?.flow] in
      // It is gone where the configuration was read anew without it.
      flow.flatMap { editions.current.route(ofFlow: $0) }
    }
  }

  /// `nil` where the configuration does not say how promises are kept.
  private func callbackOptions() async throws -> CallbackOptions? {
    guard let callbacks = file.callbacks, let local = file.sip.first?.address else { return nil }
    let host = local.isIPv6 ? "[\(local.host)]" : local.host
    var options = CallbackOptions(to: callbacks.to, from: callbacks.from ?? "sip:attendant@\(host):\(local.port)")
    options.rules = callbacks.rules
    if let most = callbacks.mostCalls { options.mostCalls = most }
    if let rings = callbacks.rings { options.patience = .seconds(5 * rings) }
    let hours: (any OpeningHours)? = try await calendar(callbacks) ?? callbacks.hours.flatMap { DailyHours($0) }
    if let hours { options.hours = hours }
    options.allowance = file.transfers.map { TransferAllowance($0) } ?? .anywhere
    return options
  }

  private func calendar(_ callbacks: ServerFile.Callbacks) async throws -> CalendarOfFlow? {
    guard let uri = callbacks.calendar else { return nil }
    do throws(FlowFindings) {
      return try await CalendarOfFlow.read(uri)
    } catch {
      Findings.tell(error.errors)
      throw Exit.failed
    }
  }
}
