public import FlowInterpreter
import FlowParser
import Prompting

/// The platform's own handlers, as the flow that stands beside this file (VoiceXML 2.0 §5.2.5). What they say is in tables
/// of words, in the language of the call; a flow that has the same keys in its own tables says it otherwise.
public enum PlatformDefaults {
  public static let uri = "attendant:defaults.vxml"

  public static let document: PreparedDocument = {
    let result = FlowParser().parseDocument(PackageResources.defaults_vxml, uri: uri)
    guard let document = result.value else {
      // Part of the program, not input: a test reads it.
      preconditionFailure("the platform's defaults cannot be read: \(result.diagnostics)")
    }
    return PreparedDocument(document, words: words)
  }()

  /// English speaks for every other language.
  static let words: WordTables = {
    let (list, _) = LanguageList.parse(Array("en en\ncmn cmn en\nyue yue cmn en".utf8))
    let tables = [
      "en": PackageResources.words_en_tsv, "cmn": PackageResources.words_cmn_tsv, "yue": PackageResources.words_yue_tsv,
    ]
    return WordTables(
      list, tables: tables.mapValues { WordTables.Table(PromptManifest.parse($0).manifest, folder: "attendant:words/") }
    )
  }()
}
