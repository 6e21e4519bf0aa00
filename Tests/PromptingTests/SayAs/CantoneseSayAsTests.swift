import Testing

private func cantonese(_ text: String, _ type: String, _ words: String?) -> Spoken { Spoken(text, type, words, "yue") }

@Suite("Say-as in Cantonese") struct CantoneseSayAsTests {
  static let numbers = [
    cantonese("0", "number", "零"), cantonese("2", "number", "二"), cantonese("10", "number", "十"),
    cantonese("15", "number", "十五"), cantonese("21", "number", "二十一"), cantonese("26", "number", "二十六"),
    cantonese("31", "number", "三十一"), cantonese("100", "number", "一百"), cantonese("101", "number", "一百零一"),
    cantonese("110", "number", "一百一十"), cantonese("115", "number", "一百一十五"), cantonese("200", "number", "二百"),
    cantonese("1001", "number", "一千零一"), cantonese("2000", "number", "兩千"), cantonese("2200", "number", "兩千二百"),
    cantonese("10000", "number", "一萬"), cantonese("10010", "number", "一萬零一十"),
    cantonese("20000", "number", "兩萬"), cantonese("100000", "number", "十萬"),
    cantonese("150000000", "number", "一億五千萬"), cantonese("1.5億", "number", "一億五千萬"),
    cantonese("200000000", "number", "兩億"), cantonese("1000000000", "number", "十億"),
    cantonese("1000000000000", "number", "一萬億"),
    cantonese("12345678901234567", "number", "一二三四五六七八九零一二三四五六七"), cantonese("-3", "number", "負三"),
    cantonese("3.14", "number", "三點一四"), cantonese("2", "number:count", "兩"), cantonese("12", "number:count", "十二"),
    cantonese("007", "number", "七"), cantonese("2", "ordinal", "第二"), cantonese("21", "ordinal", "第二十一"),
    cantonese("abc", "number", nil), cantonese("-2", "ordinal", nil),
  ]

  static let digits = [
    cantonese("10086", "digits", "一零零八六"), cantonese("10086", "digits:telephone", "一零零八六"),
    cantonese("21234567", "telephone", "二一二三，四五六七"), cantonese("13800138000", "phone", "一三八，零零一三，八零零零"),
    cantonese("+85221234567", "phone", "加八五二，二一二三，四五六七"),
    cantonese("21234567x801", "vxml:phone", "二一二三，四五六七，內線八零一"), cantonese("*1#", "digits", "星號一井號"),
    cantonese("1a", "digits", nil), cantonese("tel", "phone", nil),
  ]

  static let money = [
    cantonese("HKD12.50", "vxml:currency", "十二蚊五毫"), cantonese("$12.50", "currency", "十二蚊五毫"),
    cantonese("HK$2", "currency", "兩蚊"), cantonese("HKD12.05", "currency", "十二蚊零五仙"),
    cantonese("HKD0.20", "currency", "兩毫"), cantonese("HKD0", "currency", "零蚊"),
    cantonese("HKD22", "currency", "二十二蚊"), cantonese("HKD-3", "currency", "負三蚊"),
    cantonese("CNY12.50", "currency", "人民幣十二蚊五毫"), cantonese("CNY12.05", "currency", "人民幣十二蚊零五分"),
    cantonese("-CNY3", "currency", "人民幣負三蚊"), cantonese("USD12.50", "currency", "十二美金五十仙"),
    cantonese("MOP2", "currency", "澳門幣兩蚊"), cantonese("JPY200", "currency", "二百日圓"),
    cantonese("12.50", "currency", "十二點五零"), cantonese("HKD7.123", "currency", "七點一二三蚊"),
    Spoken("CNY12.50", "currency", "十二蚊五毫", "yue-CN"), Spoken("HKD2", "currency", "港币两蚊", "yue-Hans"),
    Spoken("MOP2", "currency", "兩蚊", "zh-MO"), cantonese("ABC2", "currency", nil),
  ]

  static let datesAndTimes = [
    cantonese("20270206", "vxml:date", "二〇二七年二月六號"), cantonese("2027-02-26", "date", "二〇二七年二月廿六號"),
    cantonese("????0131", "date", "一月卅一號"), cantonese("0121", "date:md", "一月廿一號"),
    cantonese("0120", "date:md", "一月二十號"), cantonese("30", "date:d", "三十號"), cantonese("31", "date:d", "卅一號"),
    cantonese("12", "date:d", "十二號"), cantonese("2027-02-06", "date::weekday", "二〇二七年二月六號星期六"),
    cantonese("2027-02-30", "date", nil), cantonese("聽日", "date", nil),
    cantonese("0200?", "vxml:time", "兩點鐘"), cantonese("0230?", "time", "兩點半"), cantonese("0905?", "time", "九點零五分"),
    cantonese("1200?", "time", "十二點鐘"), cantonese("14:00", "time", "十四點"), cantonese("14:00", "time::12h", "下晝兩點鐘"),
    cantonese("0930a", "time", "朝早九點半"), cantonese("1230p", "time", "中午十二點半"),
    cantonese("0805p", "time", "夜晚八點零五分"), cantonese("1230a", "time", "凌晨十二點半"),
    cantonese("00:00", "time", "零點"), cantonese("24:00", "time::12h", "夜晚十二點鐘"),
    cantonese("09:30:15", "time", "九點三十分十五秒"), cantonese("22:22h", "time", "二十二點二十二分"),
    cantonese("25:61", "time", nil), cantonese("1300a", "time", nil),
  ]

  static let others = [
    cantonese("PT2H30M", "duration", "兩個鐘頭三十分鐘"), cantonese("P2D", "duration", "兩日"),
    cantonese("P2M", "duration", "兩個月"), cantonese("90s", "duration", "九十秒"), cantonese("P2W", "duration", "兩個星期"),
    cantonese("2", "duration:m", "兩分鐘"), cantonese("true", "boolean", "係"), cantonese("false", "boolean", "唔係"),
    Spoken("20000", "number", "兩萬", "zh-HK"), Spoken("20000", "number", "兩萬", "yue-Hant-HK"),
    Spoken("20000", "number", "兩萬", "zh-yue"), Spoken("0200?", "time", "两点钟", "yue-Hans-CN"),
    cantonese("1", "nothing", nil),
  ]

  @Test("words", arguments: numbers + digits + money + datesAndTimes + others)
  func words(spoken: Spoken) {
    #expect(say(spoken.text, spoken.type, spoken.language) == spoken.words)
  }
}
