/// Numbers in network order. The caller has checked that they are inside.
extension UnsafeRawBufferPointer {
  func integer<Number: FixedWidthInteger>(at place: Int, _: Number.Type = Number.self) -> Number {
    Number(bigEndian: loadUnaligned(fromByteOffset: place, as: Number.self))
  }
}

extension UnsafeMutableRawBufferPointer {
  func set<Number: FixedWidthInteger>(_ number: Number, at place: Int) {
    storeBytes(of: number.bigEndian, toByteOffset: place, as: Number.self)
  }
}
