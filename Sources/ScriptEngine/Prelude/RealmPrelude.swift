extension Prelude {
  /// The part of every call's context, run before any script: puts the home's checks in front of what they judge, and
  /// keeps `async` out of `Function`. Gets the home's parts, `inspect` and the memory limit in bytes.
  static let realm = #"""
    (function (mark, bounds, pattern, inspect, bytes) {
      'use strict';
      const apply = Reflect.apply, construct = Reflect.construct, define = Object.defineProperty, evaluate = globalThis.eval;
      const { RangeError, ReferenceError, Function: NativeFunction } = globalThis;
      function refusal(kind, message) {
        const error = new RangeError(message);
        define(error, mark, { value: kind });
        return error;
      }
      function fail(problem) {
        const space = apply(indexOf, problem, [' ']);
        throw refusal(apply(slice, problem, [0, space]), apply(slice, problem, [space + 1]));
      }
      const wrap = (prototype, check, ...names) => {
        for (const name of names) {
          const original = prototype[name];
          prototype[name] = {
            method(...args) {
              const problem = check(this, args, bytes);
              if (problem !== undefined) fail(problem);
              return apply(original, this, args);
            },
          }.method;
        }
      };
      const S = String.prototype, A = Array.prototype, join = A.join, stringify = JSON.stringify;
      const { indexOf, slice } = S;
      wrap(S, bounds.repeat, 'repeat');
      wrap(S, bounds.pad, 'padStart', 'padEnd');
      wrap(S, bounds.split, 'split');
      wrap(S, bounds.replace, 'replace');
      wrap(S, bounds.replaceAll, 'replaceAll');
      wrap(A, bounds.concat, 'concat');
      wrap(A, bounds.list, 'copyWithin', 'fill', 'flat', 'includes', 'indexOf', 'lastIndexOf', 'reverse', 'shift', 'slice',
        'sort', 'splice', 'toReversed', 'toSorted', 'toSpliced', 'unshift', 'with', 'toLocaleString');
      wrap(RegExp.prototype, pattern, 'exec', 'test', Symbol.match, Symbol.matchAll, Symbol.replace, Symbol.search, Symbol.split);
      A.join = {
        join(separator) {
          const between = separator === undefined ? ',' : String(separator), texts = bounds.parts(this, between, bytes);
          if (typeof texts === 'string') fail(texts);
          return apply(join, texts, [between]);
        },
      }.join;
      JSON.stringify = {
        stringify(value, replacer, space) {
          const problem = bounds.json(value, bytes);
          if (problem !== undefined) fail(problem);
          return stringify(value, replacer, space);
        },
      }.stringify;

      function checked(text) {
        const inspected = inspect(text);
        if (inspected === null) throw refusal('forbidden', 'async functions and import() are not supported');
        return inspected;
      }
      function Function(...args) {
        for (let i = 0; i < args.length; i++) args[i] = checked(`${args[i]}`);
        return construct(NativeFunction, args, new.target === undefined || new.target === Function ? NativeFunction : new.target);
      }
      define(Function, 'prototype', { value: NativeFunction.prototype });
      NativeFunction.prototype.constructor = Function;
      // Generators fall back on it.
      delete Object.getPrototypeOf(function* () {}).constructor;
      define(globalThis, 'Function', { value: Function });
      delete Array.fromAsync;
      delete Error.captureStackTrace;

      return {
        refusal,
        referenceErrors: ReferenceError.prototype,
        indirectEval: { eval(source) { return typeof source === 'string' ? evaluate(checked(source)) : source; } }.eval,
      };
    })
    """#
}
