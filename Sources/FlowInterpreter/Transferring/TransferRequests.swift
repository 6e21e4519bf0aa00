import CallInterface
import ECMAScript
import FlowDocument

/// What a `transfer` asks for (VoiceXML 2.0 §2.3.7.1, 2.1 §9).
extension Interpreter {
  /// Prompts first; input during them may call it off.
  mutating func prepareTransfer(at index: Int) -> Outcome {
    if let outcome = refusesToWait() { return outcome }
    guard let item = dialog?.items[index], case .transfer(let transfer) = item.formItem?.kind else { return .proceed }
    switch activeGrammars(for: item, at: index, localOnly: true) {
    case .done(let grammars): context.heldGrammars = grammars
    case .instead(let outcome): return outcome
    }
    do throws(ScriptFault) {
      switch try target(of: transfer) {
      case .route(let name):
        return begin(name, with: try request(for: transfer), at: index)
      case .destination(let source):
        let request = try request(for: transfer)
        let destination: String
        do throws(ScriptFault) { destination = try self.destination(source) } catch { return fault(error, source) }
        if let event = refusal(of: destination, from: source) { return .throwEvent(event) }
        context.heldTransfer = HeldTransfer(request: request.with(destination: destination), route: nil)
        return playOut(then: .transfer(item: index))
      }
    } catch {
      return transfer.aai.map { fault(error, $0) } ?? .throwEvent(ThrownEvent(error))
    }
  }

  mutating func destination(_ source: TextSource) throws(ScriptFault) -> String {
    WhiteSpace.collapsed(try text(source))
  }

  /// All but the destination.
  private mutating func request(for transfer: Transfer) throws(ScriptFault) -> TransferRequest {
    let kind: TransferRequest.Kind =
      switch transfer.kind {
      case .blind: .blind
      case .bridge: .bridge
      case .consultation: .consultation
      }
    let aai: String? = if let aai = transfer.aai { try text(aai) } else { nil }
    let audio = transfer.transferAudio.flatMap {
      URIReference.resolve($0.value, against: base)
    }
    return TransferRequest(
      kind: kind, destination: "", connectTimeout: transfer.connectTimeout ?? .seconds(60), audio: audio,
      aai: aai, listens: kind != .blind && !context.heldGrammars.isEmpty)
  }

  // MARK: Destinations

  /// Why a call cannot go there. What an expression makes may come from the caller: it must be in `ivr.transferallow`,
  /// where the flow has that. What the flow's author wrote need not.
  func refusal(of destination: String, from source: TextSource) -> ThrownEvent? {
    if let event = Self.badDestination(destination) { return event }
    guard case .expression(let expression) = source, let patterns = property("ivr.transferallow") else { return nil }
    guard !TransferAllowance(patterns.split(whereSeparator: \.isWhitespace).map(String.init)).allows(destination) else {
      return nil
    }
    return ThrownEvent(
      "error.connection.noauthorization",
      "'\(destination)' is not among the destinations of ivr.transferallow (in: \(expression.source))")
  }

  /// `tel:` and `sip:` URIs with something behind them (assertion XFER-02).
  static func badDestination(_ destination: String) -> ThrownEvent? {
    guard let colon = destination.firstIndex(of: ":") else {
      return ThrownEvent("error.connection.baddestination", "'\(destination)' is not a URI such as tel:… or sip:…")
    }
    let scheme = destination[..<colon].lowercased()
    guard ["tel", "sip", "sips", "phone"].contains(scheme) else {
      return ThrownEvent("error.unsupported.uri", "transfers to \(scheme): are not supported; use tel: or sip:")
    }
    let rest = destination[destination.index(after: colon)...].drop { $0 == "/" }
    guard !rest.isEmpty, !rest.contains(where: \.isWhitespace) else {
      return ThrownEvent("error.connection.baddestination", "'\(destination)' names nobody")
    }
    return nil
  }
}

extension TransferRequest {
  /// The same with another destination, a shorter time to ring, or words for the far end.
  func with(
    destination: String? = nil, connectTimeout: Duration? = nil, headers: [TransferHeader]? = nil
  ) -> TransferRequest {
    TransferRequest(
      kind: kind, destination: destination ?? self.destination, connectTimeout: connectTimeout ?? self.connectTimeout,
      audio: audio, aai: aai, listens: listens, headers: headers ?? self.headers)
  }
}
