import CallInterface
import ECMAScript
import ScriptEngine
import Testing

struct ExpressionTests {
  @Test func `values of every sort`() async throws {
    try await withCall { call throws in
      #expect(try call.data("1 + 1") == .number(2))
      #expect(try call.data("'a' + \"b\"") == .string("ab"))
      #expect(try call.data("null") == .null)
      #expect(try call.data("void 0") == .undefined)
      #expect(try call.data("1 < 2") == .boolean(true))
      #expect(try call.data("{a: 1, b: {}}") == .object([.init("a", .number(1)), .init("b", .object([]))]))
      #expect(try call.data("[1,,2]") == .array([.number(1), .undefined, .number(2)]))
      #expect(try call.data("function () {}") == .undefined)
      #expect(try call.data("12n") == .number(12))
      #expect(call.kind("Symbol('x')") == .exception)
      #expect(try call.data("1 // one") == .number(1))
      #expect(try call.data("\n  1\n") == .number(1))
    }
  }

  @Test func `VAR-32 conditions follow ToBoolean`() async throws {
    try await withCall { call throws in
      for text in ["0", "''", "null", "undefined", "NaN", "false", "-0"] {
        #expect(try call.context.condition(text, in: call.anonymous) == false)
      }
      for text in ["1", "'0'", "[]", "{}", "Infinity", "function () {}"] {
        #expect(try call.context.condition(text, in: call.anonymous) == true)
      }
    }
  }

  @Test func `VAR-18 faults`() async throws {
    try await withCall { call throws in
      for text in [
        "", "  ", "1 +", "(", ")", "a b", "1)(", "1) + (2", "1)}}); (function () { with ({}) { return (2", "'",
        "/* open",
      ] {
        #expect(call.kind(text) == .syntax, "\(text)")
      }
      let property = call.fault("undefined.x")
      #expect(property?.kind == .exception)
      #expect(property?.line == 1)
      #expect(call.fault("missing()")?.kind == .undeclared)
      #expect(call.kind("({}).missing()") == .exception)
      #expect(call.fault("(function () { throw new Error('mine') })()")?.message == "mine")
      #expect(call.fault("(function () { throw {toString() { throw 1 }} })()")?.kind == .exception)
      #expect(call.kind("JSON.parse('{')") == .exception)
      #expect(call.kind("null.x") == .exception)
      // And the context goes on.
      #expect(try call.data("2 * 3") == .number(6))
    }
  }

  @Test func `statements are tolerated`() async throws {
    try await withCall { call throws in
      try call.context.declare(["x"], in: call.document)
      #expect(try call.data("x = 5;") == .number(5))
      #expect(try call.data("x = 1; x + 1") == .number(2))
      #expect(try call.data("if (x) { 'yes' } else { 'no' }") == .string("yes"))
    }
  }

  @Test func `eval sees where it is called`() async throws {
    try await withCall { call throws in
      try call.context.set("x", to: .number(1), in: call.document)
      #expect(try call.data("eval('x + 1')") == .number(2))
      #expect(try call.data("(function () { var y = 5; return eval('x + y') })()") == .number(6))
      #expect(try call.data("(function (s) { return eval('(' + s + ')').a })('{a: 3}')") == .number(3))
      #expect(try call.data("eval('eval(\"x\")')") == .number(1))
      // Called by another name it sees globals only.
      #expect(call.kind("(0, eval)('x')") == .undeclared)
      #expect(try call.data("(0, eval)('1 + 1')") == .number(2))
      #expect(try call.data("new Function('a', 'b', 'return a + b')(1, 2)") == .number(3))
      #expect(call.kind("eval('1 +')") == .exception)
      #expect(try call.data("[1].map(eval)") == .array([.number(1)]))
    }
  }

  @Test func `the platform's names do not show`() async throws {
    try await withCall { call throws in
      #expect(try call.data("typeof arguments") == .string("undefined"))
      #expect(try call.data("this === undefined") == .boolean(false))
      #expect(try call.data("Object.keys(globalThis).length") == .number(0))
      #expect(try call.data("(function () { for (var n in document) return n })()") == .undefined)
    }
  }

  @Test func `a repeated expression sees new values`() async throws {
    try await withCall { call throws in
      try call.context.declare(["x"], in: call.document)
      for value in 0..<600 {
        try call.context.set("x", to: .number(Double(value)), in: call.document)
        #expect(try call.context.condition("x === \(value)", in: call.anonymous))
        #expect(try call.context.condition("x >= 0", in: call.anonymous))
      }
    }
  }

  @Test func `ToString`() async throws {
    try await withCall { call throws in
      let numbers: [(Double, String)] = [
        (3, "3"), (-0.0, "0"), (0.1, "0.1"), (1e21, "1e+21"), (.nan, "NaN"), (-.infinity, "-Infinity"), (1e-7, "1e-7"),
        (9_007_199_254_740_992, "9007199254740992"),
      ]
      for (number, text) in numbers { #expect(try call.context.text(.number(number)) == text) }
      #expect(try call.text("[1, [2, null], {}]") == "1,2,,[object Object]")
      #expect(try call.text("{toString() { return 'own' }}") == "own")
      #expect(call.fault { _ = try call.text("{toString() { throw 1 }}") }?.kind == .exception)
      #expect(try call.context.text(.undefined) == "undefined")
    }
  }
}
