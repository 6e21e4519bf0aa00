extension Prelude {
  /// Helpers of the Swift side for scopes, faults and values. Their own errors never reach a script.
  static let home = #"""
    (function () {
      'use strict';
      const define = Object.defineProperty, create = Object.create, keys = Object.keys, freeze = Object.freeze;
      const setProperty = Reflect.set, apply = Reflect.apply, isArray = Array.isArray, toText = String, parse = JSON.parse;
      const getTime = Date.prototype.getTime, toISO = Date.prototype.toISOString;
      const unboxers = [Number.prototype.valueOf, String.prototype.valueOf, Boolean.prototype.valueOf];
      const mark = Symbol('fault');

      function refuse(kind, message) {
        const error = new RangeError(message);
        error[mark] = kind;
        throw error;
      }

      // `kind line message` of anything thrown, in any context.
      function describe(error) {
        let kind = 'exception', line = 0, message = '';
        try {
          if (error !== null && (typeof error === 'object' || typeof error === 'function')) {
            const marked = error[mark], name = error.name;
            message = toText(error.message === undefined ? error : error.message);
            line = error.line >>> 0;
            if (error.sourceURL === 'platform') {
              // The line of the flow's own code above it, where the engine tells it.
              const frame = /^(?:[^\n]*@(?:platform:[^\n]*|\[native code\])\n)*[^\n]*@flow:(\d+)/.exec(error.stack);
              line = frame === null ? 0 : +frame[1];
            }
            if (marked !== undefined) kind = marked;
            else if (name === 'ReferenceError' && message.startsWith("Can't find variable")) kind = 'undeclared';
            else if (name === 'RangeError' && message.startsWith('Maximum call stack')) kind = 'depthLimit';
            else if (name === 'RangeError' && message.startsWith('Out of memory')) kind = 'memoryLimit';
            else if (name === 'TypeError' && message.startsWith('Attempted to assign to readonly')) kind = 'forbidden';
          } else {
            message = typeof error === 'symbol' ? 'a symbol was thrown' : toText(error);
          }
        } catch (_) { message = 'an exception without a message'; }
        return toText(kind) + ' ' + line + ' ' + message.slice(0, 1000);
      }

      // MARK: Scopes

      // The object of a variable scope; `name` refers to the scope itself.
      function makeScope(name) {
        const scope = create(null);
        if (name !== undefined) alias(scope, name);
        return scope;
      }
      function alias(scope, name) {
        define(scope, name, { value: scope, writable: false, enumerable: false, configurable: true });
      }
      // Assigns to a property; `declared` demands that it exists (a scope's variable).
      function put(base, key, value, declared) {
        if (declared && !Object.hasOwn(base, key)) return 1;
        if (base === null || base === undefined || (typeof base !== 'object' && typeof base !== 'function')) {
          throw new TypeError('cannot assign to property ' + toText(key) + ' of ' + toText(base));
        }
        return setProperty(base, key, value) ? 0 : 2;
      }

      // MARK: Values

      function addProperty(object, name, value) {
        define(object, name, { value, writable: true, enumerable: true, configurable: true });
      }
      const has = (object, name) => object !== null && object !== undefined && name in Object(object);
      // Without copying a text that is put together from parts.
      const lengthOf = (text) => text.length;

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
          case 'bigint': add(4); add(Number(value)); return;
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
      // What a date or a boxed primitive stands for.
      function primitive(value) {
        try {
          const time = apply(getTime, value, []);
          return time === time ? apply(toISO, value, []) : 'Invalid Date';
        } catch (_) {}
        for (let i = 0; i < unboxers.length; i++) {
          try { return apply(unboxers[i], value, []); } catch (_) {}
        }
        return undefined;
      }
      // Puts what JSON cannot say into a value made from JSON: `[path, which]` each.
      const special = [undefined, NaN, Infinity, -Infinity, -0];
      function complete(root, exceptions, frozen) {
        const all = parse(exceptions);
        for (let i = 0; i < all.length; i++) {
          const path = all[i][0], last = path.length - 1;
          let holder = root;
          for (let j = 0; j < last; j++) holder = holder[path[j]];
          addProperty(holder, path[last], special[all[i][1]]);
        }
        if (frozen) freezeAll(root);
        return root;
      }
      function freezeAll(value) {
        if (typeof value !== 'object' || value === null) return;
        const names = keys(value);
        for (let i = 0; i < names.length; i++) freezeAll(value[names[i]]);
        freeze(value);
      }

      return { mark, describe, makeScope, alias, put, define: addProperty, has, lengthOf, flatten, complete,
        unscopables: Symbol.unscopables };
    })
    """#
}
