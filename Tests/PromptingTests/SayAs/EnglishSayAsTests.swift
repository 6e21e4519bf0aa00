import Testing

private func american(_ text: String, _ type: String, _ words: String?) -> Spoken { Spoken(text, type, words, "en-US") }
private func british(_ text: String, _ type: String, _ words: String?) -> Spoken { Spoken(text, type, words, "en-GB") }

@Suite("Say-as in English") struct EnglishSayAsTests {
  static let numbers = [
    american("0", "number", "zero"), american("-0", "number", "zero"), american("10", "number", "ten"),
    american("15", "cardinal", "fifteen"), american("21", "vxml:number", "twenty-one"),
    american("40", "number", "forty"), american("100", "number", "one hundred"),
    american("101", "number", "one hundred one"), british("101", "number", "one hundred and one"),
    american("110", "number", "one hundred ten"), british("110", "number", "one hundred and ten"),
    american("1,001", "number", "one thousand one"), british("1001", "number", "one thousand and one"),
    american("10000", "number", "ten thousand"), american("10,010", "number", "ten thousand ten"),
    british("10010", "number", "ten thousand and ten"),
    british("1234567", "number", "one million two hundred and thirty-four thousand five hundred and sixty-seven"),
    american("150000000", "number", "one hundred fifty million"),
    american("1.5亿", "number", "one hundred fifty million"),
    american("1000000000", "number", "one billion"), british("1000000000", "number", "one billion"),
    american("1000000000000000", "number", "one quadrillion"),
    american("-3", "number", "minus three"), american("\u{2212}3", "number", "minus three"),
    american("+3", "number", "three"), american("2", "number:count", "two"), american("007", "number", "seven"),
    american("3.14", "number", "three point one four"), american("12.50", "number", "twelve point five zero"),
    american(".5", "number", "zero point five"), american("-0.5", "number", "minus zero point five"),
    american(" 7 ", "number", "seven"),
    american(
      "12345678901234567", "number",
      "one two three four five six seven eight nine zero one two three four five six seven"),
    american("31", "ordinal", "thirty-first"), american("0", "ordinal", "zeroth"),
    american("12", "number:ordinal", "twelfth"), american("20", "ordinal", "twentieth"),
    american("100", "ordinal", "one hundredth"), british("103", "ordinal", "one hundred and third"),
    american("1000000", "ordinal", "one millionth"),
    american("5.", "number", nil), american("1,00", "number", nil), american("1e21", "number", nil),
    american("NaN", "number", nil), american("", "number", nil), american("--3", "number", nil),
    american("twelve", "number", nil), american("1.5", "ordinal", nil), american("-1", "ordinal", nil),
    american("１", "number", nil),
  ]

  static let digits = [
    american("0123", "digits", "zero one two three"), american("1234 5678", "vxml:digits", "one two three four, five six seven eight"),
    american("0-1", "digits", "zero, one"), american("5", "number:digits", "five"),
    american("*9#", "digits", "star nine pound"), british("*9#", "digits", "star nine hash"),
    american("101", "digits:telephone", "one oh one"), american("12a", "digits", nil), american("", "digits", nil),
    american("1.2", "digits", nil),
    american("555-0123", "telephone", "five five five, oh one two three"),
    american("2125550123", "phone", "two one two, five five five, oh one two three"),
    american("18005550123", "phone", "one, eight oh oh, five five five, oh one two three"),
    british("02079460123", "vxml:phone", "oh two oh, seven nine four six, oh one two three"),
    american("+8613800138000", "telephone", "plus eight six, one three eight, oh oh one three, eight oh oh oh"),
    american("+852 2123 4567", "telephone", "plus eight five two, two one two three, four five six seven"),
    american("5550123x12", "vxml:phone", "five five five, oh one two three, extension one two"),
    american("(212) 555 0123 ext. 7", "telephone", "two one two, five five five, oh one two three, extension seven"),
    american("95588", "telephone", "nine five five eight eight"),
    american("+", "telephone", nil), american("555x", "telephone", nil), american("x12", "telephone", nil),
    american("CALL", "telephone", nil), american("5+5", "telephone", nil), american("55a", "telephone", nil),
    american("5exit", "telephone", nil),
  ]

  static let money = [
    american("USD2.50", "vxml:currency", "two dollars and fifty cents"), american("USD1", "currency", "one dollar"),
    american("USD1.01", "currency", "one dollar and one cent"), american("$0.05", "currency", "five cents"),
    american("0.00 USD", "currency", "zero dollars"), american("CNY1", "currency", "one yuan"),
    american("CNY2", "currency", "two yuan"), american("RMB12.5", "currency", "twelve yuan and fifty fen"),
    american("-CNY3.00", "currency", "minus three yuan"), american("CNY-3", "currency", "minus three yuan"),
    american("£2.01", "currency", "two pounds and one penny"), american("GBP0.50", "currency", "fifty pence"),
    american("HK$5", "currency", "five Hong Kong dollars"), american("JPY1500", "currency", "one thousand five hundred yen"),
    american("JPY1500.00", "currency", "one thousand five hundred yen"),
    american("JPY1.5", "currency", "one point five yen"),
    american("CNY7.123", "currency", "seven point one two three yuan"),
    american("12.50", "currency", "twelve point five zero"), american("12.50", "currency:USD", "twelve dollars and fifty cents"),
    american("EUR1,000.10", "currency", "one thousand euros and ten cents"),
    american("XYZ5", "currency", nil), american("USD", "currency", nil), american("$-+5", "currency", nil),
    american("-$-5", "currency", nil),
  ]

  static let dates = [
    american("20270206", "vxml:date", "February sixth, twenty twenty-seven"),
    british("2027-02-06", "date", "the sixth of February twenty twenty-seven"),
    american("2027-02-06", "date::weekday", "Saturday, February sixth, twenty twenty-seven"),
    british("2027/02/06", "date:ymd:weekday", "Saturday the sixth of February twenty twenty-seven"),
    american("????0206", "date", "February sixth"), american("202702??", "date", "February twenty twenty-seven"),
    american("2027????", "date", "twenty twenty-seven"), american("??????31", "date", "the thirty-first"),
    american("31", "date:d", "the thirty-first"), american("2", "date:m", "February"),
    american("1999", "date:y", "nineteen ninety-nine"), american("1900", "date:y", "nineteen hundred"),
    american("2000", "date:y", "two thousand"), american("2005", "date:y", "two thousand five"),
    british("2005", "date:y", "two thousand and five"), american("1905", "date:y", "nineteen oh five"),
    american("2010", "date:y", "twenty ten"), american("0987", "date:y", "nine hundred eighty-seven"),
    american("06/02/2027", "date:dmy", "February sixth, twenty twenty-seven"),
    american("02/06/2027", "date:mm/dd/yyyy", "February sixth, twenty twenty-seven"),
    american("0229", "date:md", "February twenty-ninth"), american("2028-02-29", "date", "February twenty-ninth, twenty twenty-eight"),
    american("2027-02", "date", "February twenty twenty-seven"),
    american("2027-02-29", "date", nil), american("1900-02-29", "date", nil), american("2027-13-01", "date", nil),
    american("2027-04-31", "date", nil), american("2027-00-10", "date", nil), american("0000-01-01", "date", nil),
    american("27-02-06", "date", nil), american("2027", "date", nil), american("2027-", "date", nil),
    american("????????", "date", nil), american("2027??06", "date", nil), american("someday", "date", nil),
    american("20270206", "date:later", nil), american("0231", "date:md", nil), american("", "date", nil),
  ]

  static let times = [
    american("0200?", "vxml:time", "two o'clock"), american("0930?", "time", "nine thirty"),
    british("0930?", "time", "half past nine"), british("0915?", "time", "quarter past nine"),
    british("1245?", "time", "quarter to one"), american("0905?", "time", "nine oh five"),
    american("0930a", "vxml:time", "nine thirty a.m."), american("0930p", "time", "nine thirty p.m."),
    british("0930a", "time", "half past nine in the morning"), british("0430p", "time", "half past four in the afternoon"),
    british("0800p", "time", "eight in the evening"), british("1145p", "time", "quarter to twelve at night"),
    british("1145", "time", "quarter to twelve in the morning"),
    american("1430h", "time", "two thirty p.m."), american("14:30", "time", "two thirty p.m."),
    american("1430h", "time::24h", "fourteen thirty"), american("14:00", "time:hms24", "fourteen hundred hours"),
    american("9:05", "time:hms24", "oh nine oh five"), american("00:00", "time::24h", "zero hundred hours"),
    american("00:00", "time", "twelve midnight"), american("24:00", "time", "twelve midnight"),
    american("1200p", "time", "twelve noon"), american("12:30", "time", "twelve thirty p.m."),
    american("00:30", "time", "twelve thirty a.m."), american("9:30 pm", "time", "nine thirty p.m."),
    american("9 a.m.", "time", "nine a.m."), american("9:30", "time:hms12", "nine thirty"),
    american("09:30:15", "time", "nine thirty a.m. and fifteen seconds"),
    american("09:30:01", "time:hms24", "oh nine thirty and one second"), american("14", "time:h", "two p.m."),
    american("1500?", "time", "three p.m."),
    american("25:61", "time", nil), american("2400p", "time", nil), american("0030a", "time", nil),
    american("24:01", "time", nil), american("0960h", "time", nil), american("930", "time", nil),
    american("9:5", "time", nil), american("09:30:60", "time", nil), american("noon", "time", nil),
    american("a", "time", nil), american("", "time", nil),
  ]

  static let others = [
    american("PT2H30M", "duration", "two hours and thirty minutes"), american("PT1H1M1S", "duration", "one hour one minute and one second"),
    american("P1DT2H", "duration", "one day and two hours"), american("P2W", "duration", "two weeks"),
    american("P1Y2M", "duration", "one year and two months"), american("90s", "duration", "ninety seconds"),
    american("1.5h", "duration", "one point five hours"), american("1500ms", "duration", "one point five seconds"),
    american("2000ms", "duration", "two seconds"), american("PT0S", "duration", "zero seconds"),
    american("1:02:03", "duration", "one hour two minutes and three seconds"),
    american("2:30", "duration:hm", "two hours and thirty minutes"), american("2:30", "duration:ms", "two minutes and thirty seconds"),
    american("90", "duration:m", "ninety minutes"), american("2:00", "duration:hm", "two hours"),
    american("2:30", "duration", nil), american("2:60", "duration:hm", nil), american("-PT2H", "duration", nil),
    american("PT", "duration", nil), american("P", "duration", nil), american("PT5M2H", "duration", nil),
    american("PT1.5H30M", "duration", nil), american("soon", "duration", nil), american("90", "duration", nil),
    american("PT-2H", "duration", nil),
    american("true", "vxml:boolean", "yes"), american("false", "boolean", "no"), american("1", "boolean", nil),
    american("7", "spell-out", nil), american("7", "", nil),
    Spoken("101", "number", "one hundred one", "en"), Spoken("101", "number", "one hundred and one", "EN-au"),
    Spoken("1", "number", nil, "de"), Spoken("1", "number", nil, ""),
  ]

  @Test("words", arguments: numbers + digits + money + dates + times + others)
  func words(spoken: Spoken) {
    #expect(say(spoken.text, spoken.type, spoken.language) == spoken.words)
  }
}
