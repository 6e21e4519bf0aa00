import CallInterface
import ECMAScript
import FlowDocument

/// Fetches that the call waits for (VoiceXML 2.0 §6.1). Keys pressed meanwhile are kept.
extension Interpreter {
  /// A script, grammar, sound or data file of the present document.
  mutating func fetch(
    _ kind: FetchRequest.Kind, _ reference: String, _ attributes: FetchAttributes, charset: String? = nil,
    body: FetchRequest.Body? = nil, purpose: FetchPurpose
  ) -> Outcome {
    guard let uri = URIReference.resolve(WhiteSpace.collapsed(reference), against: base)
    else {
      return .throwEvent(ThrownEvent("error.badfetch", "'\(reference)' is not a URI that can be fetched"))
    }
    return fetch(
      kind, uri: URIReference.splitFragment(uri).uri, attributes, charset: charset, body: body, purpose: purpose)
  }

  mutating func fetchDocument(_ transition: Transition, uri: String) -> Outcome {
    fetch(
      .document, uri: uri, transition.fetch, body: transition.body, purpose: .document(transition),
      audio: fetchAudio(transition.fetch))
  }

  mutating func fetchRoot(_ transition: Transition, document: PreparedDocument, uri: String) -> Outcome {
    fetch(
      .document, uri: uri, .none, purpose: .root(transition, document: document),
      audio: fetchAudio(transition.fetch))
  }

  private mutating func fetch(
    _ kind: FetchRequest.Kind, uri: String, _ attributes: FetchAttributes, charset: String? = nil,
    body: FetchRequest.Body? = nil, purpose: FetchPurpose, audio: FetchAudio? = nil
  ) -> Outcome {
    let request = FetchRequest(
      kind: kind, uri: uri, body: body,
      timeout: attributes.timeout ?? duration(.fetchTimeout),
      maxAge: attributes.maxAge ?? optionalDuration(kind.propertyPrefix + "maxage"),
      maxStale: attributes.maxStale ?? optionalDuration(kind.propertyPrefix + "maxstale"),
      charset: charset, referrer: contexts.last?.document.document.uri)
    let id = newActivity()
    var wait = FetchWait(id: id, request: request, purpose: purpose, audio: nil)
    commands.append(.fetch(id, request))
    if let audio, gone == nil {
      startPlaying()
      wait.audio = audio
    }
    state = .fetching(wait)
    return .wait
  }

  mutating func fetched(_ id: ActivityID, _ result: FetchResult) {
    guard case .fetching(var wait) = state, wait.id == id else { return }
    if let audio = wait.audio, let playing = audio.playing, playing.since + audio.minimum > now, gone == nil {
      wait.audio?.result = result
      state = .fetching(wait)
      return
    }
    finish(wait, result)
  }

  /// `fetchaudio` begins, or has been heard long enough.
  mutating func expire(_ wait: FetchWait) {
    guard let audio = wait.audio else { return }
    if let result = audio.result {
      finish(wait, result)
    } else if audio.playing == nil {
      var wait = wait
      wait.audio?.startsAt = nil
      wait.audio?.isDue = true
      state = .fetching(wait)
      if queue.isSilent { fallSilent(wait) }
    }
  }

  /// Nothing is heard any more: `fetchaudio` begins if it is due. It never cuts or joins a prompt.
  mutating func fallSilent(_ wait: FetchWait) {
    guard let audio = wait.audio, audio.isDue, audio.playing == nil, gone == nil else { return }
    var wait = wait
    let id = play(QueuedPrompt(segments: [.audio(uri: audio.uri, fallback: [])], bargeIn: .hotword))
    wait.audio?.playing = (id, now)
    state = .fetching(wait)
  }

  private mutating func finish(_ wait: FetchWait, _ result: FetchResult) {
    if let playing = wait.audio?.playing, queue.playing.contains(where: { $0.id == playing.id }) { stopPlaying() }
    report(.fetch(kind: wait.request.kind, uri: wait.request.uri, outcome: Self.outcome(result)))
    proceed(resume(wait, result))
  }

  private static func outcome(_ result: FetchResult) -> String {
    switch result {
    case .loaded: "ok"
    case .failed(let failure): failure.event
    }
  }

  private mutating func resume(_ wait: FetchWait, _ result: FetchResult) -> Outcome {
    switch (wait.purpose, result) {
    case (.document(let transition), .loaded(let reference)):
      return documentLoaded(transition, reference)
    case (.root(let transition, let document), .loaded(let reference)):
      return rootLoaded(transition, document: document, reference)
    case (.script, .loaded(let reference)):
      guard let text = library.script(reference) else { return lost(reference) }
      return run(text)
    case (.data(let element), .loaded(let reference)):
      guard let tree = library.data(reference) else { return lost(reference) }
      return expose(tree, of: element, from: reference)
    case (.calendar(let element, let scope), .loaded(let reference)):
      guard let file = library.calendar(reference) else { return lost(reference) }
      return openCalendar(element, with: file, in: scope)
    case (.calendar(let element, let scope), .failed(let failure)):
      return calendarFailed(element, ThrownEvent(failure.event, failure.message), in: scope)
    case (.audio, .loaded):
      return audioAnswered(isAvailable: true)
    case (.audio, .failed):
      return audioAnswered(isAvailable: false)
    case (.grammar(let item), .loaded(let reference)):
      return grammarLoaded(reference, item: item, as: wait.request.uri)
    case (.data(let element), .failed(let failure)):
      return dataFailed(element, failure)
    case (.document, .failed(let failure)), (.root, .failed(let failure)), (.script, .failed(let failure)),
      (.grammar, .failed(let failure)):
      return failed(ThrownEvent(failure.event, failure.message))
    }
  }

  func lost(_ reference: ResourceReference) -> Outcome {
    .throwEvent(ThrownEvent("error.badfetch", "\(reference.uri) was loaded but is no longer kept"))
  }

  private mutating func fetchAudio(_ attributes: FetchAttributes) -> FetchAudio? {
    guard !contexts.isEmpty, let reference = attributes.audio?.value ?? property("fetchaudio"), !reference.isEmpty,
      let uri = URIReference.resolve(reference, against: base)
    else { return nil }
    return FetchAudio(
      uri: uri, minimum: duration(.fetchAudioMinimum), startsAt: now + duration(.fetchAudioDelay), playing: nil)
  }
}

extension FetchRequest.Kind {
  /// Of the properties of caching; calendars are data.
  fileprivate var propertyPrefix: String { self == .calendar ? Self.data.rawValue : rawValue }
}

extension FetchAudio {
  var deadline: CallInstant? {
    if result != nil, let playing { return playing.since + minimum }
    return startsAt
  }
}
