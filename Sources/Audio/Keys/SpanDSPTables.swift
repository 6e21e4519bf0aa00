import CSpanDSP

/// spandsp fills tables of its own at the first use of each part, without a lock: this makes that first use happen
/// once, before any line's.
enum SpanDSPTables {
  static func prepare() { _ = ready }

  private static let ready: Void = {
    dtmf_rx_free(dtmf_rx_init(nil, nil, nil))
    dtmf_tx_free(dtmf_tx_init(nil))
  }()
}
