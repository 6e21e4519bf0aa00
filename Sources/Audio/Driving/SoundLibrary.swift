public import CallInterface

/// Where a channel gets the sound of its prompts.
public protocol SoundLibrary: Sendable {
  /// The pieces of one segment, ready to be decoded. A sound that cannot be had becomes its fallback, its fallback's
  /// words a voice; what has none either becomes nothing, and `problem` is told why.
  func pieces(
    of segment: PromptSegment, problem: @escaping @Sendable (String) -> Void
  ) async -> [PromptPiece]

  /// A sound that begins again for ever, such as music on hold; `nil` where it cannot be had, and `problem` is told why.
  func background(_ uri: String, problem: @escaping @Sendable (String) -> Void) async -> SoundStream?
}
