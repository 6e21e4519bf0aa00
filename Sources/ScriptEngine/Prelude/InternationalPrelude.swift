extension Prelude {
  /// `Intl` and the `toLocale…` methods with a fixed default language and the call's time zone instead of the
  /// machine's.
  static let internationalisation = #"""
    (function (kit) {
      'use strict';
      const { G, native, limits, apply, construct, define, descriptor, keys, install, replaceConstructor } = kit;
      const I = G.Intl, language = 'en-US';
      const minutes = Math.floor(Math.abs(limits.utcOffset) / 60);
      const two = (number) => (number < 10 ? '0' : '') + number;
      const timeZone = (limits.utcOffset < 0 ? '-' : '+') + two(Math.floor(minutes / 60)) + ':' + two(minutes % 60);
      const withLanguage = (locales) => locales === undefined ? language : locales;
      function withZone(options) {
        if (options === undefined) return { timeZone };
        if (options === null) return options;
        const all = Object.create(options);
        if (options.timeZone === undefined) all.timeZone = timeZone;
        return all;
      }

      for (const name of Object.getOwnPropertyNames(I)) {
        const Original = I[name];
        if (typeof Original !== 'function' || Original.prototype === undefined) continue;
        const dates = name === 'DateTimeFormat';
        const Wrapper = function (locales, options) {
          const target = new.target === undefined || new.target === Wrapper ? Original : new.target;
          return construct(Original, [withLanguage(locales), dates ? withZone(options) : options], target);
        };
        replaceConstructor(Wrapper, Original, name);
        if (Original.supportedLocalesOf) install(Wrapper, 'supportedLocalesOf', Original.supportedLocalesOf);
        install(I, name, Wrapper);
        if (!dates) continue;
        const P = Original.prototype, format = descriptor(P, 'format').get, parts = P.formatToParts;
        const present = (date) => date === undefined ? native.now() : date;
        define(P, 'format', {
          get() { const bound = apply(format, this, []); return (date) => bound(present(date)); }, configurable: true,
        });
        install(P, 'formatToParts', { formatToParts(date) { return apply(parts, this, [present(date)]); } }.formatToParts);
      }

      function localised(prototype, name, makeArguments) {
        const original = prototype[name];
        install(prototype, name, { method(...args) { return apply(original, this, makeArguments(args)); } }.method);
      }
      const languageFirst = (args) => [withLanguage(args[0]), args[1]];
      const zoneSecond = (args) => [withLanguage(args[0]), withZone(args[1])];
      for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) {
        localised(Date.prototype, name, zoneSecond);
      }
      localised(Number.prototype, 'toLocaleString', languageFirst);
      localised(BigInt.prototype, 'toLocaleString', languageFirst);
      localised(Array.prototype, 'toLocaleString', languageFirst);
      localised(String.prototype, 'localeCompare', (args) => [args[0], withLanguage(args[1]), args[2]]);
      localised(String.prototype, 'toLocaleUpperCase', languageFirst);
      localised(String.prototype, 'toLocaleLowerCase', languageFirst);
    })
    """#
}
