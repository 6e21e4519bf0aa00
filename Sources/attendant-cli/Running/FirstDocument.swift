import CallScenarios
import FlowParser

/// Looks at a flow before a call begins, so that what is wrong in it is told and no terminal is taken over.
struct FirstDocument {
  let uri: String
  let written: String
  let parsing: ParserOptions

  func check() throws {
    guard let path = FileURI.path(of: uri) else { return }
    let bytes: [UInt8]
    do throws(SourceFile.Unreadable) {
      bytes = try SourceFile.bytes(path)
    } catch {
      Output.errors.line(
        Finding.text(Finding.file(PathName.short(path), error.reason), inColour: Output.errors.inColour))
      throw Exit.failed
    }
    let result = FlowParser(options: parsing).parseDocument(bytes, uri: uri)
    guard result.value == nil else { return }
    for diagnostic in result.diagnostics where diagnostic.severity == .error {
      Output.errors.line(Finding.text(diagnostic, inColour: Output.errors.inColour))
    }
    throw Exit.failed
  }
}
