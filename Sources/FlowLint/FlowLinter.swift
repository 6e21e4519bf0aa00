public import FlowDocument
public import FlowParser

/// Checks what a flow means: what a parser cannot see, because it reads one element at a time and one file.
public struct FlowLinter: Sendable {
  public let rules: [any LintRule]

  public init(rules: [any LintRule] = FlowLinter.referenceRules) {
    self.rules = rules
  }

  /// The rules about names and references: what is meant has to exist.
  public static let referenceRules: [any LintRule] = [
    PropertyRule(), BuiltinTypeRule(), NamelistRule(), TargetRule(), ResourceRule(), DuplicateKeyRule(),
    UnreachableDialogRule(), SubdialogParameterRule(), KeyPrefixRule(), MissingAudioRule(), RouteRule(),
    RouteResultRule(), HeaderFieldRule(), TransferOutcomeRule(), LongWaitRule(), CallerDestinationRule(),
  ]

  /// All findings in one document, in the order of their places.
  ///
  /// - Parameters:
  ///   - source: the document as it was read, for the line under each finding.
  ///   - charset: as it was given to the parser.
  ///   - documents: all flows that are checked together; they may lead into this one. This one may be among them.
  ///   - load: the flow at an absolute URI without fragment, asked for local references (`file:`) only and once each;
  ///     `nil` where none can be read.
  ///   - exists: whether there is a file of any kind at a `file:` URI. Without it no grammar, script or sound is
  ///     reported as missing.
  public func lint(
    _ document: Document, source: [UInt8]? = nil, charset: String? = nil, documents: [Document] = [],
    load: @escaping (String) -> Document?, exists: ((String) -> Bool)? = nil
  ) -> [Diagnostic] {
    let flow = Gathering(load: load, exists: exists).gather(document, given: documents)
    let lines = source.map { SourceLines($0, charset: charset) }
    var diagnostics: [Diagnostic] = []
    for rule in rules {
      var seen: Set<Finding> = []
      for finding in rule.check(flow) where seen.insert(finding).inserted {
        diagnostics.append(Self.diagnostic(finding, of: type(of: rule), in: document, lines))
      }
    }
    return diagnostics.enumerated()
      .sorted { ($0.element.location, $0.offset) < ($1.element.location, $1.offset) }
      .map(\.element)
  }

  private static func diagnostic(
    _ finding: Finding, of rule: any LintRule.Type, in document: Document, _ lines: SourceLines?
  ) -> Diagnostic {
    let excerpt = lines?.excerpt(at: finding.location)
    return Diagnostic(
      severity: finding.severity ?? rule.severity, rule: rule.id, message: finding.message,
      help: finding.help ?? rule.help, file: document.uri, location: finding.location, sourceLine: excerpt?.line,
      caretColumn: excerpt?.column, length: finding.length ?? excerpt?.length ?? 1)
  }
}
