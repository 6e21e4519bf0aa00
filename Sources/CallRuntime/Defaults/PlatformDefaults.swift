public import FlowInterpreter
import FlowParser

/// The platform's own handlers, as the flow that stands beside this file (VoiceXML 2.0 §5.2.5).
public enum PlatformDefaults {
  public static let uri = "attendant:defaults.vxml"

  public static let document: PreparedDocument = {
    let result = FlowParser().parseDocument(PackageResources.defaults_vxml, uri: uri)
    guard let document = result.value else {
      // Part of the program, not input: a test reads it.
      preconditionFailure("the platform's defaults cannot be read: \(result.diagnostics)")
    }
    return PreparedDocument(document)
  }()
}
