/// What the caller of a virtual line says, frame by frame.
public protocol CallerSound: AnyObject {
  /// Fills a frame of 160 samples. `false` when the caller has gone: nothing more will come.
  func next(into frame: UnsafeMutableBufferPointer<Int16>) throws -> Bool
}

/// Where a virtual line puts what the caller hears.
public protocol HeardSound: AnyObject {
  func take(_ frame: UnsafeBufferPointer<Int16>) throws
  /// The call is over.
  func finish() throws
}
