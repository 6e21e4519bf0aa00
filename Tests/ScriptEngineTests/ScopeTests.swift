import CallInterface
import ECMAScript
import ScriptEngine
import Testing

/// VoiceXML 2.0 §5.1: scopes, and who sees what.
struct ScopeTests {
  @Test func `VAR-01 declared without a value is undefined`() async throws {
    try await withCall { call throws in
      try call.context.declare(["x"], in: call.document)
      #expect(try call.data("x") == .undefined)
      #expect(try call.data("typeof x") == .string("undefined"))
    }
  }

  @Test func `VAR-03 declaring again keeps the value`() async throws {
    try await withCall { call throws in
      try call.context.set("x", to: .number(3), in: call.document)
      try call.context.declare(["x"], in: call.document)
      #expect(try call.data("x") == .number(3))
      try call.context.set("x", to: .number(4), in: call.document)
      #expect(try call.data("x") == .number(4))
    }
  }

  @Test func `VAR-05 a closed scope's variables are gone`() async throws {
    try await withCall { call throws in
      let block = try call.context.openScope(named: nil, inside: call.dialog)
      try call.context.set("x", to: .number(1), in: block)
      call.context.closeScope(block)
      #expect(call.kind("x") == .undeclared)
      #expect(call.fault { _ = try call.context.evaluate("1", in: block) }?.kind == .engine)
      #expect(call.context.variable("x", in: block) == nil)
      let next = try call.context.openScope(named: nil, inside: call.dialog)
      #expect(!call.context.isDeclared("x", in: next))
    }
  }

  @Test func `VAR-08 and VAR-09 inner names hide outer ones`() async throws {
    try await withCall { call throws in
      for (index, scope) in [call.session, call.application, call.document, call.dialog].enumerated() {
        try call.context.set("x", to: .number(Double(index)), in: scope)
      }
      #expect(try call.data("x") == .number(3))
      #expect(
        try call.data("[session.x, application.x, document.x, dialog.x]")
          == .array([.number(0), .number(1), .number(2), .number(3)]))
      try call.context.set("x", to: .number(4), in: call.anonymous)
      #expect(try call.data("x") == .number(4))
      #expect(try call.data("dialog.x") == .number(3))
    }
  }

  @Test func `VAR-11 a variable may take the name of a scope`() async throws {
    try await withCall { call throws in
      try call.context.set("application", to: .string("mine"), in: call.dialog)
      #expect(try call.data("application") == .string("mine"))
      try call.context.set("document", to: .number(7), in: call.document)
      #expect(try call.data("document") == .number(7))
      try call.context.declare(["dialog"], in: call.dialog)
      #expect(try call.data("dialog") == .undefined)
      try call.run("var session = 1", in: call.anonymous)
      #expect(try call.data("session") == .number(1))
    }
  }

  @Test func `VAR-12 an alias names the same scope`() async throws {
    try await withCall { call throws in
      let root = try call.context.openScope(named: "document", inside: call.session)
      call.context.alias(root, as: "application")
      try call.context.set("x", to: .number(1), in: root)
      let inner = try call.context.openScope(named: "dialog", inside: root)
      let same = try call.context.evaluate("application === document && application.x === 1", in: inner)
      #expect(try call.context.export(same) == .boolean(true))
    }
  }

  @Test func `VAR-13 assignment finds the declaring scope`() async throws {
    try await withCall { call throws in
      try call.context.set("x", to: .number(1), in: call.application)
      _ = try call.context.evaluate("x = 2", in: call.anonymous)
      try call.context.assign("x", to: .number(3), in: call.anonymous)
      #expect(try call.data("application.x") == .number(3))
      #expect(call.context.variable("x", in: call.anonymous) == nil)
    }
  }

  @Test func `VAR-14 assignment to what nobody declared`() async throws {
    try await withCall { call throws in
      #expect(call.kind("zzz = 1") == .undeclared)
      #expect(call.fault { try call.context.assign("zzz", to: .null, in: call.anonymous) }?.kind == .undeclared)
      #expect(try call.data("typeof zzz") == .string("undefined"))
      let fault = call.fault { try call.run("function f() {\n  oops = 1\n}\nf()") }
      #expect(fault?.kind == .undeclared)
      #expect(fault?.line == 2)
    }
  }

  @Test func `VAR-15 a scope's property must be declared`() async throws {
    try await withCall { call throws in
      #expect(call.fault { try call.context.assign("document.x", to: .null, in: call.anonymous) }?.kind == .undeclared)
      #expect(
        call.fault { try call.context.assign("document['x']", to: .null, in: call.anonymous) }?.kind == .undeclared)
      try call.context.declare(["x"], in: call.document)
      try call.context.assign("document.x", to: .number(1), in: call.anonymous)
      try call.context.assign("document['x']", to: .number(2), in: call.anonymous)
      #expect(try call.data("x") == .number(2))
    }
  }

  @Test func `VAR-16 assignment to properties of objects`() async throws {
    try await withCall { call throws in
      try call.run("var a = {b: {c: 1}, list: [1, 2]}, key = 'd', i = 1")
      try call.context.assign("a.b.c", to: .number(2), in: call.anonymous)
      try call.context.assign("a['b'].d", to: .string("new"), in: call.anonymous)
      try call.context.assign("a.b[key + '2']", to: .boolean(true), in: call.anonymous)
      try call.context.assign("a.list[i]", to: .null, in: call.anonymous)
      #expect(try call.text("JSON.stringify(a)") == #"{"b":{"c":2,"d":"new","d2":true},"list":[1,null]}"#)
      #expect(call.fault { try call.context.assign("a.nothing.x", to: .null, in: call.anonymous) }?.kind == .exception)
      for target in ["", "1", "a +", "a()", "a.b = 1", "f(", "a.1", "'x'"] {
        #expect(call.fault { try call.context.assign(target, to: .null, in: call.anonymous) }?.kind == .syntax)
      }
    }
  }

  @Test func `VAR-17 reading what nobody declared`() async throws {
    try await withCall { call throws in
      let fault = call.fault("nowhere + 1")
      #expect(fault?.kind == .undeclared)
      #expect(fault?.message.contains("nowhere") == true)
      // Not even what the engine's global object inherits.
      #expect(call.kind("toString") == .undeclared)
      #expect(call.kind("hasOwnProperty") == .undeclared)
    }
  }

  @Test func `VAR-20 functions keep the scope they were made in`() async throws {
    try await withCall { call throws in
      try call.run("var n = 1; function inc() { return ++n }", in: call.application)
      #expect(try call.data("inc() + inc()") == .number(5))
      let block = try call.context.openScope(named: nil, inside: call.dialog)
      try call.context.set("n", to: .number(100), in: block)
      #expect(try call.context.export(try call.context.evaluate("inc()", in: block)) == .number(4))
      try call.run("var make = function (k) { var hidden = k; return function () { return hidden += n } }")
      try call.context.set("made", to: try call.context.evaluate("make(10)", in: call.anonymous), in: call.document)
      #expect(try call.data("made() + made()") == .number(14 + 18))
    }
  }

  @Test func `VAR-22 names that are no names`() async throws {
    try await withCall { call throws in
      for name in ["", "1a", "a b", "a.b", "document.x", "var", "a-b", "eval", "true"] {
        #expect(call.fault { try call.context.declare([name], in: call.document) }?.kind == .syntax)
        #expect(call.fault { try call.context.set(name, to: .null, in: call.document) }?.kind == .syntax)
      }
      try call.context.declare(["name$", "_", "$", "变量", "größe2"], in: call.document)
      #expect(try call.data("变量") == .undefined)
    }
  }

  @Test func `VAR-25 session variables cannot be written`() async throws {
    try await withCall { call throws in
      let facts = DataValue.object([.init("uri", .string("sip:a@b")), .init("list", .array([.number(1)]))])
      try call.context.set("connection", to: try call.context.value(facts, frozen: true), in: call.session)
      for target in [
        "session.connection", "connection", "session.connection.uri", "session.connection.list[0]", "session",
        "session.connection.fresh",
      ] {
        #expect(call.fault { try call.context.assign(target, to: .null, in: call.anonymous) }?.kind == .forbidden)
      }
      _ = try call.context.evaluate("session.connection = 1, session.connection.uri = 2", in: call.anonymous)
      #expect(try call.data("session.connection") == facts)
      // The platform itself may.
      try call.context.set("connection", to: .number(2), in: call.session)
      #expect(try call.data("session.connection") == .number(2))
    }
  }

  @Test func `VAR-35 properties made by scripts are variables`() async throws {
    try await withCall { call throws in
      try call.run("application.fresh = 5")
      #expect(try call.data("fresh") == .number(5))
      #expect(call.context.isDeclared("fresh", in: call.anonymous))
    }
  }

  @Test func `what is declared`() async throws {
    try await withCall { call throws in
      try call.run("var a = {b: {c: undefined}}, u")
      for name in ["a", "u", "a.b", "a.b.c", "document", "document.a", "document.a.b.c", "session"] {
        #expect(call.context.isDeclared(name, in: call.anonymous), "\(name)")
      }
      for name in ["x", "a.x", "a.b.c.d", "u.x", "document.x", "x.y", "", "a.", ".a", "Math", "toString"] {
        #expect(!call.context.isDeclared(name, in: call.anonymous), "\(name)")
      }
    }
  }

  @Test func `variables of one scope`() async throws {
    try await withCall { call throws in
      try call.context.set("x", to: .string("outer"), in: call.application)
      #expect(call.context.variable("x", in: call.document) == nil)
      guard case .string("outer")? = call.context.variable("x", in: call.application) else {
        Issue.record("not the outer one")
        return
      }
      try call.run("Object.defineProperty(document, 'bad', {get() { throw 1 }})")
      #expect(call.context.variable("bad", in: call.document)?.isUndefined == true)
    }
  }
}
