/// What flows said of their calls (`ivr:outcome`, `ivr:metric`), over all calls that have ended. A flow chooses the names, so
/// their number and length are bounded: names past the bound count as `(other)`.
public struct BusinessCounts: Hashable, Sendable {
  /// The sum of a metric's values, and of how many calls.
  public struct Figure: Hashable, Sendable {
    public internal(set) var sum = 0.0
    public internal(set) var count = 0
  }
  /// Under which names one call was counted.
  public struct Names: Hashable, Sendable {
    public internal(set) var outcome: String?
    /// The flow's names to those here.
    public internal(set) var metrics: [String: String] = [:]
  }
  /// Most names of outcomes, and of metrics, each.
  public static let mostNames = 100
  /// Most characters of a name; a longer one is cut.
  public static let longestName = 64
  /// Takes what has no name of its own.
  public static let other = "(other)"

  public private(set) var outcomes: [String: Int] = [:]
  public private(set) var metrics: [String: Figure] = [:]

  /// One call.
  mutating func note(outcome: String?, metrics figures: [String: Double]) -> Names {
    var names = Names()
    if let outcome {
      let name = Self.name(outcome, in: outcomes)
      outcomes[name, default: 0] += 1
      names.outcome = name
    }
    for (flowName, value) in figures.sorted(by: { $0.key < $1.key }) {
      let name = Self.name(flowName, in: metrics)
      metrics[name, default: Figure()].sum += value
      metrics[name, default: Figure()].count += 1
      names.metrics[flowName] = name
    }
    return names
  }

  private static func name<Value>(_ name: String, in known: [String: Value]) -> String {
    let short = String(name.prefix(longestName))
    return known[short] != nil || known.count < mostNames ? short : other
  }
}
