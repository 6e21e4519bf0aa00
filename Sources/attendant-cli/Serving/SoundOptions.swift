import ArgumentParser

/// What calls over SIP sound like and where their sound goes.
struct SoundOptions: ParsableArguments {
  @Option(help: "The ports for sound, two a call. Default: 20000-29999.")
  var rtpPorts: PortRange?

  @Option(help: "Who speaks what is not recorded: 'espeak' (espeak-ng, the default), 'hum', 'none'.")
  var voice: VoiceChoice?

  @Option(help: "Where 'record' writes. Default: recordings.", completion: .directory)
  var recordings: String?
}
