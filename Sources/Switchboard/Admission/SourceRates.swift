/// How often each source may call: a bucket a source that holds `burst` calls and gets `rate` a second.
struct SourceRates: Sendable {
  private struct Bucket {
    var left: Double
    var at: Duration
  }
  /// More sources than this are not told apart: who comes then waits until old ones have been forgotten.
  static let most = 10_000

  /// Calls a second; `nil` is any.
  let rate: Double?
  private let burst: Double
  private var buckets: [String: Bucket] = [:]
  /// When those that had calmed down were last forgotten.
  private var swept = Duration.zero

  init(rate: Double?) {
    self.rate = rate
    burst = max(1, rate ?? 1)
  }

  /// Whether one more call may come now; `now` is of any clock that does not go back.
  mutating func takes(_ source: String, now: Duration) -> Bool {
    guard let rate else { return true }
    if buckets[source] == nil, buckets.count >= Self.most {
      // Once a second at most: a flood of sources must not make each of its calls dear.
      guard now - swept >= .seconds(1) else { return false }
      swept = now
      buckets = buckets.filter { Self.level($0.value, rate: rate, now: now) < burst }
      guard buckets.count < Self.most else { return false }
    }
    let bucket = buckets[source] ?? Bucket(left: burst, at: now)
    let level = min(burst, Self.level(bucket, rate: rate, now: now))
    buckets[source] = Bucket(left: level >= 1 ? level - 1 : level, at: now)
    return level >= 1
  }

  private static func level(_ bucket: Bucket, rate: Double, now: Duration) -> Double {
    bucket.left + max(0, (now - bucket.at) / .seconds(1)) * rate
  }
}
