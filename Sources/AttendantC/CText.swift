import Glibc

/// Text on its way from C and to C.
enum CText {
  typealias Out = UnsafeMutablePointer<CChar>

  /// A copy that `attendant_string_free` frees; `nil` if there is no memory. A NUL inside ends it, as C has it.
  static func copy(_ text: String) -> Out? {
    text.withCString { strdup($0) }
  }

  /// - Parameter name: of the parameter, for the fault.
  static func read(_ text: UnsafePointer<CChar>?, _ name: String) throws(HostFault) -> String {
    guard let text else { throw HostFault("\(name): is NULL") }
    guard let valid = String(validatingCString: text) else { throw HostFault("\(name): is not UTF-8") }
    return valid
  }

  static func readOptional(_ text: UnsafePointer<CChar>?, _ name: String) throws(HostFault) -> String? {
    text == nil ? nil : try read(text, name)
  }

  static func bytes(_ start: UnsafeRawPointer?, _ length: Int) throws(HostFault) -> [UInt8] {
    guard length > 0 else {
      if length == 0 { return [] }
      throw HostFault("length: is larger than any memory")
    }
    guard let start else { throw HostFault("bytes: is NULL") }
    return Array(UnsafeRawBufferPointer(start: start, count: length))
  }

  /// Does something that may fail, and tells C about it.
  static func reporting<Value>(
    _ error: UnsafeMutablePointer<Out?>?, _ body: () throws(HostFault) -> Value?
  ) -> Value? {
    error?.pointee = nil
    do throws(HostFault) {
      return try body()
    } catch let fault {
      error?.pointee = copy(fault.description)
      return nil
    }
  }
}
