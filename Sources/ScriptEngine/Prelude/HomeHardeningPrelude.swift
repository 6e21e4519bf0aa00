extension Prelude {
  /// Freezes everything in the home: should a script ever get hold of an object from there, it can change nothing that
  /// another call could see.
  static let homeHardening = #"""
    (function () {
      'use strict';
      const seen = new Set(), waiting = [globalThis, Object.getPrototypeOf(function* () {}), Object.getPrototypeOf([].values())];
      const meet = (value) => {
        if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value)) return;
        seen.add(value);
        waiting.push(value);
      };
      seen.add(globalThis);
      while (waiting.length > 0) {
        const object = waiting.pop();
        for (const key of Reflect.ownKeys(object)) {
          const property = Object.getOwnPropertyDescriptor(object, key);
          if (property === undefined) continue;
          meet(property.value);
          meet(property.get);
          meet(property.set);
        }
        meet(Object.getPrototypeOf(object));
        if (object !== globalThis) Object.freeze(object);
      }
    })
    """#
}
