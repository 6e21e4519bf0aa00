/// Brings the lines of a scenario one by one while its call goes on; virtual time stands still meanwhile.
public protocol ScenarioFeed: Sendable {
  /// The next line; `nil` when there will be no more.
  func next() async -> ScenarioLine?
}
