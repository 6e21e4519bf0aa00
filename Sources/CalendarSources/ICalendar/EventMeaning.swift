/// Whether an event opens or closes, read from what real calendars write.
///
/// 1. `CATEGORIES` with `OPEN` or `WORKDAY` opens; with `CLOSED` or `HOLIDAY` closes.
/// 2. `X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY` opens, `WORK-HOLIDAY` closes.
/// 3. 班 in the summary opens, as Chinese calendars mark moved working days: （班）, 补班, 上班, at its end; 停班 closes. 休 in
///    brackets, or at its end, closes.
/// 4. Anything else closes. But where a file marks any event in one of these ways, what is not marked is a day that
///    people keep and work on, and so is what Google calls an observance: it says nothing.
struct EventMeaning {
  enum Effect {
    case open, closed
  }
  /// `nil` where nothing marks it.
  let mark: Effect?
  let isObservance: Bool
  /// The summary without its mark.
  let label: String

  init(summary: String, categories: [String], specialDay: String?, description: String) {
    let known: [String: Effect] = ["OPEN": .open, "WORKDAY": .open, "CLOSED": .closed, "HOLIDAY": .closed]
    let special: [String: Effect] = ["ALTERNATE-WORKDAY": .open, "WORK-HOLIDAY": .closed]
    let (name, inSummary) = Self.separateMark(summary)
    label = String(name.prefix(120))
    isObservance = description.lowercased().hasPrefix("observance")
    mark =
      categories.lazy.compactMap { known[$0.uppercased()] }.first
      ?? specialDay.flatMap { special[$0.uppercased()] } ?? inSummary
  }

  private static func separateMark(_ summary: String) -> (String, Effect?) {
    let trimmed = summary.trimmingWhiteSpace
    for (left, right) in [("（", "）"), ("(", ")"), ("【", "】"), ("[", "]")] {
      for (mark, effect) in [("班", Effect.open), ("休", Effect.closed)] {
        let bracketed = left + mark + right
        if let range = trimmed.range(ofText: bracketed) {
          return ((String(trimmed[..<range.lowerBound]) + trimmed[range.upperBound...]).trimmingWhiteSpace, effect)
        }
      }
    }
    if trimmed.range(ofText: "停班") != nil { return (trimmed, .closed) }
    if trimmed.range(ofText: "补班") != nil || trimmed.range(ofText: "上班") != nil || trimmed.hasSuffix("班") {
      return (trimmed, .open)
    }
    return (trimmed, trimmed.hasSuffix("休") ? .closed : nil)
  }
}

extension String {
  fileprivate var trimmingWhiteSpace: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  fileprivate func range(ofText text: String) -> Range<Index>? { firstRange(of: text) }
}
