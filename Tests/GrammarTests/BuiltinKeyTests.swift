import CallInterface
import FlowDocument
import Testing

@testable import Grammar

/// VoiceXML 2.0 appendix P on the keypad; assertions FLD-05 to FLD-18.
@Suite("Built-in types: keys") struct BuiltinKeyTests {
  private func grammar(_ type: String) throws -> CompiledGrammar {
    try CompiledGrammar.builtin(type, mode: .dtmf, language: "en")
  }

  @Test(
    "values",
    arguments: [
      ("boolean", "1", DataValue.boolean(true)), ("boolean", "2", .boolean(false)),
      ("boolean?y=7;n=9", "7", .boolean(true)), ("boolean?y=7;n=9", "9", .boolean(false)),
      ("boolean?n=*", "*", .boolean(false)),
      ("date", "20270206", .string("20270206")), ("date", "20240229", .string("20240229")),
      ("digits", "007", .string("007")), ("digits?length=4", "1234", .string("1234")),
      ("digits?minlength=3;maxlength=5", "123", .string("123")),
      ("digits?minlength=3&maxlength=5", "12345", .string("12345")),
      ("currency", "12*50", .string("12.50")), ("currency", "12", .string("12.00")),
      ("currency", "*5", .string("0.50")),
      ("number", "12*375", .string("12.375")), ("number", "012", .string("012")), ("number", "*5", .string("0.5")),
      ("phone", "5551234*12", .string("5551234x12")), ("phone", "5551234", .string("5551234")),
      ("time", "0100", .string("0100?")), ("time", "1259", .string("1259?")), ("time", "1300", .string("1300h")),
      ("time", "0030", .string("0030h")), ("time", "2359", .string("2359h")),
    ])
  func values(type: String, keys: String, value: DataValue) throws {
    #expect(try grammar(type).value(keys) == value)
  }

  @Test(
    "no match",
    arguments: [
      ("boolean", "3"), ("boolean", "11"), ("boolean?y=7;n=9", "1"), ("date", "20271301"), ("date", "20270229"),
      ("date", "20270631"), ("date", "2027020"), ("digits", ""), ("digits", "1*"), ("digits?length=4", "123"),
      ("digits?minlength=3;maxlength=5", "12"), ("digits?minlength=3;maxlength=5", "123456"), ("currency", "1*234"),
      ("currency", "1*2*3"), ("number", "1*"), ("number", "*"), ("phone", "*12"), ("phone", "555*"), ("time", "2400"),
      ("time", "1260"), ("time", "123"),
    ])
  func noMatch(type: String, keys: String) throws {
    let match = try grammar(type).after(keys)
    #expect(!match.isMatch)
    #expect(match.meaning() == nil)
  }

  @Test("an impossible date is dead at its last key; a length is known to end (FLD-11, FLD-13)")
  func growth() throws {
    #expect(try grammar("date").after("20271301").isDead)
    #expect(try grammar("date").after("2027130").canGrow)
    #expect(try grammar("digits?length=4").after("123").nextTokenEnds)
    #expect(try !grammar("digits?maxlength=3").after("1").nextTokenEnds)
    #expect(try grammar("digits").after("123").canGrow)
    #expect(try grammar("boolean").start().nextTokenEnds)
  }

  @Test(
    "bad parameters are error.badfetch (FLD-08)",
    arguments: [
      "digits?length=4;minlength=2", "digits?length=4;maxlength=8", "digits?minlength=5;maxlength=3", "digits?length=0",
      "digits?length=x", "digits?size=4", "digits?length", "digits?length=4;length=4", "boolean?y=1;n=1", "boolean?y=2",
      "boolean?y=12", "boolean?y=x", "date?length=8", "digits?minlength=-1",
    ])
  func badParameters(type: String) {
    #expect(fault { try grammar(type) }?.event == "error.badfetch")
  }

  @Test("an unknown type is error.unsupported.builtin (FLD-05)", arguments: ["flavour", "", "Digits", "flavour?x=1"])
  func unknown(type: String) {
    #expect(fault { try grammar(type) }?.event == "error.unsupported.builtin")
  }
}
