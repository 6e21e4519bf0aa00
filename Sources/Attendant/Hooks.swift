// What a process gives a server, of packages that it has of its own. Of swift-metrics only what a server is given: its
// `Timer` would stand beside Foundation's.
@_exported public import protocol CoreMetrics.MetricsFactory
@_exported public import enum CoreMetrics.MetricsSystem
@_exported public import Logging
@_exported public import protocol ServiceLifecycle.Service
@_exported public import class ServiceLifecycle.ServiceGroup
@_exported public import struct UnixSignals.UnixSignal
