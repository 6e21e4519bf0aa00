/// The script that every context runs first. Its parts are functions of a shared `kit`; each is parsed once a lane.
enum Prelude {
  /// The parts after the kernel, in order.
  static let parts = [dates, internationalisation, bounds, patterns, globals]
}
