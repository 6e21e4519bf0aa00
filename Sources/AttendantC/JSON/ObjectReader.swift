import CallInterface

/// One JSON object that is being read: members are taken one by one, and what is left over is refused.
struct ObjectReader {
  /// Where it stands in what the host said, for faults.
  private let path: String
  private var members: [String: DataValue] = [:]

  init(json: String, _ path: String) throws(HostFault) {
    let value: DataValue
    do throws(HostFault) {
      value = try JSONParser.parse(json)
    } catch {
      throw HostFault("\(path):\(error)")
    }
    try self.init(value, path)
  }

  init(_ value: DataValue, _ path: String) throws(HostFault) {
    guard case .object(let members) = value else { throw HostFault("\(path): must be an object") }
    self.path = path
    for member in members { self.members[member.name] = member.value }
  }

  // MARK: Members; null is as good as none

  mutating func optional(_ name: String) -> DataValue? {
    switch members.removeValue(forKey: name) {
    case .undefined, .null, nil: nil
    case let value?: value
    }
  }

  mutating func text(orNil name: String) throws(HostFault) -> String? {
    switch optional(name) {
    case nil: return nil
    case .string(let text): return text
    default: throw fault(name, "must be a text")
    }
  }

  mutating func text(_ name: String) throws(HostFault) -> String {
    guard let text = try text(orNil: name) else { throw fault(name, "is missing") }
    return text
  }

  mutating func whole(orNil name: String, in range: ClosedRange<Int64>) throws(HostFault) -> Int64? {
    guard let value = optional(name) else { return nil }
    guard case .number(let number) = value, let whole = Int64(exactly: number), range.contains(whole) else {
      throw fault(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return whole
  }

  mutating func whole(_ name: String, in range: ClosedRange<Int64>) throws(HostFault) -> Int64 {
    guard let whole = try whole(orNil: name, in: range) else { throw fault(name, "is missing") }
    return whole
  }

  mutating func duration(_ name: String) throws(HostFault) -> Duration {
    .milliseconds(try whole(name, in: HostLimits.times))
  }

  mutating func id() throws(HostFault) -> ActivityID {
    ActivityID(Int(try whole("id", in: HostLimits.counts)))
  }

  /// One of some words.
  mutating func choice<Value>(_ name: String, _ values: KeyValuePairs<String, Value>) throws(HostFault) -> Value {
    let word = try text(name)
    guard let found = values.first(where: { $0.key == word }) else {
      throw fault(name, "must be one of \(values.map(\.key).joined(separator: ", ")), not '\(word)'")
    }
    return found.value
  }

  mutating func object(orNil name: String) throws(HostFault) -> ObjectReader? {
    guard let value = optional(name) else { return nil }
    return try ObjectReader(value, "\(path).\(name)")
  }

  mutating func array(orNil name: String) throws(HostFault) -> [DataValue]? {
    switch optional(name) {
    case nil: return nil
    case .array(let elements): return elements
    default: throw fault(name, "must be an array")
    }
  }

  mutating func objects(orNil name: String) throws(HostFault) -> [ObjectReader]? {
    guard let elements = try array(orNil: name) else { return nil }
    var readers: [ObjectReader] = []
    for (index, element) in elements.enumerated() {
      readers.append(try ObjectReader(element, "\(path).\(name)[\(index)]"))
    }
    return readers
  }

  mutating func texts(orNil name: String) throws(HostFault) -> [String]? {
    guard let elements = try array(orNil: name) else { return nil }
    var texts: [String] = []
    for (index, element) in elements.enumerated() {
      guard case .string(let text) = element else { throw fault("\(name)[\(index)]", "must be a text") }
      texts.append(text)
    }
    return texts
  }

  /// To be called when all that may be there was taken.
  func finish() throws(HostFault) {
    guard let stranger = members.keys.min() else { return }
    throw fault(stranger, "is not a member that is known here")
  }

  func fault(_ name: String, _ words: String) -> HostFault { HostFault("\(path).\(name): \(words)") }
}
