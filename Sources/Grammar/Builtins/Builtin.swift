import CallInterface
public import FlowDocument

extension CompiledGrammar {
  /// A built-in type as `field type` and `builtin:` URIs name it, with its parameters: `digits?minlength=3;maxlength=5`
  /// (VoiceXML 2.0 appendix P; `&` separates parameters as well).
  ///
  /// Words are understood in English and in Chinese whatever the language, which decides only what a currency sign
  /// or word alone stands for: `¥` and 元 are CNY, in `ja` JPY, in `yue` and `zh-HK` HKD.
  ///
  /// - Throws: `error.unsupported.builtin` for a type that does not exist, `error.badfetch` for a bad parameter.
  public static func builtin(
    _ type: String, mode: GrammarMode, language: String
  ) throws(GrammarFault) -> CompiledGrammar {
    var parameters = try BuiltinParameters(type)
    let builtin: any BuiltinType
    switch parameters.type {
    case "boolean": builtin = try BooleanType(mode, &parameters)
    case "date": builtin = DateType(mode: mode)
    case "digits": builtin = try DigitsType(mode, &parameters)
    case "currency": builtin = CurrencyType(mode: mode, language: language)
    case "number": builtin = NumberType(mode: mode)
    case "phone": builtin = PhoneType(mode: mode)
    case "time": builtin = TimeType(mode: mode)
    default:
      throw GrammarFault(
        event: "error.unsupported.builtin", message: "there is no built-in type '\(parameters.type)'")
    }
    try parameters.finish()
    let name = Program.RuleName(
      id: parameters.type, grammar: GrammarIdentity(index: 0, base: "", tagFormat: nil, headTags: []))
    let rule = LinkedRule(name: name, body: builtin.expansion, location: SourceLocation(line: 1, column: 1))
    return CompiledGrammar(
      mode: mode, program: try ProgramCompiler.compile([rule]), interpretation: .builtin(builtin))
  }
}
