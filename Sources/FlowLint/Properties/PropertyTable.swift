/// What the value of a property may be.
enum PropertyValueKind: Hashable {
  case time
  /// Whole seconds, without a unit.
  case seconds
  case boolean
  /// 0.0 to 1.0.
  case fraction
  case count
  case countFromZero
  /// One key, or nothing.
  case key
  case oneOf([String])
  /// One or more of these, separated by blanks.
  case someOf([String])
  /// One of the first, or one or more of the second.
  case either([String], someOf: [String])
  case anything
}

/// The properties of VoiceXML 2.0 §6.3 and 2.1 §5, §7, and those of this platform.
enum PropertyTable {
  static let kinds: [String: PropertyValueKind] = [
    // §6.3.2
    "confidencelevel": .fraction, "sensitivity": .fraction, "speedvsaccuracy": .fraction, "completetimeout": .time,
    "incompletetimeout": .time, "maxspeechtimeout": .time,
    // §6.3.3
    "interdigittimeout": .time, "termtimeout": .time, "termchar": .key,
    // §6.3.4
    "bargein": .boolean, "bargeintype": .oneOf(["speech", "hotword"]), "timeout": .time,
    // §6.3.5
    "audiofetchhint": hint, "audiomaxage": .seconds, "audiomaxstale": .seconds,
    "documentfetchhint": hint, "documentmaxage": .seconds, "documentmaxstale": .seconds,
    "grammarfetchhint": hint, "grammarmaxage": .seconds, "grammarmaxstale": .seconds,
    "objectfetchhint": hint, "objectmaxage": .seconds, "objectmaxstale": .seconds,
    "scriptfetchhint": hint, "scriptmaxage": .seconds, "scriptmaxstale": .seconds,
    "datafetchhint": hint, "datamaxage": .seconds, "datamaxstale": .seconds,
    "fetchaudio": .anything, "fetchaudiodelay": .time, "fetchaudiominimum": .time, "fetchtimeout": .time,
    // §6.3.6
    "inputmodes": .someOf(["dtmf", "voice"]),
    "universals": .either(["all", "none"], someOf: ["help", "exit", "cancel"]),
    "maxnbest": .count,
    // 2.1 §7
    "recordutterance": .boolean, "recordutterancetype": .anything,
    // This platform's.
    "ivr.record.maxtime": .time, "ivr.typeahead": .oneOf(["keep", "discard"]),
    "ivr.bargeinkeys": .oneOf(["any", "matching"]), "ivr.transferallow": .anything, "ivr.prompts": .anything,
    "ivr.retrylimit": .countFromZero, "ivr.maxcalltime": .time, "ivr.operatorroute": .anything,
    "ivr.repeatkey": .key, "ivr.backkey": .key, "ivr.topkey": .key, "ivr.operatorkey": .key,
  ]

  /// Of VoiceXML 1.0, with what took their place.
  static let old: [String: String] = ["caching": "documentmaxage"]

  static let names: [String] = kinds.keys.sorted()

  private static let hint = PropertyValueKind.oneOf(["prefetch", "safe"])
}
