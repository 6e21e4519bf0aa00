import CallStore
import Metrics

/// What call-backs tell whoever measures:
///
/// | name | |
/// |---|---|
/// | `attendant_callbacks` | meter, by `state`: `waiting`, `calling`, `kept`, `failed` |
/// | `attendant_callbacks_overdue` | meter: not kept in time, and still waiting |
/// | `attendant_callback_tries_total` | counter, by `result` |
/// | `attendant_callback_store_faults_total` | counter, by `reason` |
struct CallbackMetrics: Sendable {
  private let factory: any MetricsFactory
  private let waiting: Meter
  private let calling: Meter
  private let kept: Meter
  private let failed: Meter
  private let overdue: Meter

  init(_ factory: any MetricsFactory) {
    self.factory = factory
    func meter(_ state: String) -> Meter {
      Meter(label: "attendant_callbacks", dimensions: [("state", state)], factory: factory)
    }
    waiting = meter("waiting")
    calling = meter("calling")
    kept = meter("kept")
    failed = meter("failed")
    overdue = Meter(label: "attendant_callbacks_overdue", factory: factory)
  }

  func show(_ figures: CallbackFigures) {
    waiting.set(figures.waiting)
    calling.set(figures.calling)
    kept.set(figures.kept)
    failed.set(figures.failed)
    overdue.set(figures.overdue)
  }

  func tried(_ result: CallbackResult) {
    Counter(label: "attendant_callback_tries_total", dimensions: [("result", result.rawValue)], factory: factory)
      .increment()
  }

  func failed(_ fault: CallStoreFault) {
    Counter(label: "attendant_callback_store_faults_total", dimensions: [("reason", fault.name)], factory: factory)
      .increment()
  }
}
