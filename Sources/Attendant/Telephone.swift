// Of SIP, RTP and AudioSocket: how a server is reached, who calls, and what goes wrong. The machinery stays behind.
@_exported public import struct AudioSocket.AudioSocketCounts
@_exported public import enum AudioSocket.AudioSocketFault
@_exported public import enum Telephony.MediaFault
@_exported public import struct Telephony.MediaSettings
@_exported public import struct Telephony.SIPAddress
@_exported public import struct Telephony.SIPCallerAccounts
@_exported public import struct Telephony.SIPCounts
@_exported public import struct Telephony.SIPCredentials
@_exported public import enum Telephony.SIPEndpointFault
@_exported public import struct Telephony.SIPEndpointOptions
@_exported public import struct Telephony.SIPFailure
@_exported public import struct Telephony.SIPHeaders
@_exported public import struct Telephony.SIPInvitation
@_exported public import struct Telephony.SIPLocalAddress
@_exported public import struct Telephony.SIPRegistration
@_exported public import struct Telephony.SIPSource
@_exported public import struct Telephony.SocketAddress
