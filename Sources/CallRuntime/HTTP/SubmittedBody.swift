import CallInterface

/// The body of a POST, ready to send (VoiceXML 2.0 §5.3.8).
struct SubmittedBody: Hashable, Sendable {
  let contentType: String
  let bytes: [UInt8]

  /// Most bytes of one submitted recording.
  static let recordingLimit = 64 << 20

  /// Reads the recordings that go with it.
  static func make(_ body: FetchRequest.Body?, session: FetchSession) async throws(LoadFailure) -> SubmittedBody? {
    switch body {
    case nil: return nil
    case .form(let values): return form(values)
    case .multipart(let values):
      var parts: [MultipartBody.Part] = []
      for value in values {
        switch value.content {
        case .text(let text): parts.append(.init(name: value.name, bytes: Array(text.utf8)))
        case .recording(let uri): parts.append(try await recording(named: value.name, uri: uri, session: session))
        }
      }
      let whole = MultipartBody(parts)
      return SubmittedBody(contentType: whole.contentType, bytes: whole.bytes)
    }
  }

  /// `application/x-www-form-urlencoded`. A recording cannot go this way; its URI stands for it.
  private static func form(_ values: [FetchRequest.FormValue]) -> SubmittedBody {
    let pairs = values.map { value in
      let text =
        switch value.content {
        case .text(let text): text
        case .recording(let uri): uri
        }
      return PercentEncoding.formComponent(value.name) + "=" + PercentEncoding.formComponent(text)
    }
    return SubmittedBody(
      contentType: "application/x-www-form-urlencoded", bytes: Array(pairs.joined(separator: "&").utf8))
  }

  private static func recording(
    named name: String, uri: String, session: FetchSession
  ) async throws(LoadFailure) -> MultipartBody.Part {
    let request = LoadRequest(uri: uri, sizeLimit: recordingLimit)
    do {
      let sound = try await FileLoader().load(request, session: session)
      let parts = URIParts(uri)
      // A secure recording has no name but the one that it goes by.
      let path = parts.query ?? parts.path
      let fileName = path.split(separator: "/").last.map {
        String(decoding: PercentEncoding.decoded(String($0)), as: UTF8.self)
      }
      return .init(
        name: name, fileName: fileName ?? "recording", mediaType: SoundFormat.mediaType(forPath: path),
        bytes: sound.bytes)
    } catch {
      throw .broken("the recording \(uri) cannot be sent: \(error.reason)")
    }
  }
}
