public import FlowDocument
public import FlowParser

/// What is wrong with a company's own defaults: what happens where a flow says nothing, as a flow file.
public enum DefaultsCheck {
  /// - Parameters:
  ///   - document: the defaults, read without an error.
  ///   - builtIn: what counts where they say nothing; their dialogs may be named too.
  ///   - source: the document's text, for the lines of findings; `charset` is what was said of it from outside.
  ///   - load: a flow that they lead to, by its URI; `nil` where it is not known.
  /// - Returns: errors, in the order of their places.
  public static func errors(
    in document: Document, over builtIn: Document, source: [UInt8], charset: String?,
    load: @escaping (String) -> Document?
  ) -> [Diagnostic] {
    let meant = FlowLinter().lint(document.over(builtIn), source: source, charset: charset, load: load)
    return (misplaced(in: document) + meant).filter { $0.severity == .error }.sorted { $0.location < $1.location }
  }

  /// What a flow may have, and defaults never come to.
  private static func misplaced(in document: Document) -> [Diagnostic] {
    var errors: [Diagnostic] = []
    if let application = document.application {
      let message = "the defaults have no application root: handlers, properties and dialogs stand in this file"
      errors.append(finding(message, in: document.uri, at: application.location))
    }
    for step in document.initialisation {
      let message = "this is never run: of the defaults only handlers, properties and dialogs count"
      errors.append(finding(message, in: document.uri, at: step.location))
    }
    for place in document.links.map(\.location) + document.routes.map(\.location) {
      let message = "this has no effect: of the defaults only handlers, properties and dialogs count"
      errors.append(finding(message, in: document.uri, at: place))
    }
    return errors
  }

  /// An error of the defaults that no rule of flows knows.
  public static func finding(_ message: String, in uri: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(severity: .error, rule: "defaults", message: message, file: uri, location: location)
  }
}

extension Document {
  /// With the dialogs of another one whose ids it does not have: what a fragment in defaults may name.
  fileprivate func over(_ other: Document) -> Document {
    let more = other.dialogs.filter { dialog in dialog.id.map { dialogIndex[$0.value] == nil } ?? false }
    return Document(
      uri: uri, base: base, version: version, application: application, language: language,
      initialisation: initialisation, properties: properties, handlers: handlers, links: links, metas: metas,
      dialogs: dialogs + more, routes: routes, usesExtensions: usesExtensions, location: location)
  }
}

extension Initialisation {
  fileprivate var location: SourceLocation {
    switch self {
    case .variable(let variable): variable.location
    case .script(let script): script.location
    case .data(let data): data.location
    case .calendar(let calendar): calendar.location
    }
  }
}
