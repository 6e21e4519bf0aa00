extension Prelude {
  /// Bounds regular expressions, which nothing can stop once they run: the subject's length always, and the time by
  /// trying the pattern on growing beginnings of the subject where it could explode (a repeated group, a long subject).
  static let patterns = #"""
    (function (kit) {
      'use strict';
      const { G, native, apply, construct, install, define, descriptor, uncurry, toText, refuse } = kit;
      const R = G.RegExp, P = R.prototype, maxSubject = 1 << 16, long = 2048, patience = 10;
      const exec = uncurry(P.exec), sourceOf = uncurry(descriptor(P, 'source').get);
      const flags = [['ignoreCase', 'i'], ['multiline', 'm'], ['dotAll', 's'], ['unicode', 'u'], ['unicodeSets', 'v']];
      for (let i = 0; i < flags.length; i++) flags[i][0] = uncurry(descriptor(P, flags[i][0]).get);
      const includes = uncurry(String.prototype.includes), slice = uncurry(String.prototype.slice);
      const cheap = (source) => !includes(source, ')*') && !includes(source, ')+') && !includes(source, '){');

      function rehearse(pattern, source, subject, from) {
        let letters = '';
        for (let i = 0; i < flags.length; i++) if (flags[i][0](pattern)) letters += flags[i][1];
        const copy = construct(R, [source, letters]);
        const isLong = (length) => {
          const start = native.ticks(), beginning = slice(subject, 0, length);
          exec(copy, beginning);
          exec(copy, beginning + '\uFFFF');
          return native.ticks() - start > patience;
        };
        const total = subject.length;
        for (let length = from; length < total; length = length < 64 ? length + 2 : length + (length >> 1)) {
          if (isLong(length)) refuse('timeLimit', 'the regular expression takes too long: ' + source);
        }
      }
      function check(pattern, subject) {
        const length = subject.length;
        if (length > maxSubject) refuse('sizeLimit', 'the text is too long for a regular expression');
        if (length <= 8) return;
        let source;
        try { source = sourceOf(pattern); } catch (_) { return; }
        if (!cheap(source)) rehearse(pattern, source, subject, 8);
        else if (length > long) rehearse(pattern, source, subject, long / 4);
      }

      for (const name of ['exec', 'test', Symbol.match, Symbol.matchAll, Symbol.replace, Symbol.search, Symbol.split]) {
        const original = P[name];
        const method = {
          method(subject, second) {
            const text = toText(subject);
            check(this, text);
            return apply(original, this, [text, second]);
          },
        }.method;
        define(method, 'name', { value: original.name, configurable: true });
        define(method, 'length', { value: original.length, configurable: true });
        install(P, name, method);
      }
    })
    """#
}
