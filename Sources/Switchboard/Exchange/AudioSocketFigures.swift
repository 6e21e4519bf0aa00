import AudioSocket

extension AudioSocketStatistics {
  /// For the call record: counts of frames, bytes and messages.
  var figures: [String: Double] {
    [
      "sent": Double(framesSent), "received": Double(framesHeard), "dropped": Double(framesDropped),
      "missing": Double(framesMissing), "hastened": Double(framesHastened), "framesSkipped": Double(framesSkipped),
      "bytesReceived": Double(bytesReceived), "keysReceived": Double(keysReceived),
      "messagesSkipped": Double(messagesSkipped), "otherRates": Double(messagesOfOtherRates),
    ]
  }
}
