// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The names are C's: the compiler compares these functions with the header.

import CAttendant
import CallInterface
import Synchronization

@c @implementation
public func attendant_call_begin(
  _ flow: OpaquePointer?, _ factsJson: UnsafePointer<CChar>?,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> OpaquePointer? {
  CText.reporting(error) { () throws(HostFault) in
    let flow: HostedFlow = try Handle.borrow(flow, "flow")
    let beginning = try CallBeginning(json: CText.read(factsJson, "facts"))
    return Handle.give(CallHandle(try HostedCall.begin(beginning, of: flow)))
  }
}

@c @implementation
public func attendant_call_step(
  _ call: OpaquePointer?, _ eventJson: UnsafePointer<CChar>?, _ atMs: Int64,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> UnsafeMutablePointer<CChar>? {
  CText.reporting(error) { () throws(HostFault) in
    let handle: CallHandle = try Handle.borrow(call, "call")
    let event = try HostEvent(json: CText.read(eventJson, "event"))
    return CText.copy(try handle.take(event, at: atMs))
  }
}

@c @implementation
public func attendant_call_supply(
  _ call: OpaquePointer?, _ id: Int64, _ uri: UnsafePointer<CChar>?, _ contentType: UnsafePointer<CChar>?,
  _ status: Int32, _ bytes: UnsafeRawPointer?, _ length: Int, _ atMs: Int64,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> UnsafeMutablePointer<CChar>? {
  CText.reporting(error) { () throws(HostFault) in
    let handle: CallHandle = try Handle.borrow(call, "call")
    guard status == 0 || HostLimits.statuses.contains(Int(status)) else {
      throw HostFault("status: must be 0, or an HTTP status from 100 to 999")
    }
    let answer = FetchAnswer(
      status: status == 0 ? 200 : Int(status), uri: try CText.readOptional(uri, "uri"),
      bytes: try CText.bytes(bytes, length), contentType: try CText.readOptional(contentType, "content_type"))
    return CText.copy(try handle.take(.fetched(ActivityID(Int(id)), answer), at: atMs))
  }
}

@c @implementation
public func attendant_call_has_ended(_ call: OpaquePointer?) -> Bool {
  do throws(HostFault) {
    let handle: CallHandle = try Handle.borrow(call, "call")
    return handle.ended.withLock { $0 }
  } catch {
    return true
  }
}

@c @implementation
public func attendant_call_free(_ call: OpaquePointer?) {
  guard let handle = Handle.takeBack(call, as: CallHandle.self) else { return }
  // What a call holds of the script engine goes where it lived.
  waiting { [call = handle.call] in await call.close() }
}
