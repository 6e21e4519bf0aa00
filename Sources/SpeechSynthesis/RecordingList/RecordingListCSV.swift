extension RecordingList {
  /// For spreadsheets and programs: RFC 4180, UTF-8, one row a recording under a row of names. What has several values
  /// has them with a semicolon between. A place where the key is computed has a row without id.
  /// - Parameter name: how a file is to be called.
  public func csv(name: (String) -> String) -> String {
    let header = ["id", "language", "words", "file", "exists", "used", "notes"]
    let unknown = computed.map { ["", "", "", "", "", $0.text(name: name), "the key is computed in the call"] }
    return ([header] + rows.map { $0.fields(name: name) } + unknown).map { fields in
      fields.map(Self.quoted).joined(separator: ",") + "\r\n"
    }.joined()
  }

  private static func quoted(_ field: String) -> String {
    // By scalars: a carriage return and a line feed are one character.
    guard field.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}

extension Recording {
  fileprivate func fields(name: (String) -> String) -> [String] {
    [
      id, language, words, name(file), state.rawValue, uses.map { $0.text(name: name) }.joined(separator: "; "),
      notes.joined(separator: "; "),
    ]
  }
}

extension Recording.Use {
  /// `hotline.vxml:14 language`.
  func text(name: (String) -> String) -> String {
    "\(name(file)):\(line)" + (dialog.map { " \($0)" } ?? "")
  }
}
