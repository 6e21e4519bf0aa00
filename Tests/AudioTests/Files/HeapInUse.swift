import Glibc

/// Bytes that the process holds of the C library's heap: what `mallinfo2` tells, which Swift's Glibc does not show.
func heapInUse() throws -> Int {
  typealias MallocInfo = @convention(c) (Int32, UnsafeMutablePointer<FILE>?) -> Int32
  guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "malloc_info") else { throw NoHeapFigures() }
  let mallocInfo = unsafeBitCast(symbol, to: MallocInfo.self)
  var text: UnsafeMutablePointer<CChar>?
  var size = 0
  guard let file = open_memstream(&text, &size), mallocInfo(0, file) == 0, fclose(file) == 0, let text else {
    throw NoHeapFigures()
  }
  defer { free(text) }
  // The last lines are the sums over all arenas.
  let lines = String(cString: text).split(separator: "\n").suffix(8)
  func sum(_ beginning: String) throws -> Int {
    guard
      let line = lines.first(where: { $0.hasPrefix(beginning) }),
      let number = line.components(between: "size=\"", and: "\"").flatMap({ Int($0) })
    else { throw NoHeapFigures() }
    return number
  }
  return try sum("<system type=\"current\"") + sum("<total type=\"mmap\"") - sum("<total type=\"fast\"")
    - sum("<total type=\"rest\"")
}

struct NoHeapFigures: Error {}

extension Substring {
  fileprivate func components(between opening: String, and closing: Character) -> Substring? {
    guard let begin = firstRange(of: opening) else { return nil }
    return self[begin.upperBound...].prefix { $0 != closing }
  }

  private func firstRange(of text: String) -> Range<Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) { return index..<self.index(index, offsetBy: text.count) }
      index = self.index(after: index)
    }
    return nil
  }
}
