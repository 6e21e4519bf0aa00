import Telephony

extension RTPStatistics {
  /// For the call record: counts, and times in seconds.
  var figures: [String: Double] {
    func seconds(_ microseconds: Int) -> Double { Double(microseconds) / 1e6 }
    var figures: [String: Double] = [
      "sent": Double(packetsSent), "received": Double(packetsReceived), "lost": Double(lost),
      "duplicates": Double(duplicates), "reordered": Double(reordered), "late": Double(late),
      "malformed": Double(malformed), "fromStrangers": Double(fromStrangers), "jitter": seconds(jitter),
      "jitterMost": seconds(jitterMost), "wait": seconds(wait), "concealed": Double(concealed) / 8000,
      "keysReceived": Double(eventsReceived), "keysSent": Double(eventsSent), "sourceChanges": Double(sourceChanges),
      "codecChanges": Double(codecChanges), "remoteLost": Double(remoteLost), "remoteJitter": seconds(remoteJitter),
      "framesSkipped": Double(framesSkipped),
    ]
    if let roundTrip { figures["roundTrip"] = seconds(roundTrip) }
    return figures
  }
}
