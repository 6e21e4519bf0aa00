extension Prelude {
  /// Leaves only the names of the standard that cannot reach past the limits or past the call: no promises, no typed
  /// arrays, no WebAssembly, nothing that shows when garbage is collected. What an engine adds later stays out too.
  static let globals = #"""
    (function (kit) {
      'use strict';
      const { G, prototypeOf } = kit;
      const kept = new Set(('undefined NaN Infinity isNaN isFinite parseInt parseFloat escape unescape decodeURI '
        + 'decodeURIComponent encodeURI encodeURIComponent eval globalThis __evalArm __evalText Object Function Array String '
        + 'Number Boolean Symbol BigInt Date RegExp Map Set WeakMap WeakSet Proxy Reflect JSON Math Intl Iterator Error '
        + 'EvalError RangeError ReferenceError SyntaxError TypeError URIError AggregateError').split(' '));
      for (const name of Object.getOwnPropertyNames(G)) if (!kept.has(name)) delete G[name];
      delete Array.fromAsync;
      delete Error.captureStackTrace;
      // `toString` and the like would otherwise be variables that nobody declared.
      Object.setPrototypeOf(prototypeOf(G), null);
    })
    """#
}
