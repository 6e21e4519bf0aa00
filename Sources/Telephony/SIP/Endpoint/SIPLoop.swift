import CSofiaSIPShim
import Glibc
import Synchronization

/// What lives on the endpoint's thread: the stack and the state of every call.
final class SIPLoop {
  struct Dialog {
    let handle: OpaquePointer
    var state: SIPDialogState
    var credentials: SIPCredentials?
    /// The last challenge, as it came.
    var challenge: String?
    /// Refused before anybody was told of it.
    var isSilent = false
  }

  struct Registration {
    let handle: OpaquePointer
    var credentials: SIPCredentials?
    /// Credentials were sent and no answer to them has come.
    var isAnswering = false
  }

  let endpoint: SIPEndpoint
  let options: SIPEndpointOptions
  let handler: @Sendable (SIPEvent) -> Void
  var stack: OpaquePointer?
  var dialogs: [SIPDialogID: Dialog] = [:]
  var registrations: [SIPDialogID: Registration] = [:]
  var guardian: SIPDigestGuard?
  var isStopping = false

  private init(
    _ endpoint: SIPEndpoint, _ options: SIPEndpointOptions, handler: @escaping @Sendable (SIPEvent) -> Void
  ) {
    self.endpoint = endpoint
    self.options = options
    self.handler = handler
    guardian = options.callers.map { accounts in
      let seal = (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }.joined()
      return SIPDigestGuard(accounts: accounts, seal: seal)
    }
  }

  /// The whole life of the thread. `bound` is called once, as soon as it is known whether all addresses are bound.
  static func run(
    _ endpoint: SIPEndpoint, _ options: SIPEndpointOptions, handler: @escaping @Sendable (SIPEvent) -> Void,
    bound: (SIPEndpointFault?) -> Void
  ) {
    let loop = SIPLoop(endpoint, options, handler: handler)
    // The pointer that C holds is good for as long as the stack, which ends before this function does.
    withExtendedLifetime(loop) {
      if let fault = loop.open() {
        loop.close()
        bound(fault)
        return
      }
      bound(nil)
      ua_stack_run(loop.stack)
      loop.close()
      handler(.stopped)
    }
  }

  private func open() -> SIPEndpointFault? {
    guard !options.addresses.isEmpty else { return .noAddress }
    let limits = ua_limits(
      message: max(1_024, options.limits.message), header: max(64, options.limits.headerField),
      headers: UInt32(clamping: max(8, options.limits.headerFields)),
      proceeding: UInt32(clamping: max(1, options.limits.transactions)))
    stack = ua_stack_create(
      { context, event in
        guard let context, let event else { return }
        Unmanaged<SIPLoop>.fromOpaque(context).takeUnretainedValue().take(event.pointee)
      }, Unmanaged.passUnretained(self).toOpaque(), limits)
    guard let stack else { return .outOfMemory }
    for address in options.addresses {
      guard let uri = address.uri else { return .senseless(address) }
      let index = ua_stack_listen(
        stack, uri, address.certificates, options.userAgent.onOneLine,
        UInt32(clamping: options.sessionTimer.expires), UInt32(clamping: max(90, options.sessionTimer.minimum)),
        address.verified.policy)
      guard index >= 0 else { return .cannotBind(address) }
    }
    endpoint.inbox.withLock { $0.stack = UInt(bitPattern: stack) }
    return nil
  }

  private func close() {
    endpoint.inbox.withLock { inbox in
      if let stack { inbox.counts.take(ua_stack_counts(stack)) }
      inbox.stack = nil
    }
    if let stack { ua_stack_destroy(stack) }
    stack = nil
  }
}

extension SIPLocalAddress.Verified {
  fileprivate var policy: UInt32 {
    switch self {
    case .nobody: UInt32(UA_NOBODY)
    case .servers: UInt32(UA_SERVERS)
    case .everybody: UInt32(UA_EVERYBODY)
    }
  }
}
