import FlowDocument

/// Words by which people name what is secret.
enum SecretWords {
  /// Parts of names.
  private static let names: Set<String> = [
    "pin", "pincode", "password", "passwd", "passcode", "passphrase", "pwd", "cvv", "cvc", "cvv2", "ssn", "cardnumber",
    "cardno", "creditcard", "debitcard", "bankcard", "idnumber", "idcard", "idno", "identitynumber", "securitycode",
    "secret", "mima", "kahao", "shenfenzheng",
  ]
  private static let pairs: Set<String> = [
    "card number", "card no", "card digits", "credit card", "debit card", "bank card", "id number", "id card", "id no",
    "identity number", "identity card", "security code", "security number", "passport number", "pin code", "pass code",
  ]
  private static let phrases = [
    "pin", "password", "passcode", "card number", "credit card", "security code", "identity number", "id number",
    "identity card", "social security number",
  ]
  private static let chinese = ["密码", "密碼", "卡号", "卡號", "身份证", "身份證", "安全码", "安全碼", "证件号", "證件號"]

  /// What in a variable's name says that it is secret; `nil` where nothing does.
  static func found(inName name: String) -> String? {
    if let word = chinese.first(where: name.contains) { return word }
    let words = split(name)
    if names.contains(words.joined()) { return name }
    if let word = words.first(where: names.contains) { return word }
    return zip(words, words.dropFirst()).lazy.map { "\($0) \($1)" }.first(where: pairs.contains)
  }

  /// The same of words that are spoken.
  static func found(inWords text: String) -> String? {
    if let word = chinese.first(where: text.contains) { return word }
    let letters = text.lowercased().map { $0.isLetter || $0.isNumber ? $0 : " " }
    let spaced = " " + letters.split(separator: " ").map { String($0) }.joined(separator: " ") + " "
    return phrases.first { spaced.contains(" \($0) ") }
  }

  /// `cardNumber`, `card_number` and `CARD-NUMBER` are `card`, `number`.
  private static func split(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in name {
      if !character.isLetter && !character.isNumber || (character.isUppercase && wasLower) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      wasLower = character.isLowercase
      if character.isLetter || character.isNumber { word += character.lowercased() }
    }
    return word.isEmpty ? words : words + [word]
  }
}

extension FormItem {
  /// Text of its prompts, without values.
  var spokenText: String { prompts.map { Self.text(of: $0.content) }.joined(separator: " ") }

  private static func text(of content: [PromptContent]) -> String {
    content.map { part in
      switch part {
      case .text(let text): text
      case .markup(let markup): text(of: markup.content)
      case .audio(let audio): text(of: audio.fallback)
      case .say(let say): text(of: say.fallback)
      case .foreach(let loop): text(of: loop.content)
      case .value, .enumerate, .mark: " "
      }
    }.joined(separator: " ")
  }
}
