public import CallRuntime
public import FlowInterpreter
public import FlowParser

/// All flows of a server as they were at one moment. A call keeps the edition that it began with.
public struct FlowEdition: Sendable {
  public let table: RouteTable
  public let resources: ResourceStore
  private let spokenLanguages: Languages?
  private let defaults: PreparedDocument
  /// What is odd in the flows, and no reason to refuse them.
  public let warnings: [Diagnostic]

  init(
    _ table: RouteTable, resources: ResourceStore, spokenLanguages: Languages?, defaults: PreparedDocument,
    warnings: [Diagnostic]
  ) {
    self.table = table
    self.resources = resources
    self.spokenLanguages = spokenLanguages
    self.defaults = defaults
    self.warnings = warnings
  }

  /// Reads every flow of the table, with all that they lead to, and checks it.
  /// - Parameter defaults: what happens where a flow says nothing (`PlatformDefaults.read` for a company's own).
  /// - Throws: what is wrong in them, each with its place; nothing of them may answer calls then.
  public static func read(
    _ table: RouteTable, loader: any ResourceLoading = StandardLoader(), spokenLanguages: Languages? = nil,
    parsing: ParserOptions = ParserOptions(), defaults: PreparedDocument = PlatformDefaults.document
  ) async throws(FlowFindings) -> FlowEdition {
    let files = PinnedFiles(loader)
    let findings = await FlowReading(files, parsing: parsing).findings(in: table.entries.map(\.flow))
    let errors = findings.filter { $0.severity == .error }
    guard errors.isEmpty else { throw FlowFindings(errors: errors) }
    return FlowEdition(
      table, resources: ResourceStore(loader: files, options: ResourceOptions(parsing: parsing)),
      spokenLanguages: spokenLanguages, defaults: defaults, warnings: findings)
  }

  /// Everything that is wrong or odd in some flows and in all that they lead to, each finding with its place: for
  /// editors and build servers, and to look at a flow before it is read for calls.
  /// - Parameter flows: absolute URIs.
  public static func findings(
    in flows: [String], loader: any ResourceLoading = StandardLoader(), parsing: ParserOptions = ParserOptions()
  ) async -> [Diagnostic] {
    await FlowReading(PinnedFiles(loader), parsing: parsing).findings(in: flows)
  }

  /// What answers a number; `nil` where nothing does.
  public func route(for number: String) -> CallRoute? {
    table.entry(for: number).map(route)
  }

  /// The entry of a flow that answers no number: for calls of ours. `nil` where there is none.
  public func route(ofFlow flow: String) -> CallRoute? {
    table.entries.first { $0.flow == flow && $0.numbers.isEmpty }.map(route)
  }

  func route(_ entry: RouteTable.Entry) -> CallRoute {
    CallRoute(
      name: entry.numbers.joined(separator: " "), flow: entry.flow, resources: resources, language: entry.language,
      spokenLanguages: spokenLanguages, rings: entry.rings, mostCalls: entry.mostCalls, parameters: entry.parameters,
      defaults: defaults)
  }
}

/// Why an edition is refused.
public struct FlowFindings: Error, Sendable, CustomStringConvertible {
  public let errors: [Diagnostic]

  public var description: String { errors.map(\.description).joined(separator: "\n") }
}
