import FlowDocument

/// Properties (VoiceXML 2.0 §6.3): the innermost wins; the platform's own stand in its defaults, which are a flow.
extension Interpreter {
  enum TimeProperty: String {
    case timeout, interdigittimeout, termtimeout
    case fetchTimeout = "fetchtimeout"
    case fetchAudioDelay = "fetchaudiodelay"
    case fetchAudioMinimum = "fetchaudiominimum"
  }

  func property(_ name: String) -> String? {
    entry(name)?.text
  }

  private func entry(_ name: String) -> PropertyTable.Entry? {
    if let context = contexts.last {
      let inner = currentItem?.properties ?? dialog?.properties ?? context.document.properties
      if let entry = inner[name] { return entry }
      if context.dialog.platform != nil, let entry = context.document.properties[name] { return entry }
      if let entry = context.root?.properties[name] { return entry }
    }
    return defaults.properties[name]
  }

  /// A time, from the platform's defaults where the flow's value is none.
  func duration(_ property: TimeProperty) -> Duration {
    entry(property.rawValue)?.time ?? defaults.properties[property.rawValue]?.time ?? .seconds(10)
  }

  /// A time with its unit; `nil` where there is none.
  func time(_ name: String) -> Duration? { entry(name)?.time }

  func optionalDuration(_ name: String) -> Duration? {
    guard let entry = entry(name) else { return nil }
    if let time = entry.time { return time }
    return Int64(entry.text).flatMap { $0 >= 0 ? .seconds($0) : nil }  // maxage and maxstale: seconds without a unit.
  }

  func flag(_ name: String) -> Bool {
    property(name) == "true"
  }
}
