/// The platform's own scripts.
///
/// Most of the platform's code runs in one context of each lane, its home: hardened, and shared by all calls. A call's
/// context only gets `realm`, thin functions that ask the home, so that a call stays small. What few calls need is
/// loaded when a script first names it.
enum Prelude {
  /// How the engine names the platform's code and the flow's code in stack traces.
  static let platformName = "platform"
  static let flowName = "flow"
}
