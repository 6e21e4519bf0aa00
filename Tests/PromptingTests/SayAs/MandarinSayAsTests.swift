import Testing

private func mandarin(_ text: String, _ type: String, _ words: String?) -> Spoken { Spoken(text, type, words, "cmn") }

@Suite("Say-as in Mandarin") struct MandarinSayAsTests {
  static let numbers = [
    mandarin("0", "number", "零"), mandarin("2", "number", "二"), mandarin("10", "number", "十"),
    mandarin("12", "number", "十二"), mandarin("15", "number", "十五"), mandarin("20", "number", "二十"),
    mandarin("22", "number", "二十二"), mandarin("100", "number", "一百"), mandarin("101", "number", "一百零一"),
    mandarin("110", "number", "一百一十"), mandarin("115", "number", "一百一十五"), mandarin("200", "number", "两百"),
    mandarin("202", "number", "两百零二"), mandarin("1,001", "number", "一千零一"),
    mandarin("1010", "number", "一千零一十"), mandarin("2000", "number", "两千"),
    mandarin("2222", "number", "两千两百二十二"), mandarin("10000", "number", "一万"),
    mandarin("10,010", "number", "一万零一十"), mandarin("12000", "number", "一万两千"),
    mandarin("20002", "number", "两万零二"), mandarin("22000", "number", "两万两千"),
    mandarin("100000", "number", "十万"), mandarin("150000", "number", "十五万"), mandarin("200000", "number", "二十万"),
    mandarin("1100000", "number", "一百一十万"), mandarin("1001000", "number", "一百万一千"),
    mandarin("1000100", "number", "一百万零一百"), mandarin("100000000", "number", "一亿"),
    mandarin("150000000", "number", "一亿五千万"), mandarin("1.5亿", "number", "一亿五千万"),
    mandarin("1.5万", "number", "一万五千"), mandarin("105000000", "number", "一亿零五百万"),
    mandarin("100100000", "number", "一亿零一十万"), mandarin("100000001", "number", "一亿零一"),
    mandarin("1000000000", "number", "十亿"), mandarin("200000000", "number", "两亿"),
    mandarin("1000000000000", "number", "一万亿"), mandarin("2000200000000", "number", "两万零二亿"),
    mandarin("1234567890123456", "number", "一千两百三十四万五千六百七十八亿九千零一十二万三千四百五十六"),
    mandarin("12345678901234567", "number", "一二三四五六七八九零一二三四五六七"),
    mandarin("-3", "number", "负三"), mandarin("3.14", "number", "三点一四"), mandarin("-0.50", "number", "负零点五零"),
    mandarin("2", "number:count", "两"), mandarin("12", "number:count", "十二"), mandarin("22", "number:count", "二十二"),
    mandarin("-2", "number:count", "负两"), mandarin("2.5", "number:count", "二点五"), mandarin("0", "cardinal:count", "零"),
    mandarin("1", "ordinal", "第一"), mandarin("2", "ordinal", "第二"), mandarin("12", "ordinal", "第十二"),
    mandarin("110", "ordinal", "第一百一十"), mandarin("0010", "number", "十"),
    mandarin("三", "number", nil), mandarin("1.2.3", "number", nil), mandarin("万", "number", nil),
    mandarin("第1", "ordinal", nil), mandarin("10000000000000000", "ordinal", nil),
  ]

  static let digits = [
    mandarin("10086", "digits", "一零零八六"), mandarin("10086", "digits:telephone", "幺零零八六"),
    mandarin("10086", "digits:phone", "幺零零八六"), mandarin("0010", "digits", "零零一零"),
    mandarin("1234 5678", "digits", "一二三四，五六七八"), mandarin("*1#", "digits", "星号一井号"),
    mandarin("13800138000", "telephone", "幺三八，零零幺三，八零零零"),
    mandarin("021-61234567", "vxml:phone", "零二幺，六幺二三，四五六七"), mandarin("110", "telephone", "幺幺零"),
    mandarin("+8613800138000", "phone", "加八六，幺三八，零零幺三，八零零零"),
    mandarin("61234567x801", "vxml:phone", "六幺二三，四五六七，转八零幺"), mandarin("一", "telephone", nil),
  ]

  static let money = [
    mandarin("CNY12.50", "vxml:currency", "十二元五角"), mandarin("CNY12.05", "currency", "十二元零五分"),
    mandarin("CNY12.55", "currency", "十二元五角五分"), mandarin("¥2", "currency", "两元"),
    mandarin("CNY22", "currency", "二十二元"), mandarin("CNY0.50", "currency", "五角"),
    mandarin("CNY0.05", "currency", "五分"), mandarin("CNY0.02", "currency", "两分"),
    mandarin("CNY0", "currency", "零元"), mandarin("CNY2.02", "currency", "两元零二分"),
    mandarin("CNY2.20", "currency", "两元两角"), mandarin("-CNY3.50", "currency", "负三元五角"),
    mandarin("CNY10000", "currency", "一万元"), mandarin("CNY1.5亿", "currency", "一亿五千万元"),
    mandarin("CNY7.123", "currency", "七点一二三元"), mandarin("USD12.50", "currency", "十二美元五十美分"),
    mandarin("$2.05", "currency", "两美元零五美分"), mandarin("HKD2.50", "currency", "两港元五角"),
    mandarin("JPY200", "currency", "两百日元"), mandarin("TWD12", "currency", "新台币十二元"),
    mandarin("12.50", "currency", "十二点五零"), mandarin("12.50", "currency:CNY", "十二元五角"),
    mandarin("十二元", "currency", nil), mandarin("CNYA", "currency", nil),
  ]

  static let datesAndTimes = [
    mandarin("20270206", "vxml:date", "二〇二七年二月六日"), mandarin("2027-02-06", "date", "二〇二七年二月六日"),
    mandarin("2027-02-06", "date::weekday", "二〇二七年二月六日星期六"),
    mandarin("2027-02-07", "date:ymd:weekday", "二〇二七年二月七日星期日"), mandarin("????1231", "date", "十二月三十一日"),
    mandarin("0126", "date:md", "一月二十六日"), mandarin("31", "date:d", "三十一日"), mandarin("12", "date:m", "十二月"),
    mandarin("2000", "date:y", "二〇〇〇年"), mandarin("2027-02", "date", "二〇二七年二月"),
    mandarin("20271301", "date", nil), mandarin("2027-06-31", "date", nil), mandarin("明天", "date", nil),
    mandarin("0200?", "vxml:time", "两点"), mandarin("0230?", "time", "两点半"), mandarin("0905?", "time", "九点零五分"),
    mandarin("0915h", "time", "九点十五分"), mandarin("1430h", "time", "十四点半"), mandarin("00:00", "time", "零点"),
    mandarin("24:00", "time", "二十四点"), mandarin("22:22", "time", "二十二点二十二分"),
    mandarin("0930a", "time", "上午九点半"), mandarin("0730a", "time", "早上七点半"), mandarin("0230p", "time", "下午两点半"),
    mandarin("14:30", "time::12h", "下午两点半"), mandarin("20:02", "time::12h", "晚上八点零二分"),
    mandarin("1200p", "time", "中午十二点"), mandarin("00:30", "time::12h", "凌晨零点半"),
    mandarin("24:00", "time::12h", "晚上十二点"), mandarin("0230p", "time::24h", "十四点半"),
    mandarin("09:30:15", "time", "九点三十分十五秒"), mandarin("09:00:02", "time", "九点零分零二秒"),
    mandarin("09:30:00", "time", "九点半"), mandarin("25:61", "time", nil), mandarin("九点", "time", nil),
  ]

  static let others = [
    mandarin("PT2H30M", "duration", "两小时三十分钟"), mandarin("P2D", "duration", "两天"),
    mandarin("P2M", "duration", "两个月"), mandarin("P2Y", "duration", "两年"), mandarin("P2W", "duration", "两个星期"),
    mandarin("90s", "duration", "九十秒"), mandarin("1.5h", "duration", "一点五小时"), mandarin("2", "duration:m", "两分钟"),
    mandarin("12", "duration:s", "十二秒"), mandarin("快", "duration", nil),
    mandarin("true", "boolean", "是"), mandarin("false", "boolean", "不是"),
    Spoken("20000", "number", "两万", "zh-CN"), Spoken("20000", "number", "两万", "cmn-Hans-CN"),
    Spoken("20000", "number", "两万", "zh"), Spoken("2", "number", nil, "zh-nan"),
    Spoken("20000", "number", "两万", "zh-cmn-Hans"), Spoken("20000", "number", "两万", "zh-SG"),
    Spoken("20000", "number", "兩萬", "zh-TW"),
    Spoken("TWD2", "currency", "兩元", "zh-TW"), Spoken("$2", "currency", "兩元", "zh-TW"),
    Spoken("CNY2", "currency", "人民幣兩元", "zh-TW"), Spoken("*", "digits", "星號", "cmn-Hant"),
  ]

  @Test("words", arguments: numbers + digits + money + datesAndTimes + others)
  func words(spoken: Spoken) {
    #expect(say(spoken.text, spoken.type, spoken.language) == spoken.words)
  }
}
