public import CallInterface

/// A piece of the words of a table: `Your balance is {amount:currency}.` is words, a gap, and words.
public enum WordPart: Hashable, Sendable {
  case text(String)
  /// What the flow gives by this name, spoken as the table says.
  case gap(name: String, SpeechStyle.SayAs?)

  /// A gap that cannot be read.
  struct Fault: Error, Hashable {
    /// Of the brace within the words, from 1, in Unicode scalars.
    let column: Int
    let message: String
  }

  /// The parts of some words. A gap is `{name}`, or `{name:type}`, `{name:type:format}`, `{name:type:format:detail}` with
  /// what `say-as` takes; `{{` and `}}` are braces.
  static func parts(of words: String) throws(Fault) -> [WordPart] {
    var parts: [WordPart] = []
    var text = ""
    let scalars = Array(words.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let isDoubled = index + 1 < scalars.count && scalars[index + 1] == scalar
      switch scalar {
      case "{" where isDoubled, "}" where isDoubled:
        text.unicodeScalars.append(scalar)
        index += 2
      case "{":
        guard let end = scalars[index...].firstIndex(of: "}") else {
          throw Fault(column: index + 1, message: "the gap that begins here has no end: \"}\" is missing")
        }
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        var inside = ""
        inside.unicodeScalars.append(contentsOf: scalars[(index + 1)..<end])
        parts.append(try gap(inside, column: index + 1))
        index = end + 1
      case "}":
        throw Fault(
          column: index + 1, message: "no gap begins before this \"}\"; a brace that is meant is written \"}}\"")
      default:
        text.unicodeScalars.append(scalar)
        index += 1
      }
    }
    if !text.isEmpty { parts.append(.text(text)) }
    return parts
  }

  private static func gap(_ inside: String, column: Int) throws(Fault) -> WordPart {
    let fields = inside.split(separator: ":", omittingEmptySubsequences: false).map { String($0).trimmed }
    let name = fields.first ?? ""
    guard isName(name) else {
      throw Fault(column: column, message: "\"\(inside.prefix(60))\" is no gap: {name} or {name:currency} would be one")
    }
    guard fields.count > 1 else { return .gap(name: name, nil) }
    guard fields.count <= 4, SayAs.types.contains(fields[1].lowercased()) else {
      let known = SayAs.types.joined(separator: ", ")
      throw Fault(
        column: column,
        message: fields.count > 4
          ? "the gap \"\(name)\" says more than a type, a format and a detail"
          : "nothing is spoken as \"\(fields[1].prefix(60))\"; there are \(known)")
    }
    func field(_ index: Int) -> String? { fields.count > index && !fields[index].isEmpty ? fields[index] : nil }
    return .gap(name: name, SpeechStyle.SayAs(interpretAs: fields[1].lowercased(), format: field(2), detail: field(3)))
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.unicodeScalars.allSatisfy { "_$-.".unicodeScalars.contains($0) || $0.properties.isIDContinue }
  }
}
