// The engine and what calls are made of, whole: a server that runs calls needs most of it.
@_exported public import CallInterface
@_exported public import CallRuntime
@_exported public import FlowDocument
@_exported public import FlowInterpreter
@_exported public import FlowParser
@_exported public import ScriptEngine
@_exported public import Switchboard
