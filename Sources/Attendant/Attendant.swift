/// Everything that a telephony server needs to answer calls with flows, under one import:
///
/// - `FlowParser` reads flows, with every finding located; `FlowDocument` is what they are read to.
/// - `CallRuntime` fetches and keeps them (`ResourceStore`) and runs calls (`CallRunner`) on script lanes (`ScriptEngine`).
/// - `CallInterface` is what a server implements and sees: `MediaChannel`, `EventSink`, commands, events and reports.
/// - `FlowInterpreter` is the engine itself, for those who bring a runner of their own.
///
/// Elements of the server's own are declared by `ExtensionElement` (`FlowParser`) and performed by an `ExtensionHandler`
/// (`CallRuntime`).
///
/// A call is one `CallRunner` with one `MediaChannel`: make the facts, make the channel, and `await` its `run()`.
@_exported public import CallInterface
@_exported public import CallRuntime
@_exported public import FlowDocument
@_exported public import FlowInterpreter
@_exported public import FlowParser
@_exported public import ScriptEngine
