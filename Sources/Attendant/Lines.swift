// For hosts whose media are frames of sound: a `LineDriver` of theirs moves them, and `AudioChannel` does the rest.
@_exported public import class Audio.AudioChannel
@_exported public import enum Audio.AudioFrame
@_exported public import class Audio.AudioLine
@_exported public import struct Audio.CallTone
@_exported public import protocol Audio.CallerSound
@_exported public import struct Audio.DTMFDetectorSettings
@_exported public import protocol Audio.HeardSound
@_exported public import enum Audio.LineCommand
@_exported public import protocol Audio.LineDriver
@_exported public import enum Audio.LineNote
@_exported public import struct Audio.LineSettings
@_exported public import struct Audio.NoTransfers
@_exported public import struct Audio.TonePlan
@_exported public import protocol Audio.TransferDesk
@_exported public import class Audio.VirtualDriver
