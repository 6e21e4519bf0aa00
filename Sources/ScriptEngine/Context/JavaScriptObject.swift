import CJavaScriptCore
import ECMAScript

/// A reference to an object of a context. Keeps the object, and its context, alive; may be let go of anywhere.
final class JavaScriptObject: ScriptObject {
  let reference: JSObjectRef
  let owner: JavaScriptContext

  init(_ reference: JSObjectRef, owner: JavaScriptContext) {
    self.reference = reference
    self.owner = owner
    JSValueProtect(owner.context, reference)
  }

  deinit {
    let handle = EngineHandle(context: owner.context, objects: [reference])
    owner.lane.release { _ in
      for object in handle.objects { JSValueUnprotect(handle.context, object) }
    }
  }
}

/// What is carried to the lane's thread to be let go of there.
///
/// `@unchecked Sendable`: only used on the lane.
struct EngineHandle: @unchecked Sendable {
  let context: JSGlobalContextRef
  let objects: [JSObjectRef]
}
