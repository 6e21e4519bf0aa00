import Synchronization

/// What a pointer of C stands for. C owns one reference until it frees it.
enum Handle {
  static func give(_ object: some AnyObject) -> OpaquePointer {
    OpaquePointer(Unmanaged.passRetained(object).toOpaque())
  }

  static func borrow<Object: AnyObject>(_ pointer: OpaquePointer?, _ name: String) throws(HostFault) -> Object {
    guard let pointer else { throw HostFault("\(name): is NULL") }
    return Unmanaged<Object>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue()
  }

  static func takeBack<Object: AnyObject>(_ pointer: OpaquePointer?, as type: Object.Type) -> Object? {
    pointer.map { Unmanaged<Object>.fromOpaque(UnsafeRawPointer($0)).takeRetainedValue() }
  }
}

/// A call in the hands of C.
final class CallHandle: Sendable {
  let call: HostedCall
  /// Whether it has ended; held during a step, so that steps from several threads come one after another.
  let ended = Mutex(false)

  init(_ call: HostedCall) {
    self.call = call
  }

  /// Takes one event and gives the step as JSON.
  func take(_ event: HostEvent, at milliseconds: Int64) throws(HostFault) -> String {
    guard HostLimits.times.contains(milliseconds) else {
      throw HostFault("at_ms: must be from \(HostLimits.times.lowerBound) to \(HostLimits.times.upperBound)")
    }
    return ended.withLock { ended in
      let step = waiting { [call] in await call.take(event, at: .milliseconds(milliseconds)) }
      ended = step.ended
      return step.text
    }
  }
}
