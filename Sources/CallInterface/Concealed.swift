/// What stands for the values of secure input (`ivr:secure`) in everything that is written down.
public enum Concealed {
  /// In place of a value, whatever its length.
  public static let text = "••••"
  /// In place of one key.
  public static let key: Character = "•"
}
