extension ChineseWords {
  /// Spoken Cantonese, in traditional characters: 二百 but 兩千, 兩萬, 兩點鐘, 兩蚊; 廿 and 卅 in dates (廿六號, 卅一號) and only
  /// there; 一 in telephone numbers; whole hours with 鐘.
  ///
  /// Money is counted as at the counter in Hong Kong and Guangzhou, in 蚊 and 毫: 12.50 is 十二蚊五毫, rather than 十二個半,
  /// which some take for twelve and a half of anything, or the written 十二元五角. What is not the caller's own currency has
  /// its name: 人民幣十二蚊五毫.
  static let cantonese = ChineseWords(
    tag: Chinese.cantoneseTag, script: .traditional,
    numbers: Numbers(
      two: "兩", twoHundred: "二百", tenThousand: "萬", hundredMillion: "億", minus: "負", point: "點"),
    keys: Keys(telephoneOne: "一", star: "星號", hash: "井號", plus: "加", telephoneExtension: "內線"),
    dates: Dates(day: "號", hasShortTens: true),
    times: Times(hour: "點", oClock: "鐘", midnight: 12) { part in
      switch part {
      case .smallHours: "凌晨"
      case .earlyMorning, .morning: "朝早"
      case .noon: "中午"
      case .afternoon: "下晝"
      case .evening: "夜晚"
      }
    },
    yes: "係", no: "唔係",
    durations: { unit in
      switch unit {
      case .year: "年"
      case .month: "個月"
      case .week: "個星期"
      case .day: "日"
      case .hour: "個鐘頭"
      case .minute: "分鐘"
      case .second: "秒"
      }
    },
    coins: cantoneseCoins)

  @Sendable private static func cantoneseCoins(_ currency: Currency) -> ChineseCoins {
    let (man, hou, sin) = (("yuan", "蚊"), ("jiao", "毫"), ("cent", "仙"))
    return switch currency {
    case .cny: ChineseCoins(prefix: ("cny", "人民幣"), whole: man, tenth: hou, hundredth: ("fen", "分"))
    case .hkd: ChineseCoins(prefix: ("hkd", "港幣"), whole: man, tenth: hou, hundredth: sin)
    case .mop: ChineseCoins(prefix: ("mop", "澳門幣"), whole: man, tenth: hou, hundredth: sin)
    case .twd: ChineseCoins(prefix: ("twd", "新台幣"), whole: man, tenth: hou, hundredth: sin)
    case .usd: ChineseCoins(whole: ("usd", "美金"), hundredth: sin)
    case .eur: ChineseCoins(whole: ("eur", "歐羅"), hundredth: sin)
    case .gbp: ChineseCoins(whole: ("gbp", "英鎊"), hundredth: ("penny", "便士"))
    case .jpy: ChineseCoins(whole: ("jpy", "日圓"))
    case .krw: ChineseCoins(whole: ("krw", "韓元"))
    case .sgd: ChineseCoins(whole: ("sgd", "新加坡元"), hundredth: sin)
    case .aud: ChineseCoins(whole: ("aud", "澳元"), hundredth: sin)
    case .cad: ChineseCoins(whole: ("cad", "加元"), hundredth: sin)
    case .chf: ChineseCoins(whole: ("chf", "瑞士法郎"), hundredth: ("centime", "生丁"))
    }
  }
}
