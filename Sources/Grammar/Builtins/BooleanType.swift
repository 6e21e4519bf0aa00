import CallInterface
import FlowDocument

/// `boolean`: an affirmative or a negative; the value is a real boolean. Keys 1 and 2 unless `y` and `n` say otherwise.
struct BooleanType: BuiltinType {
  private let mode: GrammarMode
  private let yesKey: String
  private let noKey: String

  static let yes = [
    "yes", "y", "yes please", "yeah", "yep", "yup", "ya", "sure", "ok", "okay", "true", "correct", "right",
    "that's right", "of course", "please do", "affirmative",
    "是", "是的", "是啊", "对", "對", "对的", "對的", "好", "好的", "好啊", "可以", "行", "没错", "沒錯", "要", "确认", "確認",
    "系", "係", "系呀", "係呀", "系啊", "係啊", "啱", "得", "好呀",
  ]
  static let no = [
    "no", "n", "no thanks", "no thank you", "nope", "nah", "false", "wrong", "not", "incorrect", "that's wrong",
    "negative",
    "不", "不是", "不是的", "否", "不对", "不對", "不好", "不行", "不可以", "不要", "不用", "没有", "沒有", "错", "錯",
    "唔系", "唔係", "唔啱", "唔好", "唔得", "唔使", "唔要", "冇",
  ]

  init(_ mode: GrammarMode, _ parameters: inout BuiltinParameters) throws(GrammarFault) {
    self.mode = mode
    yesKey = try Self.key("y", &parameters) ?? "1"
    noKey = try Self.key("n", &parameters) ?? "2"
    guard yesKey != noKey else { throw .badGrammar("yes and no of a boolean cannot both be the key \(yesKey)") }
  }

  private static func key(_ name: String, _ parameters: inout BuiltinParameters) throws(GrammarFault) -> String? {
    guard let text = parameters.take(name) else { return nil }
    guard text.count == 1, let character = text.first, let digit = DTMFDigit(character) else {
      throw .badGrammar("'\(name)' of a boolean has to be one key, not '\(text)'")
    }
    return String(digit.rawValue)
  }

  var isExact: Bool { true }

  var expansion: GrammarNode {
    switch mode {
    case .dtmf: .oneOf([yesKey, noKey])
    case .voice: .alternatives((Self.yes + Self.no).map { .run(words: Tokens.cut($0), parts: []) })
    }
  }

  func value(of words: [String]) -> DataValue? {
    switch mode {
    case .dtmf: .boolean(words == [yesKey])
    case .voice: .boolean(Self.yes.contains { Tokens.cut($0) == words })
    }
  }
}
