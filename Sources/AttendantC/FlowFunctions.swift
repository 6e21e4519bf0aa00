// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The names are C's: the compiler compares these functions with the header.

import CAttendant
import CallInterface
import CallRuntime
import Glibc

/// The version as C wants it: for ever.
private let versionText: UInt = UInt(bitPattern: CText.copy(AttendantVersion.current))

@c @implementation
public func attendant_version() -> UnsafePointer<CChar>? { UnsafePointer(bitPattern: versionText) }

@c @implementation
public func attendant_string_free(_ text: UnsafeMutablePointer<CChar>?) { free(text) }

@c @implementation
public func attendant_flow_load(
  _ uri: UnsafePointer<CChar>?, _ bytes: UnsafeRawPointer?, _ length: Int, _ contentType: UnsafePointer<CChar>?,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> OpaquePointer? {
  CText.reporting(error) { () throws(HostFault) in
    Handle.give(
      try HostedFlow(
        uri: CText.read(uri, "uri"), bytes: CText.bytes(bytes, length),
        contentType: CText.readOptional(contentType, "content_type")))
  }
}

@c @implementation
public func attendant_flow_load_file(
  _ path: UnsafePointer<CChar>?, _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> OpaquePointer? {
  CText.reporting(error) { () throws(HostFault) in Handle.give(try HostedFlow(path: CText.read(path, "path"))) }
}

@c @implementation
public func attendant_flow_use_defaults(
  _ flow: OpaquePointer?, _ uri: UnsafePointer<CChar>?, _ bytes: UnsafeRawPointer?, _ length: Int,
  _ contentType: UnsafePointer<CChar>?, _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Bool {
  CText.reporting(error) { () throws(HostFault) -> Bool? in
    let flow: HostedFlow = try Handle.borrow(flow, "flow")
    try flow.useDefaults(
      LoadedResource(
        uri: URIReference.splitFragment(CText.read(uri, "uri")).uri, bytes: CText.bytes(bytes, length),
        contentType: CText.readOptional(contentType, "content_type")))
    return true
  } ?? false
}

@c @implementation
public func attendant_flow_use_defaults_file(
  _ flow: OpaquePointer?, _ path: UnsafePointer<CChar>?,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Bool {
  CText.reporting(error) { () throws(HostFault) -> Bool? in
    let flow: HostedFlow = try Handle.borrow(flow, "flow")
    try flow.useDefaults(path: CText.read(path, "path"))
    return true
  } ?? false
}

@c @implementation
public func attendant_flow_free(_ flow: OpaquePointer?) {
  _ = Handle.takeBack(flow, as: HostedFlow.self)
}
