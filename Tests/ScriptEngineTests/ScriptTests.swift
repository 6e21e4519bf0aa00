import CallInterface
import ECMAScript
import ScriptEngine
import Testing

/// `script` elements (VoiceXML 2.0 §5.3.12).
struct ScriptTests {
  @Test func `EXEC-27 declarations become variables of the scope`() async throws {
    try await withCall { call throws in
      try call.run("var x = 1, y; function f() { return x + 1 }", in: call.dialog)
      #expect(try call.data("[dialog.x, dialog.y, dialog.f()]") == .array([.number(1), .undefined, .number(2)]))
      #expect(call.context.variable("x", in: call.document) == nil)
      try call.run("var x = 5; var local = 1", in: call.anonymous)
      #expect(try call.data("[x, dialog.x, f()]") == .array([.number(5), .number(1), .number(2)]))
    }
  }

  @Test func `VAR-19 variables and scripts share one space`() async throws {
    try await withCall { call throws in
      try call.context.set("count", to: .number(1), in: call.document)
      try call.run("count++; var count; function tell() { return count }")
      #expect(try call.data("count") == .number(2))
      try call.context.assign("count", to: .number(10), in: call.anonymous)
      #expect(try call.data("tell()") == .number(10))
      try call.context.set("tell", to: .number(0), in: call.document)
      #expect(try call.data("tell") == .number(0))
    }
  }

  @Test func `let, const and class at the top are variables too`() async throws {
    try await withCall { call throws in
      try call.run(
        """
        let a = 1, {b, c: [d]} = {b: 2, c: [3]};
        const e = 4
        class F { value() { return a + e } static g = 1 }
        let text = `let ${a} const`, re = /class let/
        for (let i = 0; i < 2; i++) { const inner = i; let a = 100 }
        { let hidden = 1 }
        """)
      #expect(try call.data("[a, b, d, e, new F().value(), F.g]") == .array([1, 2, 3, 4, 5, 1].map { .number($0) }))
      #expect(try call.data("text + re.source") == .string("let 1 constclass let"))
      #expect(call.kind("hidden") == .undeclared)
      #expect(call.kind("inner") == .undeclared)
      _ = try call.context.evaluate("a = 2", in: call.anonymous)
      #expect(try call.data("new F().value()") == .number(6))
    }
  }

  @Test func `running a script again`() async throws {
    try await withCall { call throws in
      let script = "var runs = (runs || 0) + 1; let fresh = 1; const k = 2; class C {} function f() { return runs }"
      for _ in 0..<3 { try call.run(script) }
      #expect(try call.data("f()") == .number(3))
    }
  }

  @Test func `functions are there before the first statement and hide outer ones`() async throws {
    try await withCall { call throws in
      try call.run("function name() { return 'outer' }", in: call.application)
      try call.run("var early = name(); function name() { return 'inner ' + other() } function other() { return 1 }")
      #expect(try call.data("early") == .string("inner 1"))
      #expect(try call.data("application.name()") == .string("outer"))
      #expect(try call.data("name()") == .string("inner 1"))
      #expect(try call.data("Reflect.ownKeys(document).length") == .number(4))
    }
  }

  @Test func `a variable that hides a global of the language`() async throws {
    try await withCall { call throws in
      try call.run("var Date = 'mine'; function parseInt() { return 'own' }")
      #expect(try call.data("Date + parseInt('1')") == .string("mineown"))
    }
  }

  @Test func `faults of scripts`() async throws {
    try await withCall { call throws in
      let syntax = call.fault { try call.run("var a = 1;\n\nvar (;\n") }
      #expect(syntax?.kind == .syntax)
      #expect(syntax?.line == 3)
      #expect(!call.context.isDeclared("a", in: call.anonymous))
      let exception = call.fault { try call.run("var b = 1;\n\nundefined.x") }
      #expect(exception?.kind == .exception)
      #expect(exception?.line == 3)
      #expect(exception?.message.contains("undefined is not an object") == true)
      #expect(try call.data("b") == .number(1))
      #expect(call.fault { try call.run("function f() { return 1 }\nthrow 'no'") }?.message == "no")
      #expect(try call.data("f()") == .number(1))
    }
  }

  @Test func `strict scripts still declare`() async throws {
    try await withCall { call throws in
      try call.run("'use strict'; var s = 1; function strictly() { 'use strict'; return this === undefined }")
      #expect(try call.data("[s, (0, strictly)()]") == .array([.number(1), .boolean(true)]))
    }
  }
}
