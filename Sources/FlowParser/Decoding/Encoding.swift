/// What the name of an encoding means to this parser.
enum Encoding: Hashable {
  case utf8
  /// Sixteen bits; the order of the bytes comes from their mark or from their pattern.
  case utf16(isBigEndian: Bool?)
  case utf32(isBigEndian: Bool)
  /// By name, as libxml2 or iconv spell it.
  case named(String)

  /// GB2312 and GBK are read as GB18030 and Big5 with its Hong Kong characters, of which they are parts: files are
  /// commonly labelled with the smaller name.
  init(name: String) {
    switch name.lowercased() {
    case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
    case "utf-16", "utf16", "iso-10646-ucs-2", "ucs-2": self = .utf16(isBigEndian: nil)
    case "utf-16le": self = .utf16(isBigEndian: false)
    case "utf-16be": self = .utf16(isBigEndian: true)
    case "gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "euc-cn": self = .named("GB18030")
    case "big5", "big5-hkscs", "cn-big5", "x-x-big5": self = .named("BIG5-HKSCS")
    default: self = .named(name)
    }
  }

  /// Names to try, the best first.
  var converterNames: [String] {
    switch self {
    case .utf8: ["UTF-8"]
    case .utf16(isBigEndian: false): ["UTF-16LE"]
    case .utf16: ["UTF-16BE"]
    case .utf32(let isBigEndian): [isBigEndian ? "UTF-32BE" : "UTF-32LE"]
    case .named("BIG5-HKSCS"): ["BIG5-HKSCS", "BIG5"]
    case .named(let name): [name]
    }
  }

  /// Whether its bytes of ASCII characters are ASCII.
  var isASCIIBased: Bool {
    switch self {
    case .utf8, .named: true
    case .utf16, .utf32: false
    }
  }

  var isUTF16: Bool {
    if case .utf16 = self { true } else { false }
  }
}
