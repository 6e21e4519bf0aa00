import Foundation
import Glibc

extension Pipe {
  /// Waits for a line that has this in it, or for the end.
  func line(having text: String = "") -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while Glibc.read(fileHandleForReading.fileDescriptor, &byte, 1) == 1 {
      guard byte == 10 else {
        line.append(byte)
        continue
      }
      let whole = String(decoding: line, as: UTF8.self)
      if text.isEmpty || whole.contains(text) { return whole }
      line = []
    }
    return nil
  }
}
