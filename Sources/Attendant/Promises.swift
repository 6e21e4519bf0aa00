// Promises of call-backs, for `CallbackDesk`.
@_exported public import enum CallStore.CallStoreFault
@_exported public import struct CallStore.CallbackFigures
@_exported public import enum CallStore.CallbackResult
@_exported public import struct CallStore.CallbackRules
@_exported public import class CallStore.CallbackStore
@_exported public import struct CallStore.StoredCallback
