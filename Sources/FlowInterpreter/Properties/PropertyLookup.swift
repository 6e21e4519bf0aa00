import FlowDocument

/// Properties (VoiceXML 2.0 §6.3): the innermost wins; the platform's own stand in its defaults, which are a flow.
extension Interpreter {
  enum TimeProperty: String {
    case timeout, interdigittimeout, termtimeout, maxspeechtimeout
    case fetchTimeout = "fetchtimeout"
    case fetchAudioDelay = "fetchaudiodelay"
    case fetchAudioMinimum = "fetchaudiominimum"
  }

  func property(_ name: String) -> String? {
    if let context = contexts.last {
      if let item = currentItem, let value = Self.find(name, in: item.properties) { return value }
      if let dialog, let value = Self.find(name, in: dialog.properties) { return value }
      if let value = Self.find(name, in: context.document.document.properties) { return value }
      if let root = context.root, let value = Self.find(name, in: root.document.properties) { return value }
    }
    return Self.find(name, in: defaults.document.properties)
  }

  /// A time, from the platform's defaults where the flow's value is none.
  func duration(_ property: TimeProperty) -> Duration {
    if let value = self.property(property.rawValue).flatMap(Duration.init(flowTime:)) { return value }
    return Self.find(property.rawValue, in: defaults.document.properties).flatMap(Duration.init(flowTime:))
      ?? .seconds(10)
  }

  func optionalDuration(_ name: String) -> Duration? {
    guard let value = property(name) else { return nil }
    if let duration = Duration(flowTime: value) { return duration }
    return Int64(value).flatMap { $0 >= 0 ? .seconds($0) : nil }  // maxage and maxstale are seconds without a unit.
  }

  func flag(_ name: String) -> Bool {
    property(name) == "true"
  }

  private static func find(_ name: String, in properties: [Property]) -> String? {
    properties.last { $0.name == name }?.value.value
  }
}
