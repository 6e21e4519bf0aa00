import CJavaScriptCore
import ECMAScript

/// One open scope: its object, and the objects of all scopes around it.
final class VariableScope {
  static let readOnlyName = "session"

  let object: JSObjectRef
  let parent: VariableScope?
  /// Scopes inside it that need its object.
  var inner = 0
  var isClosed = false
  /// From the outermost to this one: the arguments of every compiled source.
  let chain: [JSValueRef?]
  /// Written by the platform only.
  let isReadOnly: Bool
  /// Names that still refer to the scope itself; a variable of that name takes the place.
  var selfNames: Set<String>

  init(object: JSObjectRef, name: String?, parent: VariableScope?) {
    self.object = object
    self.parent = parent
    chain = (parent?.chain ?? []) + [object]
    isReadOnly = name == Self.readOnlyName
    selfNames = name.map { [$0] } ?? []
  }
}
