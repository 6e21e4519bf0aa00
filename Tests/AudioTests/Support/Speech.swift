import CSpanDSP
import Foundation

/// Speech by espeak-ng: words drawn by chance from common ones, in several voices.
enum Speech {
  static let languages = ["cmn", "yue", "en"]

  static let program: String? = ["/usr/bin/espeak-ng", "/usr/local/bin/espeak-ng"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// At least so many minutes at 8 kHz, in pieces.
  static func pieces(_ language: String, minutes: Double, seed: UInt64) throws -> [Sound] {
    guard let program else { return [] }
    var random = SeededGenerator(seed)
    var pieces: [Sound] = []
    var missing = Int(minutes * 60 * 8000)
    while missing > 0 {
      let voice = language + ["", "+f2", "+m3", "+f4", "+m7", "+f1"][random.index(below: 6)]
      let pitch = String([5, 30, 50, 75, 99][random.index(below: 5)])
      let piece = try speak(text(language, &random), ["-v", voice, "-p", pitch, "-a", "70"], by: program)
      guard !piece.samples.isEmpty else { throw Failure(message: "espeak-ng said nothing in \(voice)") }
      missing -= piece.samples.count
      pieces.append(piece)
    }
    return pieces
  }

  struct Failure: Error { let message: String }

  private static func speak(_ text: String, _ arguments: [String], by program: String) throws -> Sound {
    let folder = FileManager.default.temporaryDirectory.appending(path: "attendant-speech-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (words, wave) = (folder.appending(path: "words.txt"), folder.appending(path: "speech.wav"))
    try text.write(to: words, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments + ["-f", words.path, "-w", wave.path]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return try resampled(Data(contentsOf: wave))
  }

  private static func text(_ language: String, _ random: inout SeededGenerator) -> String {
    let words = language == "en" ? english : chinese
    return (0..<60).map { _ in
      let count = 4 + random.index(below: 10)
      let sentence = (0..<count).map { _ in words[random.index(below: words.count)] }
      return language == "en" ? sentence.joined(separator: " ") + "." : sentence.joined() + "。"
    }.joined(separator: "\n")
  }

  /// 16-bit WAV of espeak's rate, brought to 8 kHz by a windowed sinc of 48 taps.
  private static func resampled(_ file: Data) throws -> Sound {
    guard let mark = file.range(of: Data("data".utf8)), file.count > 28 else { throw Failure(message: "no WAV") }
    let rate = file.subdata(in: 24..<28).enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
    let body = file.subdata(in: min(mark.upperBound + 4, file.count)..<file.count)
    var input = [Float](repeating: 0, count: body.count / 2)
    // Loops by hand: this is most of the time of an unoptimised run.
    body.withUnsafeBytes { bytes in
      input.withUnsafeMutableBufferPointer { input in
        var index = 0
        while index < input.count {
          input[index] = Float(bytes.loadUnaligned(fromByteOffset: index * 2, as: Int16.self))
          index += 1
        }
      }
    }
    let taps = 48
    let phases = 160
    let cutoff = 0.92 * 8000 / Double(rate)
    let filter: [Float] = (0..<phases * taps).map { index in
      let distance = Double(index % taps - taps / 2 + 1) - Double(index / taps) / Double(phases)
      let sinc = distance == 0 ? 1 : sin(.pi * cutoff * distance) / (.pi * cutoff * distance)
      return Float(cutoff * sinc * (0.5 + 0.5 * cos(.pi * distance / Double(taps / 2))))
    }
    var output = [Int16](repeating: 0, count: max((input.count - taps) * 8000 / max(rate, 1), 0))
    output.withUnsafeMutableBufferPointer { output in
      input.withUnsafeBufferPointer { input in
        filter.withUnsafeBufferPointer { filter in
          guard let from = input.baseAddress, let by = filter.baseAddress else { return }
          var index = 0
          while index < output.count {
            let place = index * rate
            let phase = place % 8000 * phases / 8000
            output[index] = Int16(clamping: Int(vec_dot_prodf(from + place / 8000, by + phase * taps, Int32(taps))))
            index += 1
          }
        }
      }
    }
    return Sound(samples: output)
  }

  private static let english = """
    the of and to in is you that it he was for on are as with his they at be this have from or one had by word but not \
    what all were we when your can said there use an each which she do how their if will up other about out many then \
    them these so some her would make like him into time has look two more write go see number no way could people my \
    than first water been call who oil its now find long down day did get come made may part over new sound take only \
    little work know place year live me back give most very after thing our just name good sentence man think say great \
    where help through much before line right too mean old any same tell boy follow came want show also around form \
    three small set put end does another well large must big even such because turn here why ask went men read need \
    land different home us move try kind hand picture again change off play spell air away animal house point page \
    letter mother answer found study still learn should balance account press please thank seven five four nine zero \
    transfer operator welcome goodbye moon june food blue soon room whom noon loose
    """.split(separator: " ").map(String.init)

  private static let chinese = """
    的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当\
    想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力\
    机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性\
    通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服\
    毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强\
    步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单\
    据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏
    """.map(String.init)
}
