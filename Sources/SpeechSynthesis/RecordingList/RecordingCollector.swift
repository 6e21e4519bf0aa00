import CallInterface
import ECMAScript
import FlowDocument
public import FlowLint
import FlowParser
import Prompting

extension RecordingList {
  /// Everything that some flows say.
  public init(_ flows: [WalkedFlow], prompts: PromptFolders) {
    var collector = RecordingCollector(prompts: prompts)
    for flow in flows { collector.collect(flow) }
    let rows = collector.finish()
    self.init(rows: rows, computed: collector.computed)
  }
}

/// Walks flows and notes each recording once, with all the places where it is heard.
private struct RecordingCollector {
  private let prompts: PromptFolders
  private var rows: [Recording] = []
  /// Where something is said of which only a call knows what.
  private(set) var computed: [Recording.Use] = []
  /// By language and file, which is what makes two rows one.
  private var index: [String: Int] = [:]
  private var spoken: [String: String] = [:]
  private var counts: [String: Int] = [:]
  private var sayAs: [(style: SpeechStyle.SayAs, language: String, uses: [Recording.Use])] = []

  init(prompts: PromptFolders) {
    self.prompts = prompts
  }

  mutating func collect(_ flow: WalkedFlow) {
    let language = flow.document.language ?? "en"
    let enumerated = Self.dialogsThatEnumerate(flow)
    for node in flow.nodes {
      let dialog = node.place.dialog.map { flow.document.dialogs[$0] }?.id?.value
      func use(_ location: SourceLocation) -> Recording.Use {
        Recording.Use(file: FilePaths.path(of: flow.document.uri), line: location.line, dialog: dialog)
      }
      switch node.element {
      case .prompt(let prompt):
        let parts = PromptPart.parts(
          of: prompt.content, language: prompt.language ?? language, base: flow.document.base)
        collect(parts, at: use(prompt.location))
      case .choice(let choice) where node.place.dialog.map(enumerated.contains) == true:
        let parts = PromptPart.parts(of: choice.content, language: language, base: flow.document.base)
        collect(parts, at: use(choice.location))
      case .option(let option) where node.place.dialog.map(enumerated.contains) == true:
        collect([.words(Speech(text: option.phrase, language: language))], at: use(option.location))
      case .calendar, .route, .say, .dialog, .property, .handler, .link, .choice, .option, .item, .filled, .grammar,
        .audio, .value, .mark,
        .repetition, .executable:
        break
      }
    }
  }

  mutating func finish() -> [Recording] {
    for (style, language, uses) in sayAs {
      for piece in SayAsVocabulary.pieces(style, language: language) where !piece.isPause {
        let entry = prompts.manifest(for: language).entry(id: piece.id)
        add(
          id: piece.id, language: language, words: entry?.words ?? piece.words,
          file: prompts.file(entry?.file ?? piece.id + ".wav", language: language), uses: uses,
          notes: ["part of a value read as \(style.interpretAs): short, without a fall at the end"], isFixed: true)
      }
    }
    return rows
  }

  // MARK: Parts of a prompt

  /// - Parameter name: of what has none in a manifest; `nil`: after the flow and the dialog.
  private mutating func collect(_ parts: [PromptPart], at use: Recording.Use, named name: String? = nil) {
    for (index, part) in parts.enumerated() where part.isSpoken {
      switch part {
      case .pause: break
      case .said(let key, let location, let fallback):
        let place = Recording.Use(file: use.file, line: location.line, dialog: use.dialog)
        if !addSaid(key, at: place) { collect(fallback, at: place) }
      case .computed(let keys, _, let location, let fallback):
        let place = Recording.Use(file: use.file, line: location.line, dialog: use.dialog)
        addComputed(keys, fallback: fallback, at: place)
      case .value(_, let speech): noteSayAs(speech, at: use)
      case .words(let speech):
        noteSayAs(speech, at: use)
        addWords(speech, notes: SpeakerNotes.notes(on: index, of: parts), at: use, named: name)
      case .sound(let uri, let language, let location, let fallback):
        let place = Recording.Use(file: use.file, line: location.line, dialog: use.dialog)
        if let uri {
          addSound(uri, language: language, fallback: fallback, at: place)
        } else {
          // Which sound it is will be known in the call; what stands in for it is known now.
          collect(fallback, at: place)
        }
      }
    }
  }

  private mutating func addWords(
    _ speech: Speech, notes: [String], at use: Recording.Use, named name: String?
  ) {
    // A value that is written out is spoken with the words of its type.
    if let style = speech.style.sayAs, SayAs.pieces(speech.text, style, language: speech.language) != nil { return }
    let words = PromptWords.plain(speech.text)
    let id: String
    let file: String
    if let entry = prompts.manifest(for: speech.language).entry(saying: words) {
      (id, file) = (entry.id, entry.file ?? Self.plain(entry.id) + ".wav")
    } else {
      let key = "\(speech.language)\t\(words)"
      id = spoken[key] ?? newID(named: name ?? Self.name(of: use), language: speech.language)
      spoken[key] = id
      file = id + ".wav"
    }
    add(
      id: id, language: speech.language, words: words, file: prompts.file(file, language: speech.language), uses: [use],
      notes: notes, isFixed: true)
  }

  /// The words of a key in every language that has it; false where none has.
  private mutating func addSaid(_ key: String, at use: Recording.Use) -> Bool {
    var isKnown = false
    for line in prompts.languages.lines {
      guard let entry = prompts.entry(key, of: line) else { continue }
      isKnown = true
      guard entry.hasGaps else {
        let note = entry.file == nil ? ["name the file in prompts.tsv once it is there"] : []
        add(
          id: key, language: line.tag, words: PromptWords.plain(entry.words),
          file: prompts.file(entry.file ?? Self.plain(key) + ".wav", language: line.folder), uses: [use], notes: note,
          isFixed: true)
        continue
      }
      collect(PromptPart.parts(of: entry, language: line.tag), at: use, named: Self.plain(key))
    }
    return isKnown
  }

  /// All keys that it may be; where it may be any other, the place is noted.
  private mutating func addComputed(_ keys: PossibleTexts, fallback: [PromptPart], at use: Recording.Use) {
    var isKnown = false
    for key in keys.texts + keys.beginnings.flatMap(prompts.keys(beginningWith:)) where addSaid(key, at: use) {
      isKnown = true
    }
    if keys.isOpen, !computed.contains(use) { computed.append(use) }
    if keys.isOpen || !isKnown { collect(fallback, at: use) }
  }

  private mutating func addSound(_ uri: String, language: String, fallback: [PromptPart], at use: Recording.Use) {
    let isFile = uri.hasPrefix("file:")
    let path = isFile ? FilePaths.path(of: uri) : uri
    let entry = prompts.entry(at: path)
    let said = PromptWords.plain(PromptPart.text(of: fallback))
    let isFixed = fallback.allSatisfy(\.isFixed)
    var notes: [String] = []
    if !isFixed { notes.append("holds what is computed: one recording cannot say it") }
    if said.isEmpty, entry == nil { notes.append("the flow does not say its words") }
    if let entry, !said.isEmpty, PromptWords.plain(entry.words) != said {
      notes.append("the flow says: \(said)")
    }
    if case .words(let speech)? = fallback.first { notes += SpeakerNotes.style(speech.style) }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    add(
      id: entry?.id ?? name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name, language: language,
      words: entry?.words ?? said, file: path, uses: [use], notes: notes,
      isFixed: isFixed && !(entry?.words ?? said).isEmpty, isElsewhere: !isFile)
    for case .sound(let inner?, let language, let location, let further) in fallback {
      let place = Recording.Use(file: use.file, line: location.line, dialog: use.dialog)
      addSound(inner, language: language, fallback: further, at: place)
    }
  }

  private mutating func add(
    id: String, language: String, words: String, file: String, uses: [Recording.Use], notes: [String], isFixed: Bool,
    isElsewhere: Bool = false
  ) {
    let key = "\(language)\t\(file)"
    if let known = index[key] {
      rows[known].uses += uses.filter { !rows[known].uses.contains($0) }
      var notes = notes
      if !words.isEmpty, words != rows[known].words { notes.append("elsewhere the flow says: \(words)") }
      rows[known].notes += notes.filter { !rows[known].notes.contains($0) }
      return
    }
    index[key] = rows.count
    let state: Recording.State = isElsewhere ? .elsewhere : DiskFile.exists(file) ? .recorded : .missing
    rows.append(
      Recording(
        id: id, language: language, words: words, file: file, state: state, uses: uses, notes: notes, isFixed: isFixed))
  }

  private mutating func noteSayAs(_ speech: Speech, at use: Recording.Use) {
    guard let style = speech.style.sayAs else { return }
    if let known = sayAs.firstIndex(where: { $0.style == style && $0.language == speech.language }) {
      if !sayAs[known].uses.contains(use) { sayAs[known].uses.append(use) }
    } else {
      sayAs.append((style, speech.language, [use]))
    }
  }

  /// `menu.main.1`: the flow, the dialog, and a number that no other has.
  private mutating func newID(named name: String, language: String) -> String {
    let manifest = prompts.manifest(for: language)
    while true {
      let count = counts["\(language)\t\(name)", default: 0] + 1
      counts["\(language)\t\(name)"] = count
      let id = "\(name).\(count)"
      if manifest.entry(id: id) == nil, manifest.entry(file: id + ".wav") == nil { return id }
    }
  }

  private static func name(of use: Recording.Use) -> String {
    let file = use.file.split(separator: "/").last.map(String.init) ?? use.file
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    return plain([stem, use.dialog].compactMap(\.self).joined(separator: "."))
  }

  /// As a file may be called anywhere.
  private static func plain(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || "._-".contains($0) ? $0 : "-" })
  }

  private static func dialogsThatEnumerate(_ flow: WalkedFlow) -> Set<Int> {
    func enumerates(_ content: [PromptContent]) -> Bool {
      content.contains { part in
        switch part {
        case .enumerate: true
        case .audio(let audio): enumerates(audio.fallback)
        case .foreach(let loop): enumerates(loop.content)
        case .markup(let markup): enumerates(markup.content)
        case .say(let say): enumerates(say.fallback)
        case .text, .value, .mark: false
        }
      }
    }
    return flow.nodes.reduce(into: []) { dialogs, node in
      if case .prompt(let prompt) = node.element, let dialog = node.place.dialog, enumerates(prompt.content) {
        dialogs.insert(dialog)
      }
    }
  }
}

enum FilePaths {
  /// Of a `file:` URI; another stays what it is.
  static func path(of uri: String) -> String {
    guard uri.hasPrefix("file:") else { return uri }
    var rest = uri.dropFirst(5).prefix { $0 != "#" && $0 != "?" }
    if rest.hasPrefix("//") { rest = rest.dropFirst(2).drop { $0 != "/" } }
    return PercentDecoding.text(String(rest))
  }
}
