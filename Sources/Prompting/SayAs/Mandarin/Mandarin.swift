extension ChineseWords {
  /// Spoken Mandarin, in simplified characters: 两百, 两千, 两点, 两元 but 二十二, 二月, 第二; 幺 for 1 in telephone numbers;
  /// the day of the month is 日; money in 元, 角 and 分.
  static let mandarin = ChineseWords(
    tag: Chinese.mandarinTag, script: .simplified,
    numbers: Numbers(
      two: "两", twoHundred: "两百", tenThousand: "万", hundredMillion: "亿", minus: "负", point: "点"),
    keys: Keys(telephoneOne: "幺", star: "星号", hash: "井号", plus: "加", telephoneExtension: "转"),
    dates: Dates(day: "日", hasShortTens: false),
    times: Times(hour: "点", oClock: nil, midnight: 0) { part in
      switch part {
      case .smallHours: "凌晨"
      case .earlyMorning: "早上"
      case .morning: "上午"
      case .noon: "中午"
      case .afternoon: "下午"
      case .evening: "晚上"
      }
    },
    yes: "是", no: "不是",
    durations: { unit in
      switch unit {
      case .year: "年"
      case .month: "个月"
      case .week: "个星期"
      case .day: "天"
      case .hour: "小时"
      case .minute: "分钟"
      case .second: "秒"
      }
    },
    coins: mandarinCoins)

  @Sendable private static func mandarinCoins(_ currency: Currency) -> ChineseCoins {
    let (yuan, jiao, fen) = (("yuan", "元"), ("jiao", "角"), ("fen", "分"))
    return switch currency {
    case .cny: ChineseCoins(prefix: ("cny", "人民币"), whole: yuan, tenth: jiao, hundredth: fen)
    case .twd: ChineseCoins(prefix: ("twd", "新台币"), whole: yuan, tenth: jiao, hundredth: fen)
    case .hkd: ChineseCoins(whole: ("hkd", "港元"), tenth: jiao, hundredth: fen)
    case .mop: ChineseCoins(whole: ("mop", "澳门元"), tenth: jiao, hundredth: fen)
    case .usd: ChineseCoins(whole: ("usd", "美元"), hundredth: ("us-cent", "美分"))
    case .eur: ChineseCoins(whole: ("eur", "欧元"), hundredth: ("euro-cent", "欧分"))
    case .gbp: ChineseCoins(whole: ("gbp", "英镑"), hundredth: ("penny", "便士"))
    case .jpy: ChineseCoins(whole: ("jpy", "日元"))
    case .krw: ChineseCoins(whole: ("krw", "韩元"))
    case .sgd: ChineseCoins(whole: ("sgd", "新加坡元"), hundredth: fen)
    case .aud: ChineseCoins(whole: ("aud", "澳元"), hundredth: fen)
    case .cad: ChineseCoins(whole: ("cad", "加元"), hundredth: fen)
    case .chf: ChineseCoins(whole: ("chf", "瑞士法郎"), hundredth: ("centime", "生丁"))
    }
  }
}
