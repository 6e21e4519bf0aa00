/// A piece of a prompt as a line plays it: everything that had to be looked up is there.
public enum PromptPiece: Sendable {
  case sound(SoundStream)
  /// So many samples.
  case silence(Int)
  case mark(String)
}
