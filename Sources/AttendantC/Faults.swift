/// Why a function of the C interface cannot do what it is asked; words for people, with the place.
struct HostFault: Error, Hashable, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
