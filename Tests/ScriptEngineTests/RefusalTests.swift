import CallInterface
import ECMAScript
import ScriptEngine
import Testing

/// What does not exist here, because no limit could hold it.
struct RefusalTests {
  @Test(arguments: [
    "(async function p() { await 0; p() })()", "(async () => 1)()", "async x => x", "({async m() {}})",
    "({async *m() {}})",
    "(class { async m() {} })", "(class { static async *[Symbol.iterator]() {} })", "(async/**/function () {})",
    "(async\u{00A0}function () {})", "import('x')", "import('x').then(() => 1)", "`${async () => 1}`",
    "/'/, async () => 1, /'/",
    "1 /2/ (async () => 1)()", "eval('(async function () {})()')", "(0, eval)('(async () => 1)()')",
    "new Function('return async () => 1')",
    "Function('a = async () => 1', '')", "(function () {}).constructor('return async () => 1')",
    "new (function* () {}).constructor('yield async () => 1')", "eval('ev' + 'al(\"async () => 1\")')",
    "new (class extends Function {})('return async () => 1')", "Reflect.construct(Function, ['return async () => 1'])",
  ])
  func `async and import are refused`(expression: String) async throws {
    try await withCall { call throws in
      #expect(call.kind(expression) == .forbidden)
    }
  }

  @Test func `async as an ordinary word`() async throws {
    try await withCall { call throws in
      try call.run("var async = 1, o = {async: 2, await: 3}; // async function")
      #expect(try call.data("async + o.async + o.await") == .number(6))
      #expect(try call.data("'we await async () => your call'.length") == .number(30))
      #expect(try call.data("/async x/.test('async x') /* async () => 1 */") == .boolean(true))
    }
  }

  @Test func `scripts too`() async throws {
    try await withCall { call throws in
      let fault = call.fault { try call.run("var a = 1\nasync function p() { await 0; p() }\np()") }
      #expect(fault?.kind == .forbidden)
      #expect(fault?.line == 2)
      #expect(call.fault { try call.run("if (1) {}\n/a/; async () => 1") }?.kind == .forbidden)
    }
  }

  @Test(arguments: [
    "Promise", "WebAssembly", "Atomics", "SharedArrayBuffer", "ArrayBuffer", "DataView", "Uint8Array", "Float64Array",
    "BigInt64Array", "WeakRef", "FinalizationRegistry", "console", "setTimeout", "queueMicrotask", "$vm", "load",
    "AsyncFunction",
    "AsyncIterator", "AsyncDisposableStack", "ShadowRealm",
  ])
  func `globals that are not there`(name: String) async throws {
    try await withCall { call throws in
      #expect(try call.data("typeof \(name)") == .string("undefined"))
      #expect(try call.data("globalThis['\(name)']") == .undefined)
      #expect(call.kind("new \(name)()") != nil)
    }
  }

  @Test func `no other way to them`() async throws {
    try await withCall { call throws in
      #expect(try call.data("typeof Array.fromAsync") == .string("undefined"))
      #expect(try call.data("Reflect.ownKeys(Symbol).filter(k => /Promise/.test(String(k))).length") == .number(0))
      #expect(try call.data("delete globalThis.Promise, typeof Promise") == .string("undefined"))
      #expect(try call.data("Function.prototype.constructor === Function") == .boolean(true))
      #expect(try call.data("(function* () {}).constructor === Function") == .boolean(true))
      #expect(try call.data("(function () {}) instanceof Function") == .boolean(true))
    }
  }

  @Test func `globals cannot be made or changed`() async throws {
    try await withCall { call throws in
      for expression in [
        "Math = 1", "globalThis.leak = 1", "undefined = 1", "Date = 1", "(function () { leak = 1 })()",
      ] {
        let kind = call.kind(expression)
        #expect(kind == .undeclared || kind == .forbidden || expression == "undefined = 1", "\(expression)")
      }
      #expect(try call.data("typeof leak + typeof Math + typeof undefined") == .string("undefinedobjectundefined"))
    }
  }
}
