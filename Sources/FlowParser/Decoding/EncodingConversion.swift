internal import CLibXML2

/// Conversion of a whole input to UTF-8 by libxml2's encoding handlers, which include all that iconv knows.
enum EncodingConversion {
  enum Result {
    case converted([UInt8])
    case unknownEncoding
    /// What was converted before the bad bytes.
    case invalidBytes(after: [UInt8])
  }

  static func convert(_ bytes: [UInt8], from names: [String]) -> Result {
    silencingErrors {
      for name in names {
        guard let handler = xmlFindCharEncodingHandler(name) else { continue }
        defer { xmlCharEncCloseFunc(handler) }
        return convert(bytes, with: handler)
      }
      return .unknownEncoding
    }
  }

  private static func convert(_ bytes: [UInt8], with handler: xmlCharEncodingHandlerPtr) -> Result {
    guard !bytes.isEmpty else { return .converted([]) }
    guard let input = xmlBufferCreateSize(bytes.count + 1), let output = xmlBufferCreateSize(bytes.count * 2 + 16)
    else {
      return .invalidBytes(after: [])
    }
    defer {
      xmlBufferFree(input)
      xmlBufferFree(output)
    }
    xmlBufferSetAllocationScheme(input, XML_BUFFER_ALLOC_IO)
    guard bytes.withUnsafeBufferPointer({ xmlBufferAdd(input, $0.baseAddress, Int32(clamping: $0.count)) }) == 0 else {
      return .invalidBytes(after: [])
    }
    while input.pointee.use > 0 {
      let before = (input.pointee.use, output.pointee.use)
      _ = xmlCharEncInFunc(handler, output, input)
      if (input.pointee.use, output.pointee.use) == before { break }
    }
    let converted = Array(UnsafeBufferPointer(start: output.pointee.content, count: Int(output.pointee.use)))
    return input.pointee.use == 0 ? .converted(converted) : .invalidBytes(after: converted)
  }

  /// libxml2 reports failed conversions to the thread's error function, which prints unless it is replaced.
  private static func silencingErrors<Value>(_ body: () -> Value) -> Value {
    LibXML.initialise()
    var function: xmlStructuredErrorFunc?
    var context: UnsafeMutableRawPointer?
    attendant_silence_errors(&function, &context)
    defer { attendant_restore_errors(function, context) }
    return body()
  }
}
