/// Where a request goes: what a call's destination means for the stack.
struct SIPTarget: Hashable, Sendable {
  /// The request URI, `sip:` or `sips:`.
  let uri: String
  /// Value of a Route field, where a proxy is to be used.
  let route: String?
  let host: String
  let transport: SIPLocalAddress.Transport?

  /// `nil` where it is no destination: another scheme, nobody named, characters that a URI cannot have, or a `tel:`
  /// number without a proxy that knows the way.
  init?(_ text: String, proxy: String? = nil) {
    guard let uri = Self.sane(text) else { return nil }
    var via: (uri: String, parts: Parts)?
    if let proxy {
      guard let proxy = Self.sane(proxy), let parts = Parts(proxy) else { return nil }
      via = (proxy, parts)
    }
    if uri.lowercased().hasPrefix("tel:") {
      guard let via else { return nil }
      let number = uri.dropFirst(4).prefix { $0 != ";" }
      guard !number.isEmpty, number.allSatisfy({ "+0123456789*#abcdABCD-.()".contains($0) }) else { return nil }
      let digits = number.filter { !"-.()".contains($0) }.split(separator: "#").joined(separator: "%23")
      self.uri = "\(via.parts.scheme):\(digits)@\(via.parts.hostPort);user=phone"
    } else {
      guard Parts(uri) != nil else { return nil }
      self.uri = uri
    }
    guard let next = via?.parts ?? Parts(uri) else { return nil }
    route = via.map { "<\($0.uri)\($0.uri.lowercased().contains(";lr") ? "" : ";lr")>" }
    host = next.host
    transport = next.transport
  }

  /// Index of the local address to send from: of the destination's transport and, where it is a numeric address, of its
  /// family. `nil` where none fits.
  func local(in addresses: [SIPLocalAddress]) -> Int? {
    let isIPv6 = host.hasPrefix("[")
    let isIPv4 = !host.isEmpty && host.allSatisfy { $0 == "." || ("0"..."9").contains($0) }
    return addresses.firstIndex { address in
      if let transport, !address.transports.contains(transport) { return false }
      if transport == nil && address.transports == [.tls] { return false }
      if isIPv6 { return address.isIPv6 }
      if isIPv4 { return !address.isIPv6 }
      return true
    }
  }

  private static func sane(_ text: String) -> String? {
    let trimmed = text.trimmed
    let isSane = trimmed.unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value < 0x7f && $0 != "<" && $0 != ">" && $0 != "\""
    }
    return isSane && trimmed.utf8.count <= 1_024 ? trimmed : nil
  }

  private struct Parts {
    let scheme: String
    let hostPort: String
    let host: String
    let transport: SIPLocalAddress.Transport?

    init?(_ uri: String) {
      guard let colon = uri.firstIndex(of: ":") else { return nil }
      scheme = uri[..<colon].lowercased()
      guard scheme == "sip" || scheme == "sips" else { return nil }
      var rest = uri[uri.index(after: colon)...]
      if let question = rest.firstIndex(of: "?") { rest = rest[..<question] }
      if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
      let pieces = rest.split(separator: ";", omittingEmptySubsequences: false)
      let name = String(pieces[0])
      var end = name.firstIndex(of: ":") ?? name.endIndex
      if name.hasPrefix("["), let close = name.firstIndex(of: "]") { end = name.index(after: close) }
      hostPort = name
      host = String(name[..<end])
      guard !host.isEmpty else { return nil }
      let named = pieces.dropFirst().first { $0.lowercased().hasPrefix("transport=") }
        .map { $0.lowercased().dropFirst("transport=".count) }
      if let named {
        guard let known = SIPLocalAddress.Transport(rawValue: String(named)) else { return nil }
        transport = known
      } else {
        transport = scheme == "sips" ? .tls : nil
      }
    }
  }
}

extension SIPAddress {
  /// For a From or To field; the tag is the stack's business.
  var nameAddr: String { displayName.isEmpty ? "<\(uri.onOneLine)>" : "\(displayName.quoted) <\(uri.onOneLine)>" }
}
