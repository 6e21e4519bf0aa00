import CallInterface

extension CallRecord {
  /// One line of JSON, keys in alphabetical order, what is `nil` left out: what a JSON encoder makes of it, in a tenth of
  /// the time. Each call pays for it.
  public func json() -> String { text.description }

  private var text: JSONText {
    .members([
      ("answered", answered.map(JSONText.string)), ("callbacks", .array(callbacks.map(\.text))),
      ("end", .string(end)), ("ended", .string(ended)), ("flow", .string(flow)), ("from", .string(from)),
      ("id", .string(id)), ("language", .string(language)), ("media", media.map(JSONText.figures)),
      ("metrics", .figures(metrics)), ("outcome", outcome.map(JSONText.string)), ("path", .array(path.map(\.text))),
      ("recordings", .array(recordings.map(\.text))), ("started", .string(started)), ("to", .string(to)),
      ("transfers", .array(transfers.map(\.text))), ("version", version.map(JSONText.string)),
    ])
  }
}

extension CallRecord.Visit {
  fileprivate var text: JSONText {
    .members([
      ("dialog", .string(dialog)), ("entered", .number(entered)), ("item", item.map(JSONText.string)),
      ("left", left.map(JSONText.number)), ("noinput", .integer(noinput)), ("nomatch", .integer(nomatch)),
      ("result", result.map { JSONText.sorted($0.value) }),
    ])
  }
}

extension CallRecord.Transfer {
  fileprivate var text: JSONText {
    .members([
      ("answered", answered.map(JSONText.number)), ("dest", .string(dest)), ("ended", ended.map(JSONText.number)),
      ("result", result.map(JSONText.string)), ("started", .number(started)),
    ])
  }
}

extension CallRecord.Recording {
  fileprivate var text: JSONText {
    .members([("duration", .number(duration)), ("size", .integer(size)), ("uri", .string(uri))])
  }
}

extension CallRecord.Callback {
  fileprivate var text: JSONText {
    .members([
      ("id", .integer(id)), ("number", .string(number)), ("promised", .number(promised)),
      ("reason", reason.map(JSONText.string)), ("within", .number(within)),
    ])
  }
}

extension JSONText {
  fileprivate static func members(_ members: [(String, JSONText?)]) -> JSONText {
    .object(members.compactMap { key, value in value.map { (key, $0) } })
  }

  fileprivate static func figures(_ figures: [String: Double]) -> JSONText {
    .object(figures.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })
  }

  fileprivate static func sorted(_ data: DataValue) -> JSONText {
    switch data {
    case .array(let elements): .array(elements.map(sorted))
    case .object(let members): .object(members.sorted { $0.name < $1.name }.map { ($0.name, sorted($0.value)) })
    case .undefined, .null, .boolean, .number, .string: JSONText(data)
    }
  }
}
