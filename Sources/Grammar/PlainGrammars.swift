import CallInterface
public import FlowDocument

extension CompiledGrammar {
  /// Exactly these keys (`dtmf` of `choice`, `option` and `link`; VoiceXML 2.0 §2.2.2); blanks do not count. The
  /// meaning is the keys as one string.
  public static func keys(_ keys: String) throws(GrammarFault) -> CompiledGrammar {
    var assembler = Assembler()
    var text = ""
    for character in keys where !character.isWhitespace {
      guard let digit = DTMFDigit(character) else { throw .badGrammar("'\(keys)' are not keys of a telephone") }
      text.append(digit.rawValue)
      assembler.add(.word(assembler.word(String(digit.rawValue))))
    }
    assembler.add(text.isEmpty ? .fail : .match)
    return CompiledGrammar(mode: .dtmf, program: assembler.finish(), interpretation: .fixed(text))
  }

  /// The phrase of a `choice` or an `option` (§2.2.5): all its words, or any of them in order. The meaning is the
  /// phrase. A phrase without words is never matched.
  public static func phrase(_ text: String, accept: PhraseMatch) -> CompiledGrammar {
    var assembler = Assembler()
    let words = Tokens.cut(text)
    switch accept {
    case _ where words.isEmpty:
      assembler.add(.fail)
    case .exact:
      for word in words { assembler.add(.word(assembler.word(word))) }
      assembler.add(.match)
    case .approximate:
      // Two rows: nothing said yet, and something said. Each word leads from either row to the second.
      let count = Int32(words.count)
      let something = 2 * count + 1
      for (index, word) in words.enumerated() {
        let here = Int32(2 * index)
        assembler.add(.split(here + 1, here + 2))
        assembler.add(.dispatch(first: edge(&assembler, word, something + here + 2), count: 1))
      }
      assembler.add(.fail)
      for (index, word) in words.enumerated() {
        let here = something + Int32(2 * index)
        assembler.add(.split(here + 1, here + 2))
        assembler.add(.dispatch(first: edge(&assembler, word, here + 2), count: 1))
      }
      assembler.add(.match)
    }
    return CompiledGrammar(mode: .voice, program: assembler.finish(), interpretation: .fixed(text))
  }

  private static func edge(_ assembler: inout Assembler, _ word: String, _ target: Int32) -> Int32 {
    let edge = assembler.reserveEdges([assembler.word(word)])
    assembler.setTarget(ofEdge: edge, target)
    return edge
  }
}
