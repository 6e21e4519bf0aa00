extension Prelude {
  /// `Date` from the call alone: the present time and the time zone are the call's, never the machine's. Run when a
  /// script first names it; gets `now` and the offset from UTC in seconds, and gives the constructor.
  static let dates = #"""
    (function (now, utcOffset) {
      'use strict';
      const apply = Reflect.apply, construct = Reflect.construct, define = Object.defineProperty, toText = String;
      const uncurry = Function.prototype.bind.bind(Function.prototype.call);
      const install = (target, name, value) => {
        define(target, name, { value, writable: true, enumerable: false, configurable: true });
      };
      const D = Date, P = D.prototype, offset = utcOffset * 1000;
      const getTime = uncurry(P.getTime), setTime = uncurry(P.setTime), UTC = D.UTC, nativeParse = D.parse;
      const test = uncurry(RegExp.prototype.test), exec = uncurry(RegExp.prototype.exec), padStart = uncurry(String.prototype.padStart);
      const trim = uncurry(String.prototype.trim), abs = Math.abs, floor = Math.floor;
      const scratch = new D(0);
      const localParts = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'];
      const utc = {};
      for (const part of localParts) utc[part] = uncurry(P['getUTC' + part]);
      const shifted = (time) => { setTime(scratch, time + offset); return scratch; };

      const dateOnly = /^[+-]?\d{4,6}(-\d\d(-\d\d)?)?$/;
      const zoned = /(\d:\d\d(:\d\d([.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)|\b(GMT|UTC?|[ECMP][SD]T)([+-]\d{1,4})?)\s*(\([^)]*\))?\s*$/i;
      const isoLocal = /^([+-]?\d{4,6}(?:-\d\d){0,2})[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)$/;
      // The engine would read a text without a zone in the machine's.
      function parse(text) {
        const string = trim(toText(text));
        if (string.length > 200) return NaN;
        if (test(dateOnly, string) || test(zoned, string)) return nativeParse(string);
        const iso = exec(isoLocal, string);
        return nativeParse(iso === null ? string + ' UTC' : iso[1] + 'T' + iso[2] + 'Z') - offset;
      }

      const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
      const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
      const two = (number) => padStart(toText(number), 2, '0');
      const sign = offset < 0 ? '-' : '+', minutes = floor(abs(offset) / 60000);
      const zone = 'GMT' + sign + two(floor(minutes / 60)) + two(minutes % 60);
      function dateText(time) {
        const d = shifted(time), year = utc.FullYear(d);
        return days[utc.Day(d)] + ' ' + months[utc.Month(d)] + ' ' + two(utc.Date(d)) + ' '
          + (year < 0 ? '-' : '') + padStart(toText(abs(year)), 4, '0');
      }
      function timeText(time) {
        const d = shifted(time);
        return two(utc.Hours(d)) + ':' + two(utc.Minutes(d)) + ':' + two(utc.Seconds(d)) + ' ' + zone;
      }
      const fullText = (time) => time !== time ? 'Invalid Date' : dateText(time) + ' ' + timeText(time);

      function DateWrapper(...args) {
        if (new.target === undefined) return fullText(now());
        const target = new.target === DateWrapper ? D : new.target;
        let time;
        if (args.length === 0) time = now();
        else if (args.length > 1) time = apply(UTC, D, args) - offset;
        else {
          let value = args[0];
          if (typeof value === 'object' && value !== null) {
            try { time = getTime(value); } catch (_) { value = toPrimitive(value); }
          }
          if (time === undefined) time = typeof value === 'string' ? parse(value) : value;
        }
        return construct(D, [time], target);
      }
      const toPrimitive = (value) => {
        const convert = value[Symbol.toPrimitive];
        if (convert !== undefined && convert !== null) return apply(convert, value, ['default']);
        const plain = value.valueOf();
        return typeof plain === 'object' ? toText(value) : plain;
      };
      define(DateWrapper, 'prototype', { value: P });
      define(DateWrapper, 'name', { value: 'Date', configurable: true });
      define(DateWrapper, 'length', { value: 7, configurable: true });
      install(P, 'constructor', DateWrapper);
      install(DateWrapper, 'now', { now() { return now(); } }.now);
      install(DateWrapper, 'parse', { parse(text) { return parse(text); } }.parse);
      install(DateWrapper, 'UTC', UTC);

      for (const part of localParts) {
        const get = utc[part];
        install(P, 'get' + part, { get() { return get(shifted(getTime(this))); } }.get);
        const set = P['setUTC' + part];
        if (set === undefined) continue;
        const full = part === 'FullYear';
        install(P, 'set' + part, {
          set(...args) {
            let time = getTime(this);
            if (time !== time && full) time = -offset;
            apply(set, shifted(time), args);
            return setTime(this, getTime(scratch) - offset);
          },
        }.set);
      }
      const setFullYear = P.setFullYear;
      install(P, 'getYear', { getYear() { return utc.FullYear(shifted(getTime(this))) - 1900; } }.getYear);
      install(P, 'setYear', {
        setYear(year) { const y = +year; return apply(setFullYear, this, [y >= 0 && y <= 99 ? 1900 + (y | 0) : y]); },
      }.setYear);
      install(P, 'getTimezoneOffset', {
        getTimezoneOffset() { const time = getTime(this); return time !== time ? NaN : -offset / 60000; },
      }.getTimezoneOffset);
      install(P, 'toString', { toString() { return fullText(getTime(this)); } }.toString);
      const partText = (make) => function () { const time = getTime(this); return time !== time ? 'Invalid Date' : make(time); };
      install(P, 'toDateString', partText(dateText));
      install(P, 'toTimeString', partText(timeText));

      const minute = floor(abs(offset) / 60000);
      const timeZone = sign + two(floor(minute / 60)) + ':' + two(minute % 60);
      for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) {
        const original = P[name];
        install(P, name, {
          method(locales, options) {
            const all = Object.create(options === undefined ? null : options);
            if (all.timeZone === undefined) all.timeZone = timeZone;
            return apply(original, this, [locales, all]);
          },
        }.method);
      }
      return DateWrapper;
    })
    """#
}
