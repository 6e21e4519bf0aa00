extension Prelude {
  /// The first part of every context: takes the engine's own functions before a script can touch them, and gives the
  /// Swift side its helpers. A function of the natives (`now`, `random`, `inspect`, `ticks`) and the limits; the other
  /// parts are called with the same `kit`.
  static let kernel = #"""
    (function (native, limits) {
      'use strict';
      const G = globalThis;
      const apply = Reflect.apply, construct = Reflect.construct, define = Object.defineProperty;
      const create = Object.create, keys = Object.keys, descriptor = Object.getOwnPropertyDescriptor;
      const setProperty = Reflect.set, deleteProperty = Reflect.deleteProperty, prototypeOf = Object.getPrototypeOf;
      const isArray = Array.isArray, freeze = Object.freeze, parse = JSON.parse;
      const unscopables = Symbol.unscopables, toText = String;
      const uncurry = Function.prototype.bind.bind(Function.prototype.call);
      const hasOwn = uncurry(Object.prototype.hasOwnProperty);
      const marks = new WeakMap(), getMark = uncurry(WeakMap.prototype.get), setMark = uncurry(WeakMap.prototype.set);
      const startsWith = uncurry(String.prototype.startsWith), slice = uncurry(String.prototype.slice);
      const errors = { RangeError, ReferenceError, TypeError, SyntaxError, Error };
      const isDate = Date.prototype.getTime, isoDate = uncurry(Date.prototype.toISOString);
      const boxed = [Number.prototype.valueOf, String.prototype.valueOf, Boolean.prototype.valueOf];

      // An error that the Swift side reports as a fault of this kind.
      function refusal(kind, message) {
        const error = new errors.RangeError(message);
        setMark(marks, error, kind);
        return error;
      }
      function refuse(kind, message) { throw refusal(kind, message); }

      // `kind line message` of anything thrown.
      function describe(error) {
        let kind = 'exception', line = 0, message = '';
        try {
          if (error !== null && (typeof error === 'object' || typeof error === 'function')) {
            const mark = getMark(marks, error);
            message = toText(error.message === undefined ? error : error.message);
            line = error.line >>> 0;
            if (mark !== undefined) kind = mark;
            else if (error instanceof errors.ReferenceError && startsWith(message, "Can't find variable")) kind = 'undeclared';
            else if (error instanceof errors.RangeError && startsWith(message, 'Maximum call stack')) kind = 'depthLimit';
            else if (error instanceof errors.RangeError && startsWith(message, 'Out of memory')) kind = 'memoryLimit';
            else if (error instanceof errors.TypeError && startsWith(message, 'Attempted to assign to readonly')) kind = 'forbidden';
          } else {
            message = typeof error === 'symbol' ? 'a symbol was thrown' : toText(error);
          }
        } catch (_) { message = 'an exception without a message'; }
        return kind + ' ' + line + ' ' + (message.length > 1000 ? slice(message, 0, 1000) : message);
      }

      // MARK: eval and Function

      const nativeEval = G.eval, NativeFunction = Function;
      let armed = false;
      function checked(text) {
        const inspected = native.inspect(text);
        if (inspected === null) refuse('forbidden', 'async functions and import() are not supported');
        return inspected;
      }
      const evalText = (...args) => typeof args[0] === 'string' ? checked(args[0]) : args[0];
      const indirect = { eval(source) { return typeof source === 'string' ? nativeEval(checked(source)) : source; } }.eval;
      // `eval(x)` in a source becomes `(__evalArm(),eval(__evalText(x)))`: only then is it the engine's own eval, which
      // sees local variables; by any other way it is the indirect one.
      define(G, '__evalArm', { value: () => { armed = true; } });
      define(G, '__evalText', { value: evalText });
      define(G, 'eval', { get() { if (armed) { armed = false; return nativeEval; } return indirect; }, set: undefined });
      function FunctionWrapper(...args) {
        for (let i = 0; i < args.length; i++) args[i] = checked(toText(args[i]));
        return construct(NativeFunction, args, new.target === undefined || new.target === FunctionWrapper ? NativeFunction : new.target);
      }
      function replaceConstructor(wrapper, original, name) {
        define(wrapper, 'prototype', { value: original.prototype });
        define(wrapper, 'name', { value: name, configurable: true });
        define(wrapper, 'length', { value: original.length, configurable: true });
        define(original.prototype, 'constructor', { value: wrapper, writable: true, configurable: true });
        return wrapper;
      }
      function install(target, name, value) {
        define(target, name, { value, writable: true, enumerable: false, configurable: true });
      }
      install(G, 'Function', replaceConstructor(FunctionWrapper, NativeFunction, 'Function'));
      function noConstructor() { refuse('forbidden', 'functions of this sort cannot be made from text'); }
      for (const sample of [function* () {}, async function () {}, async function* () {}]) {
        define(prototypeOf(sample), 'constructor', { value: noConstructor });
      }

      // MARK: Scopes

      // The object of a variable scope; `name` refers to the scope itself.
      function makeScope(name) {
        const scope = create(null);
        if (name !== undefined) define(scope, name, { value: scope, writable: false, enumerable: false, configurable: true });
        return scope;
      }
      function alias(scope, name) {
        define(scope, name, { value: scope, writable: false, enumerable: false, configurable: true });
      }
      // Assigns to a property; `declared` demands that it exists (a scope's variable).
      function put(base, key, value, declared) {
        if (declared && !hasOwn(base, key)) return 1;
        if (base === null || base === undefined || (typeof base !== 'object' && typeof base !== 'function')) {
          throw new errors.TypeError('cannot assign to property ' + toText(key) + ' of ' + toText(base));
        }
        return setProperty(base, key, value) ? 0 : 2;
      }
      // Runs a script: its names exist before, and its hoisted functions are handed to the scope by its first statement.
      // While that statement reads them the scopes' own variables of these names step aside.
      function runScript(runner, source, variables, functions) {
        const chain = [];
        for (let i = 4; i < arguments.length; i++) chain[i - 4] = arguments[i];
        const scope = chain[chain.length - 1];
        const vars = parse(variables), names = parse(functions), hidden = create(null);
        for (let i = 0; i < vars.length; i++) if (!hasOwn(scope, vars[i])) scope[vars[i]] = undefined;
        for (let i = 0; i < names.length; i++) {
          hidden[names[i]] = true;
          if (!hasOwn(scope, names[i])) scope[names[i]] = undefined;
        }
        let aside = names.length > 0;
        if (aside) for (let i = 0; i < chain.length; i++) define(chain[i], unscopables, { value: hidden, configurable: true });
        const restore = () => {
          if (aside) for (let i = 0; i < chain.length; i++) deleteProperty(chain[i], unscopables);
          aside = false;
        };
        const hook = function () {
          if (!aside) return;
          restore();
          for (let i = 0; i < names.length; i++) {
            define(scope, names[i], { value: arguments[i], writable: true, enumerable: true, configurable: true });
          }
        };
        chain[chain.length] = hook;
        chain[chain.length] = source;
        armed = true;
        try { return apply(runner, scope, chain); } finally { armed = false; restore(); }
      }

      // MARK: Values

      function checkedLength(value) { return value.length; }
      function has(object, name) { return object !== null && object !== undefined && toText(name) in errors.Object(object); }
      errors.Object = Object;

      // A value as a flat array of codes: 0 undefined, 1 null, 2 false, 3 true, 4 n, 5 s, 6 count items…,
      // 7 count (name value)….
      function flatten(root, maxSize, maxDepth) {
        const out = [], path = [];
        let used = 0, count = 0, size = 0;
        const add = (value) => { out[used++] = value; };
        const text = (string) => {
          size += string.length;
          if (size > maxSize) refuse('sizeLimit', 'the value is too large');
          add(string);
        };
        const walk = (value, depth) => {
          if (++count > maxSize) refuse('sizeLimit', 'the value has too many parts');
          switch (typeof value) {
          case 'undefined': case 'function': case 'symbol': add(0); return;
          case 'boolean': add(value ? 3 : 2); return;
          case 'number': add(4); add(value); return;
          case 'bigint': add(4); add(errors.Number(value)); return;
          case 'string': add(5); text(value); return;
          }
          if (value === null) { add(1); return; }
          if (depth > maxDepth) refuse('depthLimit', 'the value is nested too deeply');
          for (let i = 0; i < depth; i++) if (path[i] === value) refuse('exception', 'the value contains itself');
          path[depth] = value;
          if (isArray(value)) {
            const length = value.length;
            if (length > maxSize) refuse('sizeLimit', 'the array is too long');
            add(6); add(length);
            for (let i = 0; i < length; i++) walk(value[i], depth + 1);
          } else {
            const plain = primitive(value);
            if (plain !== undefined) { walk(plain, depth + 1); return; }
            const names = keys(value), length = names.length;
            add(7); add(length);
            for (let i = 0; i < length; i++) { text(names[i]); walk(value[names[i]], depth + 1); }
          }
        };
        walk(root, 0);
        return out;
      }
      errors.Number = Number;
      // What a date or a boxed primitive stands for.
      function primitive(value) {
        try {
          const time = apply(isDate, value, []);
          return time === time ? isoDate(value) : 'Invalid Date';
        } catch (_) {}
        for (let i = 0; i < boxed.length; i++) {
          try { return apply(boxed[i], value, []); } catch (_) {}
        }
        return undefined;
      }
      function inflate(text, frozen) {
        const codes = parse(text);
        let at = 0;
        const next = () => {
          switch (codes[at++]) {
          case 0: return undefined;
          case 1: return null;
          case 2: return false;
          case 3: return true;
          case 4: case 5: return codes[at++];
          case 6: {
            const length = codes[at++], array = [];
            for (let i = 0; i < length; i++) array[i] = next();
            return frozen ? freeze(array) : array;
          }
          case 7: {
            const length = codes[at++], object = {};
            for (let i = 0; i < length; i++) { const name = codes[at++]; addProperty(object, name, next()); }
            return frozen ? freeze(object) : object;
          }
          case 8: return NaN;
          case 9: return Infinity;
          case 10: return -Infinity;
          case 11: return -0;
          }
        };
        return next();
      }
      function addProperty(object, name, value) {
        define(object, name, { value, writable: true, enumerable: true, configurable: true });
      }

      const kit = {
        G, native, limits, apply, construct, define, descriptor, create, keys, freeze, parse, isArray, uncurry, hasOwn,
        errors, toText, prototypeOf, refuse, refusal, replaceConstructor, install,
      };
      const helpers = {
        kit, describe, refusal, makeScope, alias, put, runScript, checkedLength, has, flatten, inflate,
        define: addProperty,
        undeclared: (name) => new errors.ReferenceError("Can't find variable: " + name + ' (it was never declared)'),
      };
      return helpers;
    })
    """#
}
