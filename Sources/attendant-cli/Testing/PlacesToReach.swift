import FlowDocument
import FlowLint

/// A place of a flow that some scenario should reach.
struct PlaceToReach {
  let name: String
  let location: SourceLocation
}

extension FlowNode {
  /// Items, choices, options, links, handlers, `filled`, branches, and whatever leads away.
  var placesToReach: [PlaceToReach] {
    switch element {
    case .item(let item):
      [PlaceToReach(name: item.title, location: item.location)]
        + item.filled.map { PlaceToReach(name: "this <filled>", location: $0.location) }
    case .choice(let choice): [PlaceToReach(name: Self.title("choice", choice.dtmf), location: choice.location)]
    case .option(let option): [PlaceToReach(name: Self.title("option", option.dtmf), location: option.location)]
    case .link(let link): [PlaceToReach(name: Self.title("link", link.dtmf), location: link.location)]
    case .handler(let handler):
      [PlaceToReach(name: "this handler of \(handler.title)", location: handler.location)]
    case .filled(let filled): [PlaceToReach(name: "this <filled>", location: filled.location)]
    case .executable(let executable): executable.placesToReach
    case .route(let route): route.targets.map { PlaceToReach(name: "this <target>", location: $0.location) }
    case .calendar, .dialog, .property, .grammar, .prompt, .audio, .value, .mark, .say, .repetition: []
    }
  }

  private static func title(_ element: String, _ keys: Located<String>?) -> String {
    "this <\(element)>" + (keys.map { " of \($0.value)" } ?? "")
  }
}

extension Executable {
  fileprivate var placesToReach: [PlaceToReach] {
    switch self {
    case .if(let choice): choice.branches.map { PlaceToReach(name: "this branch", location: $0.location) }
    case .goto, .submit, .exit, .return, .disconnect, .throw: [PlaceToReach(name: "this way out", location: location)]
    case .callback, .outcome, .language, .data, .extension: [PlaceToReach(name: "this element", location: location)]
    case .variable, .assign, .clear, .prompt, .reprompt, .script, .log, .foreach, .metric: []
    }
  }
}

extension FormItem {
  fileprivate var title: String { name.map { "the item \"\($0.value)\"" } ?? "this item" }
}

extension Handler {
  fileprivate var title: String {
    let names = events.isEmpty ? "any event" : events.joined(separator: " ")
    return count > 1 ? "\(names), count \(count)" : names
  }
}
