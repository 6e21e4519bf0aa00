@testable import Console
import Testing

@Test(
  arguments: [
    ([0x31], [.character("1")]),
    ([0x03], [.interrupt]),
    ([0x04], [.endOfInput]),
    ([0x0D], [.enter]),
    ([0x7F], [.backspace]),
    ([0x1B], [.escape]),
    ([0x1B, 0x5B, 0x41], []),
    ([0x1B, 0x5B, 0x31, 0x3B, 0x35, 0x43, 0x32], [.character("2")]),
    ([0xE4, 0xB8, 0xA4], [.character("两")]),
    ([0xE4, 0x31], [.character("1")]),
    ([0xFF, 0x31], [.character("1")]),
    ([0x00, 0x31], [.character("1")]),
  ] as [([UInt8], [Key])])
func decodesKeys(_ bytes: [UInt8], _ keys: [Key]) {
  var decoder = KeyDecoder()
  #expect(decoder.keys(bytes) == keys)
}

@Test func charactersMayComeInPieces() {
  var decoder = KeyDecoder()
  #expect(decoder.keys([0xE4]) == [])
  #expect(decoder.keys([0xB8]) == [])
  #expect(decoder.keys([0xA4, 0x35]) == [.character("两"), .character("5")])
}
