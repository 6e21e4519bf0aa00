extension Prelude {
  /// Judges regular expressions, which nothing can stop once they run: bounds the subject's length always, and the time
  /// by trying the pattern on growing beginnings of the subject, in small steps where a group is repeated. Gets `ticks`,
  /// the processor time in milliseconds.
  static let homePatterns = #"""
    (function (ticks) {
      'use strict';
      const apply = Reflect.apply, exec = RegExp.prototype.exec;
      const sourceOf = Object.getOwnPropertyDescriptor(RegExp.prototype, 'source').get;
      const flags = [['ignoreCase', 'i'], ['multiline', 'm'], ['dotAll', 's'], ['unicode', 'u'], ['unicodeSets', 'v']];
      const maxSubject = 1 << 16, patience = 10;
      let lastSource, lastSubject;
      const isCheap = (source) => !source.includes(')*') && !source.includes(')+') && !source.includes('){');

      function explodes(pattern, source, subject, from) {
        let letters = '';
        for (let i = 0; i < flags.length; i++) if (pattern[flags[i][0]]) letters += flags[i][1];
        const copy = new RegExp(source, letters), total = subject.length;
        for (let length = from; length < total; length += from === 8 && length < 64 ? 2 : length >> 1) {
          const beginning = subject.slice(0, length), start = ticks();
          apply(exec, copy, [beginning]);
          // An end that nothing expects: a pattern explodes when it fails.
          apply(exec, copy, [beginning + '\uFFFF']);
          if (ticks() - start > patience) return true;
        }
        return false;
      }
      return function (self, args) {
        const subject = args[0] = String(args[0]), length = subject.length;
        if (length > maxSubject) return 'sizeLimit the text is too long for a regular expression';
        if (length <= 8) return;
        let source;
        try { source = apply(sourceOf, self, []); } catch (_) { return; }
        // A search for all matches asks again for each.
        if (source === lastSource && subject === lastSubject) return;
        // Twice as many steps with every character, or a power of the length at worst.
        if (explodes(self, source, subject, isCheap(source) ? 24 : 8)) {
          return 'timeLimit the regular expression takes too long: ' + source;
        }
        lastSource = source;
        lastSubject = subject;
      };
    })
    """#
}
