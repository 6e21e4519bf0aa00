extension RecordingList {
  /// A sheet to print and to take to the studio: a page that needs no other file, a table a language, a row a recording.
  /// - Parameters:
  ///   - title: the flow's name.
  ///   - name: how a file is to be called.
  public func html(title: String, name: (String) -> String) -> String {
    let tables = languages.map { table($0, name: name) }.joined()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Self.escaped(title)): recording list</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <h1>\(Self.escaped(title)): recording list</h1>
      <p>\(Self.escaped(summary)).</p>
      \(places(name: name))\(tables)</body>
      </html>

      """
  }

  private func places(name: (String) -> String) -> String {
    guard !computed.isEmpty else { return "" }
    let places = computed.map { Self.breakable($0.text(name: name)) }.joined(separator: ", ")
    return "<p>Computed in the call, and in no table: \(places).</p>\n"
  }

  private func table(_ language: String, name: (String) -> String) -> String {
    let tag = Self.escaped(language)
    let rows = rows(in: language).enumerated().map { number, row in
      let notes = row.notes.map { "<li>\(Self.escaped($0))</li>" }.joined()
      let uses = row.uses.map { Self.breakable($0.text(name: name)) }.joined(separator: "<br>")
      let words = row.words.isEmpty ? "" : "<span lang=\"\(tag)\">\(Self.escaped(row.words))</span>"
      return """
        <tr class="\(row.state.style)">
        <td class="number">\(number + 1)</td>
        <td class="state" title="\(row.state.words)">\(row.state.box)</td>
        <td class="words">\(words)\(notes.isEmpty ? "" : "<ul>\(notes)</ul>")</td>
        <td class="id"><b>\(Self.escaped(row.id))</b><br>\(Self.breakable(name(row.file)))</td>
        <td class="used">\(uses)</td>
        </tr>

        """
    }
    return """
      <section>
      <h2>\(Self.escaped(Self.name(of: language)))</h2>
      <table>
      <thead><tr><th>No.</th><th>Done</th><th>Words</th><th>Id and file</th><th>Used</th></tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table>
      </section>

      """
  }

  private static func name(of language: String) -> String {
    let primary = language.split(separator: "-").first.map { $0.lowercased() }
    let isCantonese = language.lowercased().split(separator: "-").dropFirst().contains { $0 == "hk" || $0 == "mo" }
    switch primary {
    case "en": return "English (\(language))"
    case "yue": return "Cantonese (\(language))"
    case "cmn": return "Mandarin (\(language))"
    case "zh": return (isCantonese ? "Cantonese" : "Mandarin") + " (\(language))"
    default: return language
    }
  }

  /// A path, which may go on in the next line behind each folder.
  private static func breakable(_ path: String) -> String { escaped(path).replacing("/", with: "/<wbr>") }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }

  /// A4, the head of the table on each page, no row over two pages, nothing that only colour says.
  private static let style = """
    @page { size: A4; margin: 15mm 12mm; }
    body { font: 11pt/1.4 system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; color: #111; margin: 1.5em; }
    h1 { font-size: 18pt; margin: 0; }
    h2 { font-size: 14pt; margin: 1.5em 0 0.5em; break-after: avoid; }
    section + section { break-before: page; }
    table { border-collapse: collapse; width: 100%; }
    thead { display: table-header-group; }
    th { text-align: left; font-size: 9pt; border-bottom: 1.5pt solid #111; padding: 2pt 6pt; }
    td { vertical-align: top; border-bottom: 0.5pt solid #aaa; padding: 5pt 6pt; }
    tr { break-inside: avoid; }
    .number { text-align: right; color: #555; }
    .state { font-size: 14pt; line-height: 1; }
    .words { font-size: 13pt; width: 50%; }
    .words ul { margin: 3pt 0 0; padding-left: 1.2em; font-size: 9pt; color: #333; }
    .id, .used { font-size: 8pt; overflow-wrap: anywhere; color: #333; }
    @media print { body { margin: 0; } }
    """
}

extension Recording.State {
  fileprivate var box: String {
    switch self {
    case .recorded: "☑"
    case .missing: "☐"
    case .elsewhere: "–"
    }
  }

  fileprivate var words: String {
    switch self {
    case .recorded: "recorded"
    case .missing: "not yet recorded"
    case .elsewhere: "on another machine"
    }
  }

  fileprivate var style: String { "\(self)" }
}
