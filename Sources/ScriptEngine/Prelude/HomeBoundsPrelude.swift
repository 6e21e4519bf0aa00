extension Prelude {
  /// Judges the native operations that could take much memory or time in one go, where neither the time limit nor the
  /// memory limit can stop them. Each check gets the receiver, the arguments (which it may convert) and the limit in
  /// bytes; it answers with what is wrong, or with undefined.
  static let homeBounds = #"""
    (function () {
      'use strict';
      const toText = String, isArray = Array.isArray, keys = Object.keys;
      const tooLong = 'memoryLimit the text would be too long', tooMany = 'memoryLimit the list would be too long';
      const isObject = (value) => value !== null && (typeof value === 'object' || typeof value === 'function');
      const size = (value) => value === undefined || value === null ? 0 : toText(value).length;
      const whole = (value) => { const n = Math.trunc(+value); return n === n ? n : 0; };
      const lengthOf = (value) => isObject(value) ? +value.length || 0 : 0;
      const isTooMany = (count, bytes) => count > bytes / 8, isTooLong = (length, bytes) => length > bytes / 2;

      function repeat(self, args, bytes) {
        // Converted once, so that an object cannot answer differently the second time.
        args[0] = whole(args[0]);
        if (args[0] < Infinity && isTooLong(size(self) * args[0], bytes)) return tooLong;
      }
      function pad(self, args, bytes) {
        args[0] = whole(args[0]);
        if (isTooLong(args[0], bytes)) return tooLong;
      }
      function split(self, args, bytes) {
        const unit = typeof args[0] === 'string' && args[0].length > 0 ? args[0].length : 1;
        if (isTooMany(4 * size(self) / unit, bytes)) return tooMany;
      }
      function grow(self, args, bytes, everywhere) {
        if (typeof args[1] === 'function') return;
        args[1] = toText(args[1]);
        const length = size(self);
        const each = args[1].length + (args[1].includes('$`') || args[1].includes("$'") ? length : 0);
        if (everywhere && isTooLong(length * each, bytes)) return tooLong;
      }
      const replace = (self, args, bytes) => grow(self, args, bytes, typeof args[0] !== 'string');
      const replaceAll = (self, args, bytes) => grow(self, args, bytes, true);
      function list(self, args, bytes) {
        if (isTooMany(lengthOf(self), bytes)) return tooMany;
      }
      function concat(self, args, bytes) {
        let total = lengthOf(self);
        for (let i = 0; i < args.length; i++) total += isArray(args[i]) ? args[i].length : 1;
        if (isTooMany(total, bytes)) return tooMany;
      }

      // The parts of a list as texts, in a loop that the time limit can stop; or what is wrong.
      const joining = [];
      function parts(self, separator, bytes) {
        const length = lengthOf(self), texts = [], depth = joining.length;
        if (isTooMany(length, bytes)) return tooMany;
        let total = separator.length * length;
        for (let i = 0; i < depth; i++) if (joining[i] === self) return texts;
        joining[depth] = self;
        try {
          for (let i = 0; i < length; i++) {
            const value = self[i];
            total += (texts[i] = value === undefined || value === null ? '' : toText(value)).length;
            if (isTooLong(total, bytes)) return tooLong;
          }
        } finally { joining.length = depth; }
        return texts;
      }
      // An evaluation that was stopped inside a list leaves nothing behind.
      const reset = () => { joining.length = 0; };

      // A list that contains another many times over makes a text of exponential length: measured first. What contains
      // itself is left to the engine, which says so.
      function json(value, bytes) {
        const path = new Set();
        let total = 0, wrong;
        const walk = (part) => {
          if (typeof part === 'string') total += part.length;
          if (isTooLong(++total, bytes)) { wrong = tooLong; return false; }
          if (part === null || typeof part !== 'object') return true;
          if (path.has(part)) return false;
          path.add(part);
          if (isArray(part)) {
            for (let i = 0; i < part.length; i++) if (!walk(part[i])) return false;
          } else {
            const names = keys(part);
            for (let i = 0; i < names.length; i++) {
              total += names[i].length;
              if (!walk(part[names[i]])) return false;
            }
          }
          path.delete(part);
          return true;
        };
        walk(value);
        return wrong;
      }

      return { repeat, pad, split, replace, replaceAll, list, concat, parts, reset, json };
    })
    """#
}
