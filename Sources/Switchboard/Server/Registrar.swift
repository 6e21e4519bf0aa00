import Logging
import Telephony

/// Keeps registrations up: the stack renews them, and what failed is tried again, less and less often.
actor Registrar {
  private struct Entry {
    let registration: SIPRegistration
    var id: SIPDialogID?
    var isRegistered = false
    var failures = 0
  }
  private static let longest = 300

  private let endpoint: SIPEndpoint
  private let logger: Logger
  private var entries: [Entry]
  private var retries: [Task<Void, Never>] = []
  private var isStopped = false

  init(_ registrations: [SIPRegistration], at endpoint: SIPEndpoint, logger: Logger) {
    self.endpoint = endpoint
    self.logger = logger
    entries = registrations.map { Entry(registration: $0) }
  }

  var states: [Bool] { entries.map(\.isRegistered) }

  func begin() {
    for place in entries.indices { register(place) }
  }

  func take(_ event: SIPEvent) {
    switch event {
    case .registered(let id):
      guard let place = place(of: id) else { return }
      if !entries[place].isRegistered { log(.info, "registered", place) }
      entries[place].isRegistered = true
      entries[place].failures = 0
    case .registrationFailed(let id, let failure):
      guard let place = place(of: id), !isStopped else { return }
      entries[place].isRegistered = false
      let wait = min(Self.longest, failure.retryAfter ?? (5 << min(entries[place].failures, 6)))
      entries[place].failures += 1
      log(.warning, "not registered: \(failure.status) \(failure.reason); again in \(wait) s", place)
      retries.append(
        Task { [weak self] in
          // Cancelled when the server stops.
          guard (try? await Task.sleep(for: .seconds(wait))) != nil else { return }
          await self?.register(place)
        })
    case .unregistered(let id):
      if let place = place(of: id) { entries[place].isRegistered = false }
    default: break
    }
  }

  func stop() {
    isStopped = true
    for retry in retries { retry.cancel() }
  }

  private func register(_ place: Int) {
    guard !isStopped else { return }
    entries[place].id = endpoint.register(entries[place].registration)
  }

  private func place(of id: SIPDialogID) -> Int? { entries.firstIndex { $0.id == id } }

  private func log(_ level: Logger.Level, _ text: String, _ place: Int) {
    let registration = entries[place].registration
    logger.log(
      level: level, "\(text)",
      metadata: ["address": "\(registration.address)", "registrar": "\(registration.registrar)"])
  }
}
