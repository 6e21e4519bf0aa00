import CallInterface
import FlowDocument
import Grammar
import Testing

@testable import FlowInterpreter

/// VoiceXML 2.0 appendix D as a table: every state of the collector with every event.
@Suite("Digit collector")
struct DigitCollectorTests {
  /// `press` keys, `#`, or `…` for a deadline that comes; then what is expected of the last one.
  struct Row: CustomTestStringConvertible {
    let grammar: String
    let timing: Timing
    let keys: String
    let expected: String
    var testDescription: String { "\(grammar) \(timing) \(keys)" }
  }

  enum Timing {
    /// termchar `#`, termtimeout 0: the standard's defaults.
    case standard
    /// termchar `#`, termtimeout 2 s.
    case patient
    /// No terminator.
    case open
    /// termchar `*`.
    case star
  }

  static let rows: [Row] = [
    // empty
    Row(grammar: "digits?minlength=2;maxlength=3", timing: .standard, keys: "…", expected: "empty"),
    Row(grammar: "digits?minlength=2;maxlength=3", timing: .standard, keys: "1", expected: "partial 1 @3"),
    Row(grammar: "digits?minlength=1;maxlength=3", timing: .standard, keys: "1", expected: "open 1 @3"),
    Row(grammar: "digits?length=1", timing: .standard, keys: "1", expected: "match 1, its terminator may follow"),
    Row(grammar: "digits?length=1", timing: .patient, keys: "1", expected: "complete 1 @2"),
    Row(grammar: "digits?length=1", timing: .open, keys: "1", expected: "match 1"),
    Row(grammar: "digits", timing: .standard, keys: "#", expected: "nomatch "),
    Row(grammar: "keys 1", timing: .standard, keys: "9", expected: "nomatch 9, its terminator may follow"),
    Row(grammar: "keys 123", timing: .standard, keys: "9", expected: "hopeless 9 @3"),
    Row(grammar: "keys #", timing: .standard, keys: "#", expected: "match #, its terminator may follow"),
    // partial
    Row(grammar: "digits?minlength=3;maxlength=4", timing: .standard, keys: "12", expected: "partial 12 @3"),
    Row(grammar: "digits?minlength=2;maxlength=4", timing: .standard, keys: "12", expected: "open 12 @3"),
    Row(grammar: "digits?length=2", timing: .standard, keys: "12", expected: "match 12, its terminator may follow"),
    Row(grammar: "digits?length=2", timing: .patient, keys: "12", expected: "complete 12 @2"),
    Row(grammar: "digits?length=2", timing: .standard, keys: "1#", expected: "nomatch 1"),
    Row(grammar: "digits?length=2", timing: .standard, keys: "1…", expected: "nomatch 1"),
    Row(grammar: "digits?length=2", timing: .standard, keys: "1*", expected: "nomatch 1*, its terminator may follow"),
    Row(grammar: "digits?length=3", timing: .standard, keys: "1*", expected: "hopeless 1* @3"),
    Row(grammar: "digits?length=2", timing: .open, keys: "1#", expected: "nomatch 1#"),
    Row(grammar: "keys 1#2", timing: .standard, keys: "1#", expected: "partial 1# @3"),
    // open
    Row(grammar: "digits", timing: .standard, keys: "12", expected: "open 12 @3"),
    Row(grammar: "digits", timing: .standard, keys: "12#", expected: "match 12"),
    Row(grammar: "digits", timing: .standard, keys: "12…", expected: "match 12"),
    Row(grammar: "digits", timing: .standard, keys: "12*", expected: "hopeless 12* @3"),
    Row(grammar: "digits", timing: .star, keys: "12*", expected: "match 12"),
    Row(grammar: "digits", timing: .open, keys: "12#", expected: "hopeless 12# @3"),
    Row(
      grammar: "digits?minlength=1;maxlength=2", timing: .standard, keys: "12",
      expected: "match 12, its terminator may follow"),
    // complete
    Row(grammar: "digits?length=2", timing: .patient, keys: "12#", expected: "match 12"),
    Row(
      grammar: "digits?length=2", timing: .patient, keys: "12…",
      expected: "match 12, its terminator may follow"),
    Row(grammar: "digits?length=2", timing: .patient, keys: "125", expected: "match 12, then 5"),
    // hopeless
    Row(grammar: "keys 123", timing: .standard, keys: "91", expected: "hopeless 91 @3"),
    Row(grammar: "keys 123", timing: .standard, keys: "91#", expected: "nomatch 91"),
    Row(grammar: "keys 123", timing: .standard, keys: "91…", expected: "nomatch 91"),
    Row(grammar: "keys 123", timing: .open, keys: "91#", expected: "hopeless 91# @3"),
  ]

  @Test("every state with every event", arguments: rows)
  func row(_ row: Row) throws {
    var collector = DigitCollector(timing: row.timing.value, grammars: [(0, try row.compiled())])
    var last = DigitCollector.Result.more
    for key in row.keys {
      if let digit = DTMFDigit(key) {
        last = collector.press(digit, at: .start)
      } else {
        last = collector.expire()
      }
    }
    #expect(describe(last, collector) == row.expected)
  }

  @Test("several grammars: the shorter one waits for the longer")
  func severalGrammars() throws {
    let timing = Timing.standard.value
    let grammars = [
      (index: 0, grammar: try CompiledGrammar.keys("1")), (index: 1, grammar: try CompiledGrammar.keys("12")),
    ]
    var collector = DigitCollector(timing: timing, grammars: grammars)
    #expect(describe(collector.press(.one, at: .start), collector) == "open 1 @3")
    var shorter = collector
    #expect(describe(shorter.expire(), shorter) == "match 1")
    guard case .match(let utterance, _) = collector.press(.two, at: .start) else {
      Issue.record("12 is no match")
      return
    }
    #expect(utterance.matches.map(\.grammar) == [1])
  }

  private func describe(_ result: DigitCollector.Result, _ collector: DigitCollector) -> String {
    switch result {
    case .match(let utterance, let leftover):
      let terminator = utterance.awaitsTerminator ? ", its terminator may follow" : ""
      return "match \(utterance.keys)\(terminator)" + (leftover.map { ", then \($0.rawValue)" } ?? "")
    case .nomatch(let keys, let awaitsTerminator):
      return "nomatch \(keys)" + (awaitsTerminator ? ", its terminator may follow" : "")
    case .more:
      let name =
        switch collector.state {
        case .empty: "empty"
        case .partial: "partial"
        case .open: "open"
        case .complete: "complete"
        case .hopeless: "hopeless"
        }
      guard let deadline = collector.deadline else { return name }
      return "\(name) \(DigitCollector.text(collector.keys)) @\(deadline.milliseconds / 1000)"
    }
  }
}

extension DigitCollectorTests.Row {
  func compiled() throws(GrammarFault) -> CompiledGrammar {
    if grammar.hasPrefix("keys ") { return try CompiledGrammar.keys(String(grammar.dropFirst(5))) }
    return try CompiledGrammar.builtin(grammar, mode: .dtmf, language: "en")
  }
}

extension DigitCollectorTests.Timing {
  var value: DigitCollector.Timing {
    switch self {
    case .standard: .init(interdigit: .seconds(3), term: .zero, terminator: .pound)
    case .patient: .init(interdigit: .seconds(3), term: .seconds(2), terminator: .pound)
    case .open: .init(interdigit: .seconds(3), term: .seconds(2), terminator: nil)
    case .star: .init(interdigit: .seconds(3), term: .zero, terminator: .star)
    }
  }
}
