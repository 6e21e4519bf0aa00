extension Prelude {
  /// Bounds the native operations that could take much memory or time in one go, where neither the time limit nor the
  /// memory limit can stop them.
  static let bounds = #"""
    (function (kit) {
      'use strict';
      const { limits, apply, install, uncurry, toText, refuse, isArray, define } = kit;
      const maxText = Math.floor(limits.memory / 2), maxItems = Math.floor(limits.memory / 8);
      const S = String.prototype, A = Array.prototype;
      const includes = uncurry(S.includes);
      const isObject = (value) => value !== null && (typeof value === 'object' || typeof value === 'function');
      function textOf(value) {
        if (value === undefined || value === null) throw new kit.errors.TypeError('not a string: ' + value);
        return toText(value);
      }
      const tooLong = () => refuse('memoryLimit', 'the text would be too long');
      const tooMany = () => refuse('memoryLimit', 'the list would be too long');

      function wrap(prototype, name, check) {
        const original = prototype[name];
        if (original === undefined) return;
        const method = { method(...args) { check(this, args); return apply(original, this, args); } }.method;
        define(method, 'name', { value: name, configurable: true });
        define(method, 'length', { value: original.length, configurable: true });
        install(prototype, name, method);
      }

      const count = (value) => { const n = Math.trunc(+value); return n === n ? n : 0; };
      // Converted once, so that an object cannot answer differently the second time.
      wrap(S, 'repeat', (self, args) => {
        args[0] = count(args[0]);
        if (args[0] < Infinity && textOf(self).length * args[0] > maxText) tooLong();
      });
      for (const name of ['padStart', 'padEnd']) {
        wrap(S, name, (self, args) => { args[0] = count(args[0]); if (args[0] > maxText) tooLong(); });
      }
      wrap(S, 'split', (self, args) => {
        const separator = args[0];
        const unit = typeof separator === 'string' && separator.length > 0 ? separator.length : 1;
        if (textOf(self).length / unit > maxItems / 4) tooMany();
      });
      const growing = (self, args, everywhere) => {
        if (typeof args[1] === 'function') return;
        args[1] = toText(args[1]);
        const size = textOf(self).length;
        const each = args[1].length + (includes(args[1], '$`') || includes(args[1], "$'") ? size : 0);
        if (everywhere && size * each > maxText) tooLong();
      };
      wrap(S, 'replace', (self, args) => growing(self, args, typeof args[0] !== 'string'));
      wrap(S, 'replaceAll', (self, args) => growing(self, args, true));

      const lengthOf = (value) => isObject(value) ? +value.length || 0 : 0;
      const bounded = (self) => { if (lengthOf(self) > maxItems) tooMany(); };
      for (const name of ['copyWithin', 'fill', 'flat', 'includes', 'indexOf', 'lastIndexOf', 'reverse', 'shift', 'slice',
        'sort', 'splice', 'toReversed', 'toSorted', 'toSpliced', 'unshift', 'with', 'toLocaleString']) {
        wrap(A, name, bounded);
      }
      wrap(A, 'concat', (self, args) => {
        let total = lengthOf(self);
        for (let i = 0; i < args.length; i++) total += isArray(args[i]) ? args[i].length : 1;
        if (total > maxItems) tooMany();
      });

      // `join` turns its parts into text here, so that a nested list can be stopped.
      const join = A.join, joining = [];
      install(A, 'join', {
        join(separator) {
          bounded(this);
          if (!isObject(this)) return apply(join, this, [separator]);
          for (let i = 0; i < joining.length; i++) if (joining[i] === this) return '';
          const between = separator === undefined ? ',' : toText(separator), length = lengthOf(this);
          const parts = [], depth = joining.length;
          let size = between.length * length;
          joining[depth] = this;
          try {
            for (let i = 0; i < length; i++) {
              const value = this[i];
              const part = value === undefined || value === null ? '' : toText(value);
              size += part.length;
              if (size > maxText) tooLong();
              parts[i] = part;
            }
          } finally { joining.length = depth; }
          return apply(join, parts, [between]);
        },
      }.join);

      // A list that contains another many times over makes a text of exponential length: measured first, in a loop that
      // the time limit can stop. What contains itself is left to the engine, which says so.
      const stringify = JSON.stringify, keys = Object.keys;
      const has = uncurry(Set.prototype.has), add = uncurry(Set.prototype.add), drop = uncurry(Set.prototype.delete);
      function measure(root) {
        const path = new Set();
        let size = 0;
        const walk = (part) => {
          if (typeof part === 'string') size += part.length;
          if (++size > maxText) tooLong();
          if (part === null || typeof part !== 'object') return true;
          if (has(path, part)) return false;
          add(path, part);
          if (isArray(part)) {
            for (let i = 0; i < part.length; i++) if (!walk(part[i])) return false;
          } else {
            const names = keys(part);
            for (let i = 0; i < names.length; i++) {
              size += names[i].length;
              if (!walk(part[names[i]])) return false;
            }
          }
          drop(path, part);
          return true;
        };
        walk(root);
      }
      install(JSON, 'stringify', {
        stringify(value, replacer, space) {
          measure(value);
          return stringify(value, replacer, space);
        },
      }.stringify);
    })
    """#
}
