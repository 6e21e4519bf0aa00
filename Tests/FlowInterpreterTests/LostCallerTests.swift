import CallInterface
import FlowInterpreter
import ScriptEngine
import Testing

/// Random callers in random small flows: what `ivr.retrylimit` and the keys that always work promise.
@Suite("Lost callers")
struct LostCallerTests {
  static let seeds = Array(UInt64(1)...60)

  /// Nobody hears more than the limit and one more at one item, whatever is pressed.
  @Test("retries end", arguments: seeds)
  func retries(_ seed: UInt64) async throws {
    let flow = RandomFlow(seed: seed)
    let limit = flow.limit
    let steps = try await Bench(flow.text).drive(at: "d0") { interpreter in
      var random = SeededNumbers(seed: seed &* 31)
      var caller = RandomCaller(&interpreter)
      for _ in 0..<120 where !caller.isOver {
        if Int.random(in: 0..<3, using: &random) == 0 {
          caller.press([.four, .five, .six, .one, .zero, .star].randomElement(using: &random) ?? .four, &interpreter)
        } else {
          caller.wait(&interpreter)
        }
      }
      return caller.told
    }
    var retries = 0
    var most = 0
    var limits = 0
    for step in steps {
      // A handler that throws the other event has only one caller behind it.
      var isCounted = false
      for report in step {
        switch report {
        case .entered(_, _, item: nil): retries = 0
        case .noinput, .nomatch:
          retries += isCounted ? 0 : 1
          isCounted = true
        case .caught(let event, _, _):
          guard event.hasPrefix("ivr.retrylimit.") else { continue }
          limits += 1
          #expect(retries == limit + 1, "the limit is told at the first retry past it")
        default: break
        }
      }
      most = max(most, retries)
    }
    if limit == 0 {
      #expect(limits == 0)
    } else {
      #expect(most <= limit + 1)
      // The bench's default handler ends the call at it.
      #expect(limits <= 1)
    }
  }

  /// From wherever a caller stands, with nothing typed yet: the top key leads to the first dialog, the repeat key says the
  /// same again, and the back key leads to where it leads no further in a bounded number of presses. None ends the call.
  @Test("a key leads out of every state", arguments: seeds)
  func alwaysKeys(_ seed: UInt64) async throws {
    let found = try await Bench(RandomFlow(seed: seed).text).drive(at: "d0") { interpreter in
      var random = SeededNumbers(seed: seed &* 77)
      var caller = RandomCaller(&interpreter)
      var failures: [String] = []
      for round in 0..<40 where !caller.isOver {
        for _ in 0..<Int.random(in: 0...5, using: &random) {
          let keys: [DTMFDigit] = [.one, .two, .three, .zero, .nine, .star, .eight]
          if Bool.random(using: &random) {
            caller.press(keys.randomElement(using: &random) ?? .one, &interpreter)
          } else {
            caller.listen(&interpreter)
          }
        }
        // Lets an entry that has begun come to its end.
        while let input = caller.input, !input.keys.isEmpty { caller.wait(&interpreter) }
        guard let before = caller.input else { break }
        switch round % 3 {
        case 0:
          caller.press(.star, &interpreter)
          let after = caller.input
          if after?.dialog != before.dialog || after?.item != before.item { failures.append("repeat moved") }
        case 1:
          var places = 0
          var last = before.dialog
          for _ in 0..<40 {
            caller.press(.nine, &interpreter)
            guard let now = caller.input?.dialog else { break }
            places = now == last ? 0 : places + 1
            last = now
          }
          if caller.input == nil { failures.append("back ended the call") }
          if places > 0 { failures.append("back never comes to an end") }
        default:
          caller.press(.pound, &interpreter)
          if caller.input?.dialog != "d0" { failures.append("top is \(caller.input?.dialog ?? "nowhere")") }
        }
        if caller.input?.keys.isEmpty == false { failures.append("the key counts as a digit") }
      }
      return failures
    }
    #expect(found == [])
  }

  /// With a limit of call time every call ends, whatever the caller does and however often the flow goes on.
  @Test("calls end", arguments: seeds.prefix(20))
  func callTime(_ seed: UInt64) async throws {
    let flow = RandomFlow(seed: seed).text.replacing(
      "<property name=\"termchar\" value=\"\"/>",
      with: """
        <property name="termchar" value=""/><property name="ivr.maxcalltime" value="60s"/>
        <catch event="ivr.maxcalltime"><prompt>On we go.</prompt><goto next="#d0"/></catch>
        """)
    let (told, end, isOver) = try await Bench(flow).drive(at: "d0") { interpreter in
      var random = SeededNumbers(seed: seed)
      var caller = RandomCaller(&interpreter)
      for _ in 0..<2000 where !caller.isOver {
        if Bool.random(using: &random) {
          caller.press([.one, .two, .star, .pound, .nine].randomElement(using: &random) ?? .one, &interpreter)
        } else {
          caller.wait(&interpreter)
        }
      }
      let told = caller.reports.count { if case .caught("ivr.maxcalltime", _, _) = $0 { true } else { false } }
      return (told, caller.now, caller.isOver)
    }
    #expect(isOver)
    #expect(told <= 1)
    #expect(end <= CallInstant(sinceStart: .seconds(95)))
  }
}
