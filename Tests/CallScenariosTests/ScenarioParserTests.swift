import CallInterface
import CallScenarios
import Testing

/// One line of each kind, and what it means.
@Test(
  arguments: [
    ("flow ../hotline.vxml", .flow("../hotline.vxml")),
    ("flow a b.vxml  # with a blank", .flow("a b.vxml")),
    (
      "call from=+8613800138000 to=4008001234 at=2027-01-04T10:00:00+08:00",
      .call(
        CallStart(
          from: "+8613800138000", to: "4008001234",
          at: CalendarTime(milliseconds: 1_799_028_000_000, utcOffset: 28_800)))
    ),
    ("call", .call(CallStart())),
    ("seed 42", .seed(42)),
    ("set aai=a=b c", .set(.aai, "a=b c")),
    ("set language = zh-CN", .set(.language, "zh-CN")),
    ("set speaks=en zh-CN", .set(.speaks, "en zh-CN")),
    ("press 12", .press([KeyStroke(.one), KeyStroke(.two, after: .milliseconds(200))], atOnce: false)),
    ("press 1 2s 2", .press([KeyStroke(.one), KeyStroke(.two, after: .seconds(2))], atOnce: false)),
    ("press 1 1s 500ms 2", .press([KeyStroke(.one), KeyStroke(.two, after: .milliseconds(1500))], atOnce: false)),
    ("press! *#a", .press([KeyStroke(.star), usual(.pound), usual(.a)], atOnce: true)),
    ("press #", .press([KeyStroke(.pound)], atOnce: false)),
    ("press 1 #", .press([KeyStroke(.one), usual(.pound)], atOnce: false)),
    ("press #  # the pound key", .press([KeyStroke(.pound)], atOnce: false)),
    ("press 1 # 2", .press([KeyStroke(.one), usual(.pound), usual(.two)], atOnce: false)),
    ("press 1   # the first of them", .press([KeyStroke(.one)], atOnce: false)),
    ("say two  tickets", .say("two tickets", atOnce: false)),
    ("say! 两张票  # words", .say("两张票", atOnce: true)),
    ("silence", .silence(nil)),
    ("silence 6s # long", .silence(.seconds(6))),
    ("wait 1.25s", .wait(.milliseconds(1250))),
    ("wait 2m", .wait(.seconds(120))),
    ("record 4s", .record(.seconds(4))),
    ("hangup", .hangup(.whenWaiting)),
    ("hangup after 3s", .hangup(.after(.seconds(3)))),
    ("hangup during prompt", .hangup(.duringPrompt)),
    ("transfer busy   # how it ends", .transfer(.busy)),
    ("transfer noanswer", .transfer(.noAnswer)),
    ("transfer network_busy", .transfer(.networkBusy)),
    ("transfer network_disconnect", .transfer(.networkDisconnect)),
    ("transfer unknown", .transfer(.unknown)),
    ("transfer answered", .transfer(.answered(.seconds(10)))),
    ("transfer answered 30s", .transfer(.answered(.seconds(30)))),
    ("transfer error.connection.noroute", .transfer(.failed(event: "error.connection.noroute"))),
    ("fetch balance.xml => fixtures/balance.xml", .fetch(uri: "balance.xml", .file("fixtures/balance.xml"))),
    ("fetch orders.cgi => status 503", .fetch(uri: "orders.cgi", .status(503))),
    ("fetch slow.cgi => timeout", .fetch(uri: "slow.cgi", .timeout)),
    (
      "fetch a.xml => b.xml as text/xml;charset=gbk",
      .fetch(uri: "a.xml", .file("b.xml", type: "text/xml;charset=gbk"))
    ),
    ("set lacks=record", .set(.lacks, "record")), ("set mode=strict", .set(.mode, "strict")),
    ("set recordings=fail", .set(.recordings, "fail")), ("set callbacks=fail", .set(.callbacks, "fail")),
    ("fetch dead.cgi => never  # waits", .fetch(uri: "dead.cgi", .never)),
    ("fetch a.cgi => after 5s a.xml", .fetch(uri: "a.cgi", .file("a.xml"), after: .seconds(5))),
    ("fetch a.cgi => after 250ms status 503", .fetch(uri: "a.cgi", .status(503), after: .milliseconds(250))),
    ("fetch a.cgi => after 1.5s timeout", .fetch(uri: "a.cgi", .timeout, after: .milliseconds(1500))),
    ("> Welcome to Oriental Cable.", .expectPrompt(WordPattern("Welcome to Oriental Cable."))),
    (">Press # now", .expectPrompt(WordPattern("Press # now"))),
    ("> …                    # any prompts", .expectPrompt(WordPattern("…"))),
    ("= disconnected", .expectState("disconnected")),
    ("? account == '#1'", .expectTrue("account == '#1'")),
    ("log TRACE", .expectLog(WordPattern("TRACE"))),
    ("  press 1\r", .press([KeyStroke(.one)], atOnce: false)),
  ] as [(String, ScenarioLine.Kind)])
func reads(_ line: String, as kind: ScenarioLine.Kind) throws {
  let scenario = try Scenario.parse(line + "\n", file: "a.call")
  #expect(scenario.lines.map(\.kind) == [kind])
  // What is written out reads as the same again.
  let again = try Scenario.parse(kind.text, file: "a.call")
  #expect(again.lines.map(\.kind) == [kind])
}

private func usual(_ digit: DTMFDigit) -> KeyStroke { KeyStroke(digit, after: .milliseconds(200)) }

@Test(arguments: [
  ("pres 1", "1:1: error: 'pres' begins no line of a scenario; did you mean 'press'?"),
  ("press", "1:1: error: 'press' needs keys, such as 12#"),
  ("  press one", "1:9: error: 'one' is neither keys (0-9 * # A-D) nor a pause such as 2s"),
  ("press 1 2s", "1:9: error: a pause stands between two keys; use 'wait' to let time pass after the last"),
  ("wait", "1:1: error: 'wait' needs a time such as 2s"),
  ("wait 2", "1:6: error: '2' is not a time; write it with its unit: 2s, 1.5s, 250ms, 3m"),
  ("wait 2s 3s", "1:9: error: '3s' is not expected here"),
  ("silence long", "1:9: error: 'long' is not a time; write it with its unit: 2s, 1.5s, 250ms, 3m"),
  ("say", "1:1: error: 'say' needs words"),
  (">", "1:1: error: '>' needs the words that must be heard"),
  ("=  # none", "1:1: error: '=' needs a state"),
  ("?", "1:1: error: '?' needs an expression"),
  ("log", "1:1: error: 'log' needs the label of a log"),
  ("flow", "1:1: error: 'flow' needs the path of a flow"),
  ("call with=me", "1:6: error: 'call' takes from=, to= and at=, not 'with='"),
  ("call me", "1:6: error: 'me' is not name=value"),
  ("call at=yesterday", "1:6: error: 'yesterday' is not a time such as 2027-01-04T10:00:00+08:00"),
  ("call at=2027-02-29", "1:6: error: '2027-02-29' is not a time such as 2027-01-04T10:00:00+08:00"),
  ("seed -1", "1:6: error: '-1' is not a whole number from 0 on"),
  ("set langauge=zh", "1:5: error: 'langauge' cannot be set; did you mean 'language'?"),
  ("hangup soon", "1:8: error: 'hangup' stands alone, or with 'after 3s' or 'during prompt', not with 'soon'"),
  ("hangup after", "1:1: error: 'hangup' needs a time after 'after'"),
  ("hangup during lunch", "1:1: error: 'hangup' needs 'prompt' after 'during'"),
  ("transfer bussy", "1:10: error: a transfer does not end with 'bussy'; did you mean 'busy'?"),
  ("transfer busy 3s", "1:15: error: '3s' is not expected here"),
  ("fetch a.xml", "1:7: error: '=>' must follow the URI"),
  (
    "fetch a.xml =>",
    "1:1: error: 'fetch' needs an answer after '=>': a file, 'status 503', 'timeout' or 'never', or one of them 'after 5s'"
  ),
  ("fetch a.xml => b.xml as", "1:1: error: 'fetch' needs a media type after 'as'"),
  ("fetch a.xml => b.xml as text/xml c", "1:34: error: 'c' is not expected here"),
  ("set mode=lax", "1:5: error: 'mode' is strict or tolerant, not 'lax'"),
  ("fetch a.xml => after", "1:1: error: 'fetch' needs a time after 'after'"),
  ("fetch a.xml => after b.xml", "1:22: error: 'b.xml' is not a time; write it with its unit: 2s, 1.5s, 250ms, 3m"),
  (
    "fetch a.xml => after 5s",
    "1:1: error: 'fetch' needs an answer after '=>': a file, 'status 503', 'timeout' or 'never', or one of them 'after 5s'"
  ),
  ("fetch a.xml => after 5s status", "1:25: error: 'status' needs a number from 100 to 599"),
  ("fetch a.xml => after 5s never", "1:25: error: 'never' comes after no time"),
  ("fetch a.xml => after 5s b.xml c.xml", "1:31: error: 'c.xml' is not expected here"),
  ("fetch a.xml => status 503 b.xml", "1:27: error: 'b.xml' is not expected here"),
  ("fetch a.xml => status 5", "1:16: error: 'status' needs a number from 100 to 599"),
  ("flow a.vxml\nflow b.vxml", "2:1: error: a scenario has one 'flow' line; the first is line 1"),
])
func refuses(_ text: String, with message: String) throws {
  let error = #expect(throws: ScenarioProblems.self) { try Scenario.parse(text, file: "a.call") }
  #expect(error?.description == "a.call:\(message) [scenario]")
}

@Test func findsEverythingAtOnce() {
  let text = "# comment\npress x\n\nwait\ncall\ncall\n"
  let error = #expect(throws: ScenarioProblems.self) { try Scenario.parse(text, file: "a.call") }
  #expect(error?.problems.map(\.line) == [2, 4, 6])
}

@Test func factsComeFromTheScenario() throws {
  let scenario = try Scenario.parse(
    "call from=1 at=1970-01-01T08:00:01+08:00\nseed 7\nset aai=x\nset redirect=tel:5\nset language=zh\n", file: "a")
  let facts = scenario.facts(over: CallFacts(from: "0", to: "2", startedAt: 5))
  #expect(facts.from == "1")
  #expect(facts.to == "2")
  #expect(facts.startedAt == 1000)
  #expect(facts.utcOffset == 28_800)
  #expect(facts.seed == 7)
  #expect(facts.aai == "x")
  #expect(facts.redirects == [CallFacts.Redirect(uri: "tel:5")])
  #expect(scenario.language == "zh")
  #expect(scenario.spokenLanguages == nil)
}

@Test func languagesOfThePlatformComeFromTheScenario() throws {
  let scenario = try Scenario.parse("set speaks=en, zh-CN yue\nset understands=\n", file: "a")
  #expect(scenario.spokenLanguages == ["en", "zh-CN", "yue"])
  #expect(scenario.understoodLanguages == [])
}
