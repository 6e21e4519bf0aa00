extension Prelude {
  /// `Intl.DateTimeFormat` with the call's present time and time zone as defaults. The default language is the engine's,
  /// en-US, as long as the process does not set a locale of the C library. Run when a script first names `Intl`; gets
  /// `now` and the offset from UTC in seconds, and gives `Intl`.
  static let internationalisation = #"""
    (function (now, utcOffset) {
      'use strict';
      const apply = Reflect.apply, construct = Reflect.construct, define = Object.defineProperty;
      const Original = Intl.DateTimeFormat, P = Original.prototype, parts = P.formatToParts;
      const format = Object.getOwnPropertyDescriptor(P, 'format').get;
      const two = (number) => (number < 10 ? '0' : '') + number, minutes = Math.floor(Math.abs(utcOffset) / 60);
      const timeZone = (utcOffset < 0 ? '-' : '+') + two(Math.floor(minutes / 60)) + ':' + two(minutes % 60);
      const install = (target, name, value) => {
        define(target, name, { value, writable: true, enumerable: false, configurable: true });
      };
      const present = (date) => date === undefined ? now() : date;

      function DateTimeFormat(locales, options) {
        const all = Object.create(options === undefined ? null : options);
        if (all.timeZone === undefined) all.timeZone = timeZone;
        const target = new.target === undefined || new.target === DateTimeFormat ? Original : new.target;
        return construct(Original, [locales, all], target);
      }
      define(DateTimeFormat, 'prototype', { value: P });
      install(P, 'constructor', DateTimeFormat);
      install(DateTimeFormat, 'supportedLocalesOf', Original.supportedLocalesOf);
      define(P, 'format', {
        get() { const bound = apply(format, this, []); return (date) => bound(present(date)); }, configurable: true,
      });
      install(P, 'formatToParts', { formatToParts(date) { return apply(parts, this, [present(date)]); } }.formatToParts);
      install(Intl, 'DateTimeFormat', DateTimeFormat);
      return Intl;
    })
    """#

  /// `Math` with the call's random numbers.
  static let mathematics = #"""
    (function (random) {
      'use strict';
      Math.random = { random() { return random(); } }.random;
      return Math;
    })
    """#
}
