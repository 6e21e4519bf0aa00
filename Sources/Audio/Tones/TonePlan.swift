/// The tones of a country's exchanges, as its people know them.
///
/// Frequencies and rhythms: ITU-T E.180 Supplement 2 (various tones used in national networks). Levels: the middle of
/// what E.180/Q.35 and the national rules allow, because nothing depends on them.
public struct TonePlan: Hashable, Sendable {
  /// ISO 3166-1.
  public let country: String
  public let dial: CallTone
  public let ringBack: CallTone
  public let busy: CallTone
  public let congestion: CallTone
  public let specialInformation: CallTone

  public init(
    country: String, dial: CallTone, ringBack: CallTone, busy: CallTone, congestion: CallTone,
    specialInformation: CallTone
  ) {
    self.country = country
    self.dial = dial
    self.ringBack = ringBack
    self.busy = busy
    self.congestion = congestion
    self.specialInformation = specialInformation
  }

  /// China: 450 Hz for everything.
  public static let china = TonePlan(
    country: "CN",
    dial: .steady([450], level: -10),
    ringBack: .rhythm([450], [1000, 4000], level: -10),
    busy: .rhythm([450], [350, 350], level: -10),
    congestion: .rhythm([450], [700, 700], level: -10),
    specialInformation: threeTones)

  public static let hongKong = TonePlan(
    country: "HK",
    dial: .steady([350, 440], level: -13),
    ringBack: .rhythm([440, 480], [400, 200, 400, 3000], level: -16),
    busy: .rhythm([480, 620], [500, 500], level: -16),
    congestion: .rhythm([480, 620], [250, 250], level: -16),
    specialInformation: threeTones)

  public static let unitedKingdom = TonePlan(
    country: "GB",
    dial: .steady([350, 440], level: -13),
    ringBack: .rhythm([400, 450], [400, 200, 400, 2000], level: -16),
    busy: .rhythm([400], [375, 375], level: -13),
    congestion: .rhythm([400], [400, 350, 225, 525], level: -13),
    specialInformation: threeTones)

  /// The "precise" tones of North America.
  public static let unitedStates = TonePlan(
    country: "US",
    dial: .steady([350, 440], level: -13),
    ringBack: .rhythm([440, 480], [2000, 4000], level: -19),
    busy: .rhythm([480, 620], [500, 500], level: -24),
    congestion: .rhythm([480, 620], [250, 250], level: -24),
    specialInformation: threeTones)

  public static let all: [TonePlan] = [.china, .hongKong, .unitedKingdom, .unitedStates]

  /// The plan of a country (ISO 3166-1, any case).
  public static func plan(ofCountry code: String) -> TonePlan? {
    all.first { $0.country == code.uppercased() }
  }

  /// Three rising tones of 330 ms and a second of silence (E.180 §4.1), alike everywhere.
  private static let threeTones = CallTone(
    [
      .init([950], milliseconds: 330), .init([1400], milliseconds: 330), .init([1800], milliseconds: 330),
      .init([], milliseconds: 1000),
    ], level: -14)
}
