import FlowParser
import Telephony
import Yams

extension ServerFile {
  /// Reads a configuration.
  /// - Parameters:
  ///   - file: for messages; relative paths in it begin at `folder`.
  ///   - uri: the absolute URI of a flow as somebody wrote it, seen from `folder`.
  ///   - secret: the content of a file that holds a password; `nil` where it cannot be read.
  /// - Throws: everything that is wrong with it, each with its place.
  public init(
    reading text: String, file: String, uri: (String) -> String, secret: (String) -> String?
  ) throws(FlowFindings) {
    self.init()
    var reader = YAMLReader(file: file, text: text)
    do {
      if let node = try Yams.compose(yaml: text) { take(node, &reader, uri, secret) }
    } catch let error as YamlError {
      let (mark, message) = Self.place(of: error)
      reader.fail(line: mark?.line ?? 1, column: mark?.column ?? 1, message)
    } catch {
      reader.fail(line: 1, column: 1, "\(error)")
    }
    guard reader.findings.isEmpty else { throw FlowFindings(errors: reader.findings) }
  }

  private static let keys = [
    "sip", "http", "audiosocket", "rtp-ports", "calls", "calls-per-second", "load", "drain", "peers", "callers",
    "register", "account", "proxy", "transfers", "headers", "recordings", "voice", "tones", "log", "defaults",
    "routes", "store", "callbacks",
  ]

  private mutating func take(
    _ node: Node, _ reader: inout YAMLReader, _ uri: (String) -> String, _ secret: (String) -> String?
  ) {
    let values = reader.mapping(node, "the configuration", keys: Self.keys)
    for item in values["sip"].map(reader.list) ?? [] {
      if let listener = Self.listener(item, &reader) { sip.append(listener) }
    }
    http = values["http"].flatMap { reader.text($0, "http") }
    audioSocket = values["audiosocket"].flatMap { reader.text($0, "audiosocket") }
    mediaPorts = values["rtp-ports"].flatMap { Self.ports($0, &reader) }
    mostCalls = values["calls"].flatMap { reader.integer($0, "calls", in: 1...1_000_000) }
    callsPerSecond = values["calls-per-second"].flatMap { reader.number($0, "calls-per-second") }
    mostLoad = values["load"].flatMap { reader.number($0, "load") }
    drainLimit = values["drain"].flatMap { reader.duration($0, "drain") }
    peers = values["peers"].map { Self.peers($0, &reader) }
    callers = values["callers"].flatMap { Self.callers($0, &reader, secret) }
    for item in values["register"].map(reader.list) ?? [] {
      if let registration = Self.registration(item, &reader, secret) { registrations.append(registration) }
    }
    account = values["account"].flatMap { Self.account($0, &reader, secret) }
    proxy = values["proxy"].flatMap { reader.text($0, "proxy") }
    transfers = values["transfers"].map { reader.texts($0, "a destination of transfers") }
    headers = values["headers"].map { reader.texts($0, "a header field") } ?? []
    recordings = values["recordings"].flatMap { reader.text($0, "recordings") }
    voice = values["voice"].flatMap { reader.text($0, "voice") }
    tonePlan = values["tones"].flatMap { reader.text($0, "tones") }
    defaults = values["defaults"].flatMap { reader.text($0, "defaults") }.map(uri)
    if let log = values["log"] {
      let values = reader.mapping(log, "log", keys: ["format", "level"])
      logFormat = values["format"].flatMap { reader.text($0, "format") }
      logLevel = values["level"].flatMap { reader.text($0, "level") }
    }
    routes = values["routes"].map { Self.routes($0, &reader, uri) } ?? []
    store = values["store"].flatMap { reader.text($0, "store") }
    if let place = values["callbacks"] {
      callbacks = Callbacks(reading: place, &reader, uri)
      if values["store"] == nil { reader.fail(place, "callbacks need 'store', where promises are kept") }
    }
  }

  private static func place(of error: YamlError) -> (mark: Mark?, message: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark, "this is not YAML: \(problem)")
    case .duplicatedKeysInMapping(let names, let context):
      (context.mark, "\(names.sorted().map { "'\($0)'" }.joined(separator: ", ")) stands here twice")
    default: (nil, "this is not YAML: \(error)")
    }
  }

  // MARK: Addresses

  private static func listener(_ node: Node, _ reader: inout YAMLReader) -> Listener? {
    guard node.mapping != nil else {
      guard let text = reader.text(node, "an address") else { return nil }
      guard let address = SIPLocalAddress(text) else {
        reader.fail(node, "'\(text)' is not an address such as 192.0.2.10:5060 or [2001:db8::1]:5061/tcp")
        return nil
      }
      return Listener(address: address, mediaHost: nil)
    }
    let values = reader.mapping(node, "an address", keys: ["address", "certificates", "verify", "media"])
    guard let place = values["address"], let text = reader.text(place, "address") else {
      reader.fail(node, "'address' is missing")
      return nil
    }
    guard var address = SIPLocalAddress(text) else {
      reader.fail(place, "'\(text)' is not an address such as 192.0.2.10:5061/tls")
      return nil
    }
    address.certificates = values["certificates"].flatMap { reader.text($0, "certificates") }
    if let place = values["verify"], let text = reader.text(place, "verify") {
      if let verified = SIPLocalAddress.Verified(rawValue: text) {
        address.verified = verified
      } else {
        let all = SIPLocalAddress.Verified.allCases.map(\.rawValue)
        reader.fail(place, "verify must be one of \(all.joined(separator: ", "))")
      }
    }
    return Listener(address: address, mediaHost: values["media"].flatMap { reader.text($0, "media") })
  }

  private static func ports(_ node: Node, _ reader: inout YAMLReader) -> ClosedRange<UInt16>? {
    let ends = (node.scalar?.string ?? "").split(separator: "-").map { UInt16($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first > 0, first < last else {
      reader.fail(node, "rtp-ports must be a range such as 20000-29999")
      return nil
    }
    return first...last
  }

  private static func peers(_ node: Node, _ reader: inout YAMLReader) -> [String] {
    var peers: [String] = []
    for item in reader.list(node) {
      guard let text = reader.text(item, "a peer") else { continue }
      do throws(PeerListFault) {
        _ = try PeerList([text])
        peers.append(text)
      } catch {
        reader.fail(item, error.description)
      }
    }
    return peers
  }

  // MARK: Who is who

  private static func callers(
    _ node: Node, _ reader: inout YAMLReader, _ secret: (String) -> String?
  ) -> SIPCallerAccounts? {
    let values = reader.mapping(node, "callers", keys: ["realm", "accounts"])
    guard let realm = values["realm"].flatMap({ reader.text($0, "realm") }), let accounts = values["accounts"] else {
      reader.fail(node, "callers need 'realm' and 'accounts'")
      return nil
    }
    var passwords: [String: String] = [:]
    for item in reader.list(accounts) {
      if let account = account(item, &reader, secret) { passwords[account.user] = account.password }
    }
    return SIPCallerAccounts(realm: realm, passwords: passwords)
  }

  private static func account(_ node: Node, _ reader: inout YAMLReader, _ secret: (String) -> String?) -> Account? {
    let values = reader.mapping(node, "an account", keys: ["user", "password", "password-file"])
    guard let user = values["user"].flatMap({ reader.text($0, "user") }),
      let password = password(node, values, &reader, secret)
    else {
      reader.fail(node, "an account needs 'user', and 'password' or 'password-file'")
      return nil
    }
    return Account(user: user, password: password)
  }

  private static func password(
    _ node: Node, _ values: [String: Node], _ reader: inout YAMLReader, _ secret: (String) -> String?
  ) -> String? {
    if let written = values["password"] { return reader.text(written, "password") }
    guard let file = values["password-file"], let path = reader.text(file, "password-file") else { return nil }
    guard let password = secret(path) else {
      reader.fail(file, "the password cannot be read from '\(path)'")
      return nil
    }
    return password
  }

  private static func registration(
    _ node: Node, _ reader: inout YAMLReader, _ secret: (String) -> String?
  ) -> SIPRegistration? {
    let values = reader.mapping(
      node, "a registration", keys: ["registrar", "address", "user", "password", "password-file", "expires"])
    guard let registrar = values["registrar"].flatMap({ reader.text($0, "registrar") }),
      let address = values["address"].flatMap({ reader.text($0, "address") })
    else {
      reader.fail(node, "a registration needs 'registrar' and 'address'")
      return nil
    }
    var registration = SIPRegistration(registrar: registrar, address: address)
    if let user = values["user"].flatMap({ reader.text($0, "user") }) {
      guard let password = password(node, values, &reader, secret) else {
        reader.fail(node, "'user' needs 'password' or 'password-file'")
        return nil
      }
      registration.credentials = SIPCredentials(user: user, password: password)
    }
    if let expires = values["expires"], let time = reader.duration(expires, "expires") {
      registration.expires = Int(time.components.seconds)
    }
    return registration
  }

  // MARK: Routes

  private static func routes(
    _ node: Node, _ reader: inout YAMLReader, _ uri: (String) -> String
  ) -> [RouteTable.Entry] {
    var routes: [RouteTable.Entry] = []
    var everything = false
    for item in reader.list(node) {
      let values = reader.mapping(
        item, "a route", keys: ["number", "flow", "language", "rings", "calls", "parameters"])
      guard let flow = values["flow"].flatMap({ reader.text($0, "flow") }) else {
        reader.fail(item, "a route needs 'flow'")
        continue
      }
      if everything { reader.fail(item, "no call comes to this route: the one before takes every number") }
      var entry = RouteTable.Entry(flow: uri(flow))
      if let number = values["number"] { entry.numbers = reader.texts(number, "number") }
      if let language = values["language"].flatMap({ reader.text($0, "language") }) { entry.language = language }
      if let rings = values["rings"].flatMap({ reader.integer($0, "rings", in: 0...3) }) { entry.rings = rings }
      entry.mostCalls = values["calls"].flatMap { reader.integer($0, "calls", in: 1...1_000_000) }
      for (name, value) in values["parameters"].map({ reader.pairs($0, "parameters") }) ?? [] {
        entry.parameters[name] = reader.text(value, "a parameter")
      }
      everything = everything || entry.numbers.contains("*")
      routes.append(entry)
    }
    return routes
  }
}
