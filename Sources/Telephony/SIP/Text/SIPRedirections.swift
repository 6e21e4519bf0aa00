public import CallInterface

/// Who the call was meant for before it came here, the last redirection first: from Diversion (RFC 5806), else from
/// History-Info (RFC 7044).
public func redirections(in headers: SIPHeaders) -> [CallFacts.Redirect] {
  let diversions = headers.list("Diversion").compactMap { SIPAddress($0) }
  if !diversions.isEmpty {
    return diversions.map {
      CallFacts.Redirect(
        uri: $0.uri, pi: $0.parameters["privacy"], si: $0.parameters["screen"], reason: $0.parameters["reason"])
    }
  }
  // Entries are listed in time; the last is where the call was sent at the end, which is us.
  let history = headers.list("History-Info").compactMap { SIPAddress($0) }
  return history.dropLast().reversed().map { entry in
    let parts = entry.uri.split(separator: "?", maxSplits: 1)
    return CallFacts.Redirect(uri: String(parts[0]), reason: parts.count == 2 ? reason(in: parts[1]) : nil)
  }
}

/// The cause inside of the URI's embedded Reason field.
private func reason(in fields: Substring) -> String? {
  for field in fields.split(separator: "&") {
    let pair = field.split(separator: "=", maxSplits: 1)
    if pair.count == 2, pair[0].lowercased() == "reason" { return pair[1].percentDecoded }
  }
  return nil
}
