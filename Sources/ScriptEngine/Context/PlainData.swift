import CJavaScriptCore
public import CallInterface
public import ECMAScript

extension JavaScriptContext {
  public func export(_ value: ScriptValue) throws(ScriptFault) -> DataValue {
    switch value {
    case .undefined: return .undefined
    case .null: return .null
    case .boolean(let boolean): return .boolean(boolean)
    case .number(let number): return .number(number)
    case .string(let string): return .string(string)
    case .object: break
    }
    return try guarded { () throws(ScriptFault) in
      let codes = try call(
        helpers.flatten, try engineValue(value), JSValueMakeNumber(context, Double(configuration.limits.valueSize)),
        JSValueMakeNumber(context, Double(Self.greatestDepth)))
      // Held by the protection of a reference while it is read.
      let list = JavaScriptObject(codes, owner: self)
      var reader = FlatReader(context: context, codes: list.reference)
      return reader.next()
    }
  }

  public func value(_ data: DataValue, frozen: Bool) throws(ScriptFault) -> ScriptValue {
    switch data {
    case .undefined: return .undefined
    case .null: return .null
    case .boolean(let boolean): return .boolean(boolean)
    case .number(let number): return .number(number)
    case .string(let string): return .string(string)
    case .array, .object: break
    }
    var writer = FlatWriter()
    try writer.add(data, depth: Self.greatestDepth)
    return try guarded { () throws(ScriptFault) in
      try export(try call(helpers.inflate, string(writer.text + "]"), JSValueMakeBoolean(context, frozen)))
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

/// Writes data as JSON text of the codes that the prelude's `inflate` reads.
private struct FlatWriter {
  private(set) var text = "["

  mutating func add(_ data: DataValue, depth: Int) throws(ScriptFault) {
    if depth < 0 { throw ScriptFault(.depthLimit, "the data is nested too deeply") }
    switch data {
    case .undefined: code("0")
    case .null: code("1")
    case .boolean(let boolean): code(boolean ? "3" : "2")
    case .number(let number): code(Self.number(number))
    case .string(let string):
      code("5,")
      JSONText.write(string, to: &text)
    case .array(let elements):
      code("6,\(elements.count)")
      for element in elements { try add(element, depth: depth - 1) }
    case .object(let members):
      code("7,\(members.count)")
      for member in members {
        code("")
        JSONText.write(member.name, to: &text)
        try add(member.value, depth: depth - 1)
      }
    }
  }

  private mutating func code(_ code: String) {
    if text.utf8.count > 1 { text += "," }
    text += code
  }

  private static func number(_ number: Double) -> String {
    if number.isNaN { return "8" }
    if number.isInfinite { return number > 0 ? "9" : "10" }
    if number == 0, number.sign == .minus { return "11" }
    return "4,\(number)"
  }
}
