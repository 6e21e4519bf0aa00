import CJavaScriptCore
import CallInterface
import ECMAScript

/// Of arrays and objects; all else needs no engine (`PlainValues.swift`).
extension JavaScriptContext {
  func export(_ value: ScriptValue) throws(ScriptFault) -> DataValue {
    try guarded { () throws(ScriptFault) in
      let codes = try call(
        home.flatten, try engineValue(value), JSValueMakeNumber(context, Double(configuration.limits.valueSize)),
        JSValueMakeNumber(context, Double(Self.greatestDepth)))
      // Held by the protection of a reference while it is read.
      let list = JavaScriptObject(codes, owner: self)
      var reader = FlatReader(context: context, codes: list.reference)
      return reader.next()
    }
  }

  func value(_ data: DataValue, frozen: Bool) throws(ScriptFault) -> ScriptValue {
    var writer = DataWriter()
    try writer.write(data, depth: Self.greatestDepth)
    return try guarded { () throws(ScriptFault) in
      guard let value = EngineString.lend(writer.text, { JSValueMakeFromJSONString(context, $0) }) else {
        throw ScriptFault(.engine, "the data could not be made")
      }
      let reference = JavaScriptObject(value, owner: self)
      if frozen || !writer.specials.isEmpty {
        let specials = string("[\(writer.specials.joined(separator: ","))]")
        try call(home.complete, value, specials, JSValueMakeBoolean(context, frozen))
      }
      return .object(reference)
    }
  }

  /// How deeply plain data may be nested.
  static let greatestDepth = 200
}

/// Reads the codes that the prelude's `flatten` made.
private struct FlatReader {
  let context: JSContextRef
  let codes: JSObjectRef
  var index: UInt32 = 0

  init(context: JSContextRef, codes: JSObjectRef) {
    self.context = context
    self.codes = codes
  }

  mutating func next() -> DataValue {
    switch number() {
    case 1: return .null
    case 2: return .boolean(false)
    case 3: return .boolean(true)
    case 4: return .number(number())
    case 5: return .string(text())
    case 6:
      let count = Int(number())
      return .array((0..<count).map { _ in next() })
    case 7:
      let count = Int(number())
      return .object((0..<count).map { _ in DataValue.Member(text(), next()) })
    default: return .undefined
    }
  }

  private mutating func take() -> JSValueRef? {
    defer { index += 1 }
    return JSObjectGetPropertyAtIndex(context, codes, index, nil)
  }

  private mutating func number() -> Double { JSValueToNumber(context, take(), nil) }

  private mutating func text() -> String {
    guard let text = JSValueToStringCopy(context, take(), nil) else { return "" }
    return EngineString.take(text)
  }
}

/// Writes data as JSON, and lists apart what JSON cannot say.
private struct DataWriter {
  private(set) var text = ""
  /// `[path, which]` each, as JSON; `which` counts undefined, NaN, Infinity, -Infinity, -0.
  private(set) var specials: [String] = []
  private var path: [String] = []

  mutating func write(_ data: DataValue, depth: Int) throws(ScriptFault) {
    if depth < 0 { throw ScriptFault(.depthLimit, "the data is nested too deeply") }
    switch data {
    case .undefined: special(0)
    case .null: text += "null"
    case .boolean(let boolean): text += boolean ? "true" : "false"
    case .number(let number): write(number)
    case .string(let string): JSONText.write(string, to: &text)
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += "," }
        try write(element, at: String(index), depth: depth - 1)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        var name = ""
        JSONText.write(member.name, to: &name)
        text += name + ":"
        try write(member.value, at: name, depth: depth - 1)
      }
      text += "}"
    }
  }

  private mutating func write(_ data: DataValue, at step: String, depth: Int) throws(ScriptFault) {
    path.append(step)
    defer { path.removeLast() }
    try write(data, depth: depth)
  }

  private mutating func write(_ number: Double) {
    if number.isNaN {
      special(1)
    } else if number.isInfinite {
      special(number > 0 ? 2 : 3)
    } else if number == 0, number.sign == .minus {
      special(4)
    } else {
      text += "\(number)"
    }
  }

  private mutating func special(_ which: Int) {
    text += "null"
    specials.append("[[\(path.joined(separator: ","))],\(which)]")
  }
}
