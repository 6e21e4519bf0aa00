import CSofiaSIPShim
import Glibc
import Synchronization

extension SIPLoop {
  /// What the stack tells. C strings are good for as long as this call.
  func take(_ event: ua_event) {
    switch event.kind {
    case UA_WOKEN:
      takeCommands()
    case UA_OPTIONS:
      handler(.options(source(of: event)))
    case UA_INVITE where event.fresh:
      invited(event)
    case UA_REGISTER_RESPONSE, UA_UNREGISTER_RESPONSE:
      registrationAnswered(event)
    default:
      let id = SIPDialogID(event.id)
      if registrations[id] != nil {
        if event.kind == UA_TERMINATED { registrations[id] = nil }
      } else if let input = input(from: event) {
        if case .responded(_, _, challenged: true) = input { dialogs[id]?.challenge = challenge(in: event) }
        take(input, for: id)
      }
    }
  }

  private func invited(_ event: ua_event) {
    guard let handle = event.dialog else { return }
    let headers = SIPHeaders(lines: String(cString: event.headers))
    let id = endpoint.newID()
    ua_dialog_name(handle, id.number)
    guard let from = headers["From"].flatMap({ SIPAddress($0) }), let to = headers["To"].flatMap({ SIPAddress($0) })
    else {
      dialogs[id] = Dialog(handle: handle, state: .leaving(.us), isSilent: true)
      return ua_respond(handle, 400, nil, nil)
    }
    if event.body_length > 0, !isDescription(headers) {
      dialogs[id] = Dialog(handle: handle, state: .leaving(.us), isSilent: true)
      return ua_respond(handle, 415, nil, "Accept: application/sdp\r\n")
    }
    var user: String?
    switch guardian?.judge(method: "INVITE", authorization: headers.whole("Authorization"), now: seconds()) {
    case .admitted(let name): user = name
    case .challenge(let challenge):
      endpoint.inbox.withLock { $0.counts.challenged += 1 }
      dialogs[id] = Dialog(handle: handle, state: .leaving(.us), isSilent: true)
      return ua_respond(handle, 401, nil, "WWW-Authenticate: \(challenge)\r\n")
    case nil: break
    }
    dialogs[id] = Dialog(handle: handle, state: .invited)
    handler(
      .incomingCall(
        SIPInvitation(
          dialog: id, requestURI: String(cString: event.request_uri), from: from, to: to, headers: headers,
          offer: body(of: event), source: source(of: event), user: user)))
  }

  private func input(from event: ua_event) -> SIPDialogInput? {
    switch event.kind {
    case UA_INVITE: return .reInvited(offer: description(in: event))
    case UA_UPDATE: return .updated(offer: description(in: event) ?? "")
    case UA_CANCEL: return .cancelled
    case UA_ACK: return .acknowledged(answer: description(in: event))
    case UA_BYE: return .peerLeft
    case UA_INFO:
      let type = SIPHeaders(lines: String(cString: event.headers))["Content-Type"] ?? ""
      return SIPInfoKey(contentType: type, body: body(of: event) ?? "").map { .keyed($0) }
    case UA_NOTIFY: return .notified(SIPFragment(body(of: event) ?? ""), final: event.final)
    case UA_INVITE_RESPONSE:
      return .responded(failure(of: event), sdp: description(in: event), challenged: event.challenge)
    case UA_REFER_RESPONSE: return .referResponded(failure(of: event), challenged: event.challenge)
    case UA_TERMINATED: return .terminated(status: Int(event.status))
    default: return nil
    }
  }

  private func registrationAnswered(_ event: ua_event) {
    let id = SIPDialogID(event.id)
    guard var registration = registrations[id], event.status >= 200 else { return }
    defer { if registrations[id] != nil { registrations[id] = registration } }
    if event.challenge {
      let answer = challenge(in: event).flatMap { registration.credentials?.answer(to: $0) }
      if let answer, !registration.isAnswering {
        registration.isAnswering = true
        ua_authenticate(registration.handle, answer)
      } else {
        handler(.registrationFailed(id, failure(of: event)))
        registrations[id] = nil
        ua_give_up(registration.handle)
      }
      return
    }
    registration.isAnswering = false
    if event.kind == UA_UNREGISTER_RESPONSE {
      registrations[id] = nil
      handler(.unregistered(id))
    } else if event.status < 300 {
      handler(.registered(id))
    } else {
      registrations[id] = nil
      handler(.registrationFailed(id, failure(of: event)))
    }
  }

  private func body(of event: ua_event) -> String? {
    guard event.body_length > 0 else { return nil }
    let bytes = UnsafeRawBufferPointer(start: event.body, count: event.body_length)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func description(in event: ua_event) -> String? {
    isDescription(SIPHeaders(lines: String(cString: event.headers))) ? body(of: event) : nil
  }

  private func isDescription(_ headers: SIPHeaders) -> Bool {
    headers["Content-Type"]?.split(separator: ";").first?.trimmed.lowercased() == "application/sdp"
  }

  private func source(of event: ua_event) -> SIPSource {
    SIPSource(address: String(cString: event.source), port: event.source_port, local: Int(event.address))
  }

  /// An answer; one without a sender was made here.
  private func failure(of event: ua_event) -> SIPFailure {
    let headers = SIPHeaders(lines: String(cString: event.headers))
    return SIPFailure(
      status: Int(event.status), reason: String(cString: event.phrase), isLocal: event.source[0] == 0,
      retryAfter: headers["Retry-After"].flatMap { Int($0.prefix { $0.isNumber }) })
  }

  private func challenge(in event: ua_event) -> String? {
    let headers = SIPHeaders(lines: String(cString: event.headers))
    return (headers.whole("WWW-Authenticate") + headers.whole("Proxy-Authenticate"))
      .first { SIPDigest.parameters($0)?["algorithm"].map { $0.lowercased() == "md5" } ?? true }
  }

  private func seconds() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec
  }
}
