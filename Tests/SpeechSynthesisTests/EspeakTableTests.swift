import CallInterface
import Testing

@testable import SpeechSynthesis

@Suite struct EspeakTableTests {
  @Test(arguments: [
    ("cmn", "cmn-latn-pinyin"), ("cmn-Hans-CN", "cmn-latn-pinyin"), ("zh", "cmn-latn-pinyin"),
    ("zh-CN", "cmn-latn-pinyin"), ("zh_TW", "cmn-latn-pinyin"), ("zh-cmn-Hant-HK", "cmn-latn-pinyin"),
    ("zh-HK", "yue"), ("zh-Hant-HK", "yue"), ("zh-MO", "yue"), ("zh-yue", "yue"), ("yue", "yue"),
    ("YUE-Hant-HK", "yue"), ("en", "en-us"), ("en-US", "en-us"), ("en-GB", "en-gb"), ("EN-au", "en-gb"),
    ("en-Latn-CA", "en-us"),
  ])
  func languagesHaveVoices(_ language: String, _ voice: String) throws {
    #expect(try EspeakLanguage.voices(for: language).first == voice)
  }

  @Test(arguments: ["de", "", "-", "english", "zho", "x-en", "nan-TW"])
  func otherLanguagesHaveNone(_ language: String) {
    #expect(throws: VoiceFault.unsupportedLanguage(language)) { try EspeakLanguage.voices(for: language) }
  }

  @Test(
    arguments: [
      (nil, nil, nil), (nil, "female", "f2"), (nil, "Male", "m3"), (nil, "neutral", nil), ("f5", "male", "f5"),
      ("Anna KLATT m1", nil, "klatt"), ("../../etc/passwd", nil, nil), ("", "female", "f2"),
    ] as [(String?, String?, String?)])
  func voicesVary(_ name: String?, _ gender: String?, _ variant: String?) {
    #expect(EspeakLanguage.variant(name: name, gender: gender) == variant)
  }

  @Test(
    arguments: [
      (nil, 175), ("default", 175), ("medium", 175), ("x-slow", 88), ("slow", 131), ("fast", 236), ("x-fast", 315),
      ("2", 350), ("0.5", 88), ("+10%", 193), ("-20%", 140), ("80%", 140), ("+0.5", 263), ("100", 450), ("0", 80),
      ("-400%", 80), ("quick", 175), ("nan", 175), ("1e3", 175), ("", 175), ("+", 175), ("10 %", 80),
      ("99999999999999999999", 175),
    ] as [(String?, Int)])
  func ratesAreWordsAMinute(_ rate: String?, _ speed: Int) {
    var style = SpeechStyle()
    style.rate = rate
    #expect(EspeakSettings(style).speed == speed)
  }

  @Test(
    arguments: [
      (nil, 50), ("medium", 50), ("default", 50), ("x-low", 13), ("low", 34), ("high", 66), ("x-high", 84),
      ("100Hz", 50), ("200Hz", 99), ("50hz", 0), ("+20Hz", 63), ("-50Hz", 0), ("-100Hz", 0), ("-200Hz", 0),
      ("+12st", 99),
      ("-6st", 25), ("+10%", 57), ("-10%", 42), ("squeaky", 50),
    ] as [(String?, Int)])
  func pitchesAreOctaves(_ pitch: String?, _ expected: Int) {
    var style = SpeechStyle()
    style.pitch = pitch
    #expect(EspeakSettings(style).pitch == expected)
  }

  @Test(
    arguments: [
      (nil, 100), ("silent", 0), ("x-soft", 40), ("soft", 70), ("medium", 100), ("loud", 140), ("x-loud", 200),
      ("0", 0), ("50", 50), ("100", 100), ("+10", 110), ("-30%", 70), ("+6dB", 200), ("-6dB", 50), ("-500", 0),
      ("1000", 200), ("loudest", 100),
    ] as [(String?, Int)])
  func volumesAreAmplitudes(_ volume: String?, _ amplitude: Int) {
    var style = SpeechStyle()
    style.volume = volume
    #expect(EspeakSettings(style).amplitude == amplitude)
  }

  @Test(arguments: [
    ("strong", 149, 60, 130), ("moderate", 161, 56, 115), ("reduced", 193, 47, 80), ("none", 175, 50, 100),
  ])
  func emphasisChangesAllThree(_ level: String, _ speed: Int, _ pitch: Int, _ amplitude: Int) {
    var style = SpeechStyle()
    style.emphasis = level
    let settings = EspeakSettings(style)
    #expect([settings.speed, settings.pitch, settings.amplitude] == [speed, pitch, amplitude])
  }

  @Test(arguments: [
    ("Hello.", "Hello."), (" a\tb\n c ", "a b c"), ("[[h@l'oU]]", "[ [h@l'oU]]"), ("[[[", "[ [ ["),
    ("a\u{01}50Sb", "a 50Sb"), ("\u{00}", ""), ("你好", "你好"), ("<b>&", "<b>&"),
  ])
  func commandsDoNotComeThrough(_ text: String, _ plain: String) {
    #expect(EspeakText.plain(text) == plain)
  }

  @Test(arguments: [("。", false), ("…", false), ("", false), ("1", true), ("一", true), ("#", true), ("a", true)])
  func signsAloneAreNotSpoken(_ text: String, _ hasWords: Bool) {
    #expect(EspeakText.hasWords(text) == hasWords)
  }
}
