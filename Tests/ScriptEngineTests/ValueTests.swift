import CallInterface
import ECMAScript
import ScriptEngine
import Testing

struct ValueTests {
  @Test func `plain data there and back`() async throws {
    try await withCall { call throws in
      let data = DataValue.object([
        .init("b", .number(0.1)),
        .init("a", .array([.undefined, .null, .boolean(false), .number(.infinity), .number(-1e300)])),
        .init("__proto__", .object([.init("x", .number(1))])), .init("", .string("\"\\\n\u{1}😀")),
        .init("u", .undefined),
        .init("10", .number(10)),
      ])
      for frozen in [false, true] {
        try call.context.set("v", to: try call.context.value(data, frozen: frozen), in: call.document)
        guard case .object(let members) = try call.data("v"), case .object(let wanted) = data else {
          Issue.record("no object")
          return
        }
        // The language puts members named by numbers first.
        #expect(members.map(\.name) == ["10", "b", "a", "__proto__", "", "u"])
        for member in wanted { #expect(members.first { $0.name == member.name } == member) }
      }
      let specials = try call.context.value(.array([.number(-0.0), .number(.nan)]), frozen: false)
      try call.context.set("list", to: specials, in: call.document)
      #expect(try call.data("Object.is(list[0], -0) && isNaN(list[1]) && list instanceof Array") == .boolean(true))
    }
  }

  @Test func `frozen data is frozen to the bottom`() async throws {
    try await withCall { call throws in
      let data = DataValue.object([.init("a", .array([.object([.init("b", .number(1))])]))])
      try call.context.set("v", to: try call.context.value(data, frozen: true), in: call.document)
      #expect(try call.data("v.a[0].b = 2, v.a[0].c = 3, v.x = 4, delete v.a, v") == data)
      #expect(call.fault { try call.context.assign("v.a[0].b", to: .null, in: call.anonymous) }?.kind == .forbidden)
      #expect(call.kind("v.a.push(1)") == .forbidden)
    }
  }

  @Test func `what is exported`() async throws {
    try await withCall { call throws in
      #expect(
        try call.data("{f() {}, s: Symbol(), n: new Number(1), t: new String('x'), d: new Date(0), r: /x/}")
          == .object([
            .init("f", .undefined), .init("s", .undefined), .init("n", .number(1)), .init("t", .string("x")),
            .init("d", .string("1970-01-01T00:00:00.000Z")), .init("r", .object([])),
          ]))
      #expect(
        try call.data("(function () { var shared = [1]; return [shared, shared] })()")
          == .array([.array([.number(1)]), .array([.number(1)])]))
      #expect(
        call.fault { _ = try call.data("(function () { var a = {}; a.b = {c: a}; return a })()") }?.kind == .exception)
      #expect(call.fault { _ = try call.data("{get x() { throw new Error('no') }}") }?.message == "no")
      #expect(try call.data("Object.create({inherited: 1}, {hidden: {value: 1}})") == .object([]))
    }
  }

  @Test func `ROB-23 what leaves is well-formed text`() async throws {
    try await withCall { call throws in
      #expect(try call.data("'a\\0b\\uD800c\\uDC00\\uD83D\\uDE00'") == .string("a\u{FFFD}b\u{FFFD}c\u{FFFD}😀"))
      #expect(try call.data("{'\\0\\uD800': '\\0'}") == .object([.init("\u{FFFD}\u{FFFD}", .string("\u{FFFD}"))]))
      #expect(try call.text("['\\0', '\\uDFFF']") == "\u{FFFD},\u{FFFD}")
      #expect(call.fault("(function () { throw '\\0' })()")?.message == "\u{FFFD}")
      // And what goes in may hold one.
      try call.context.set("z", to: .string("a\u{0}b"), in: call.document)
      #expect(try call.data("z.length") == .number(3))
      try call.context.set(
        "o", to: try call.context.value(.object([.init("a\u{0}", .null)]), frozen: false), in: call.document)
      #expect(try call.data("Object.keys(o)[0].length") == .number(2))
    }
  }

  @Test func `parts of values`() async throws {
    try await withCall { call throws in
      let value = try call.context.evaluate("{list: ['a', {b: 1}], get bad() { throw 1 }}", in: call.anonymous)
      let list = try call.context.elements(of: try call.context.property("list", of: value))
      #expect(try list.map { try call.context.export($0) } == [.string("a"), .object([.init("b", .number(1))])])
      #expect(try call.context.property("none", of: value).isUndefined)
      #expect(try call.context.property("length", of: .string("abc")).isUndefined)
      #expect(try call.context.property("x", of: .undefined).isUndefined)
      #expect(call.fault { _ = try call.context.property("bad", of: value) }?.kind == .exception)
      for text in ["{length: 1}", "'abc'", "null", "1"] {
        let none = try call.context.evaluate(text, in: call.anonymous)
        #expect(call.fault { _ = try call.context.elements(of: none) }?.kind == .exception)
      }
      let made = try call.context.makeObject([("b", list[1]), ("a", .number(1)), ("__proto__", .string("p"))])
      try call.context.set("made", to: made, in: call.document)
      #expect(try call.text("JSON.stringify(made)") == #"{"b":{"b":1},"a":1,"__proto__":"p"}"#)
    }
  }

  @Test func `objects are one and the same`() async throws {
    try await withCall { call throws in
      let object = try call.context.evaluate("{x: 1}", in: call.anonymous)
      try call.context.set("a", to: object, in: call.document)
      try call.context.set("b", to: object, in: call.dialog)
      _ = try call.context.evaluate("a.x = 2", in: call.anonymous)
      #expect(try call.data("a === b && b.x === 2") == .boolean(true))
      #expect(try call.data("a instanceof Object") == .boolean(true))
    }
  }

  @Test func `an object of another call is refused`() async throws {
    let lane = try ScriptLane()
    try await lane.run {
      let one = try Call(on: lane), other = try Call(on: lane)
      let object = try one.context.evaluate("{}", in: one.anonymous)
      #expect(other.fault { try other.context.set("x", to: object, in: other.document) }?.kind == .exception)
    }
  }

  @Test func `data too deep`() async throws {
    try await withCall { call throws in
      var data = DataValue.null
      for _ in 0..<1000 { data = .array([data]) }
      let deep = data
      #expect(call.fault { _ = try call.context.value(deep, frozen: true) }?.kind == .depthLimit)
    }
  }
}
