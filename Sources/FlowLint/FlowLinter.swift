public import FlowDocument
public import FlowParser
public import Prompting

/// Checks what a flow means: what a parser cannot see, because it reads one element at a time and one file.
public struct FlowLinter: Sendable {
  public let rules: [any LintRule]

  public init(rules: [any LintRule] = FlowLinter.referenceRules) {
    self.rules = rules
  }

  /// The rules about names and references: what is meant has to exist.
  public static let referenceRules: [any LintRule] = [
    PropertyRule(), BuiltinTypeRule(), NamelistRule(), TargetRule(), ResourceRule(), DuplicateKeyRule(),
    UnreachableDialogRule(), SubdialogParameterRule(), KeyPrefixRule(), MissingAudioRule(),
    // Secrets.
    UnmarkedSecretRule(), SecretLeakRule(), RecordedSecretRule(), UnlimitedTriesRule(),
    // Words by key, and languages.
    WordKeyRule(), LanguageRule(), WordParameterRule(), MissingWordsRule(),
    // Calendars.
    CalendarHoursRule(), CalendarHolidaysRule(), CalendarTimeZoneRule(),
    // Callers cared for.
    OperatorRouteRule(), AlwaysKeyRule(), RetryLimitRule(),
    // Transfers.
    RouteRule(), RouteResultRule(), HeaderFieldRule(), TransferOutcomeRule(), LongWaitRule(), CallerDestinationRule(),
    LostHeaderRule(),
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
  ///   - words: the words of a document that has any by key; asked for the document and its application root. Without it
  ///     no key is looked for.
  ///   - calendars: what is known of time zones and calendar files. Without it only what is written is looked at.
  public func lint(
    _ document: Document, source: [UInt8]? = nil, charset: String? = nil, documents: [Document] = [],
    load: @escaping (String) -> Document?, exists: ((String) -> Bool)? = nil,
    words: ((Document) -> FoundWords)? = nil, calendars: CalendarSurroundings? = nil
  ) -> [Diagnostic] {
    var flow = Gathering(load: load, exists: exists).gather(document, given: documents)
    flow.words = words.map { find in
      FlowWords([document, flow.root?.document].compactMap(\.self).filter(\.usesWords).map(find))
    }
    flow.calendars = calendars.map { CalendarKnowledge(flow.flow, $0) }
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
