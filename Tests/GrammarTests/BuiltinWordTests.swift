import CallInterface
import FlowDocument
import Testing

@testable import Grammar

/// The built-in types by words, typed as numerals or spoken, in English and Chinese.
@Suite("Built-in types: words") struct BuiltinWordTests {
  private func value(_ type: String, _ words: String, _ language: String = "en") throws -> DataValue? {
    try CompiledGrammar.builtin(type, mode: .voice, language: language).value(words)
  }

  @Test(
    "boolean",
    arguments: [
      ("Yes.", true), ("no", false), ("是的", true), ("不是", false), ("唔係", false), ("係", true), ("that's right", true),
    ])
  func boolean(words: String, answer: Bool) throws {
    #expect(try value("boolean", words) == .boolean(answer))
    #expect(try value("boolean", "perhaps") == nil)
  }

  @Test(
    "digits",
    arguments: [
      ("1234", "1234"), ("1 2 3 4", "1234"), ("one oh two", "102"), ("幺三八", "138"), ("两〇二", "202"), ("zero 7", "07"),
    ])
  func digits(words: String, digits: String) throws {
    #expect(try value("digits", words) == .string(digits))
    #expect(try value("digits?length=5", words) == nil)
    #expect(try value("digits?length=\(digits.count)", words) == .string(digits))
  }

  @Test(
    "number",
    arguments: [
      ("42", "42"), ("-3.5", "-3.5"), ("1,234", "1234"), ("forty-two", "42"),
      ("two thousand one hundred and five", "2105"),
      ("twelve hundred", "1200"), ("nine thousand nine hundred ninety nine", "9999"), ("a hundred", "100"),
      ("minus five point two five", "-5.25"), ("point five", "0.5"), ("three million", "3000000"), ("十五", "15"),
      ("二十", "20"), ("一百零五", "105"), ("一百五", "150"), ("两千零一", "2001"), ("九千九百九十九", "9999"),
      ("一万二", "12000"), ("负三点五", "-3.5"), ("3千", "3000"), ("一二三", "123"), ("zero", "0"), ("3 thousand", "3000"),
    ])
  func number(words: String, number: String) throws {
    #expect(try value("number", words) == .string(number))
  }

  @Test(
    "no number",
    arguments: [
      "", "and", "twenty twenty", "one hundred and", "five twenty", "hundred", "point", "1,23", "三十十", "十百", "一百零",
      "minus", "three point", "twenty zero", "ten five", "million thousand",
    ])
  func noNumber(words: String) throws {
    #expect(try value("number", words) == nil)
  }

  @Test(
    "currency",
    arguments: [
      ("$12.50", "USD12.50"), ("12.50", "12.50"), ("12 dollars", "USD12.00"), ("USD 7", "USD7.00"),
      ("€1,234.5", "EUR1234.50"),
      ("twelve dollars and fifty cents", "USD12.50"), ("fifty cents", "0.50"), ("12元5角3分", "CNY12.53"),
      ("十二块五", "CNY12.50"),
      ("一百块钱", "CNY100.00"), ("五毛", "0.50"), ("100港币", "HKD100.00"), ("¥20", "CNY20.00"), ("HK$20", "HKD20.00"),
    ])
  func currency(words: String, amount: String) throws {
    #expect(try value("currency", words) == .string(amount))
  }

  @Test("the language decides what a local currency word means")
  func localCurrency() throws {
    #expect(try value("currency", "二十元", "yue") == .string("HKD20.00"))
    #expect(try value("currency", "¥20", "ja-JP") == .string("JPY20.00"))
    #expect(try value("currency", "1.234") == nil)
    #expect(try value("currency", "9223372036854775807角") == nil)
    #expect(try value("currency", "99999999999999999999 dollars") == nil)
  }

  @Test(
    "date",
    arguments: [
      ("2027-02-06", "20270206"), ("20270206", "20270206"), ("2027/2/6", "20270206"), ("2/6/2027", "20270206"),
      ("6.2.2027", "20270206"), ("2/6", "????0206"), ("February 6, 2027", "20270206"), ("feb 6th", "????0206"),
      ("the sixth of february 2027", "20270206"), ("may twenty first twenty twenty seven", "20270521"),
      ("march", "????03??"),
      ("march 2027", "202703??"), ("2027年2月6日", "20270206"), ("二月六号", "????0206"), ("二〇二七年二月", "202702??"),
      ("十二月三十一", "????1231"),
    ])
  func date(words: String, day: String) throws {
    #expect(try value("date", words) == .string(day))
  }

  @Test("no date", arguments: ["2027-13-01", "2027-02-30", "feb 30", "31 june", "blue", "2027-02/06", "十三月", "1 2 3"])
  func noDate(words: String) throws {
    #expect(try value("date", words) == nil)
  }

  @Test(
    "time",
    arguments: [
      ("14:30", "1430h"), ("1430", "1430h"), ("2:30", "0230?"), ("2:30 pm", "0230p"), ("2 p.m.", "0200p"),
      ("noon", "1200p"),
      ("midnight", "1200a"), ("two thirty", "0230?"), ("two oh five am", "0205a"), ("half past two", "0230?"),
      ("quarter to three in the afternoon", "0245p"), ("ten to one", "1250?"), ("下午两点半", "0230p"), ("三点一刻", "0315?"),
      ("晚上八点三十分", "0830p"), ("上午十点", "1000a"), ("十四点", "1400h"), ("seven o'clock", "0700?"), ("0:15", "0015h"),
    ])
  func time(words: String, clock: String) throws {
    #expect(try value("time", words) == .string(clock))
  }

  @Test("no time", arguments: ["25:00", "2:60", "half past", "pm", "三点十刻", "half past thirteen", "12345"])
  func noTime(words: String) throws {
    #expect(try value("time", words) == nil)
  }

  @Test(
    "phone",
    arguments: [
      ("555-1234", "5551234"), ("(555) 123-4567", "5551234567"), ("+86 138 0000 1111", "8613800001111"),
      ("555 1234 extension 12", "5551234x12"), ("five five five oh one", "55501"), ("幺三八", "138"),
      ("5551234 转 8", "5551234x8"),
    ])
  func phone(words: String, number: String) throws {
    #expect(try value("phone", words) == .string(number))
  }

  @Test("no phone", arguments: ["", "extension 5", "555 ext", "5 ext 6 ext 7", "-"])
  func noPhone(words: String) throws {
    #expect(try value("phone", words) == nil)
  }
}
