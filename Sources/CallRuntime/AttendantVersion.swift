/// Which build this is; servers that we fetch from see it.
public enum AttendantVersion {
  public static let current = "0.1.0"
}
