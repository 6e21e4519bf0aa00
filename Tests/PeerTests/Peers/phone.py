"""A telephone for tests: pjsua2, told what to do by JSON lines on standard input.

What happens is told by JSON lines on standard output; "sound" carries each 20 ms that a call hears, as base64 of
16-bit samples at 8 kHz. The telephone ends when its standard input does.
"""

import base64
import json
import os
import select
import threading

import pjsua2 as pj

FRAME = 20_000
# The library prints to standard output; that is for our lines alone.
OUT = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
write_lock = threading.Lock()


def tell(event, **facts):
    line = json.dumps({"event": event, **facts}) + "\n"
    with write_lock:
        OUT.write(line)
        OUT.flush()


class Ear(pj.AudioMediaPort):
    """Tells all that it hears."""

    def __init__(self, call):
        super().__init__()
        self.call = call
        form = pj.MediaFormatAudio()
        form.type = pj.PJMEDIA_TYPE_AUDIO
        form.clockRate, form.channelCount, form.bitsPerSample, form.frameTimeUsec = 8000, 1, 16, FRAME
        self.createPort(f"ear-{call}", form)

    def onFrameReceived(self, frame):
        tell("sound", call=self.call, samples=base64.b64encode(bytes(frame.buf)).decode())

    def onFrameRequested(self, frame):
        frame.type = pj.PJMEDIA_FRAME_TYPE_NONE


class Call(pj.Call):
    def __init__(self, phone, number=pj.PJSUA_INVALID_ID):
        super().__init__(phone.account, number)
        self.phone = phone
        self.ear = None
        self.mouth = None

    def onCallState(self, _):
        info = self.getInfo()
        tell("state", call=info.id, state=info.stateText, status=info.lastStatusCode, reason=info.lastReason)
        if info.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            self.phone.over.append(self)

    def onCallMediaState(self, _):
        info = self.getInfo()
        for index, media in enumerate(info.media):
            if media.type != pj.PJMEDIA_TYPE_AUDIO:
                continue
            tell("media", call=info.id, status=media.status)
            if media.status in (pj.PJSUA_CALL_MEDIA_ACTIVE, pj.PJSUA_CALL_MEDIA_REMOTE_HOLD):
                sound = self.getAudioMedia(index)
                self.ear = self.ear or Ear(info.id)
                sound.startTransmit(self.ear)
                if self.mouth:
                    self.mouth.startTransmit(sound)

    def onDtmfDigit(self, heard):
        tell("digit", call=self.getId(), digit=heard.digit)

    def onCallTransferRequest(self, request):
        tell("referred", call=self.getId(), to=request.dstUri)
        # The call that follows from it is another of ours, with the same voice.
        self.phone.successor = Call(self.phone)
        self.phone.successor.voice = getattr(self, "voice", None)
        request.newCall = self.phone.successor

    def onCallReplaceRequest(self, request):
        tell("replaced", call=self.getId())

    def onCallReplaced(self, replaced):
        call = Call(self.phone, replaced.newCallId)
        call.voice = getattr(self, "voice", None)
        replaced.newCall = call
        self.phone.calls[replaced.newCallId] = call

    def say(self, path):
        """Says a sound file once."""
        if self.mouth:
            self.mouth.stopTransmit(self.getAudioMedia(-1))
        self.mouth = pj.AudioMediaPlayer()
        self.mouth.createPlayer(path, pj.PJMEDIA_FILE_NO_LOOP)
        self.mouth.startTransmit(self.getAudioMedia(-1))


class Account(pj.Account):
    def __init__(self, phone):
        super().__init__()
        self.phone = phone

    def onIncomingCall(self, arrived):
        call = Call(self.phone, arrived.callId)
        self.phone.calls[arrived.callId] = call
        info = call.getInfo()
        tell("incoming", call=info.id, source=info.remoteUri)


class Phone:
    def __init__(self):
        self.calls, self.over, self.successor = {}, [], None
        self.endpoint = pj.Endpoint()
        self.endpoint.libCreate()
        settings = pj.EpConfig()
        settings.uaConfig.threadCnt = 0
        settings.uaConfig.mainThreadOnly = True
        settings.logConfig.level = settings.logConfig.consoleLevel = 0
        media = settings.medConfig
        media.clockRate = media.sndClockRate = 8000
        # Sound comes 60 ms later and without holes, also where the machine is busy.
        media.jbInit = media.jbMinPre = 60
        media.noVad, media.ecTailLen, media.audioFramePtime = True, 0, FRAME // 1000
        self.endpoint.libInit(settings)
        transport = pj.TransportConfig()
        transport.boundAddress = transport.publicAddress = "127.0.0.1"
        made = self.endpoint.transportCreate(pj.PJSIP_TRANSPORT_UDP, transport)
        self.endpoint.libStart()
        self.endpoint.audDevManager().setNullDev()
        self.address = self.endpoint.transportGetInfo(made).localName
        account = pj.AccountConfig()
        account.idUri = f"sip:tests@{self.address}"
        account.mediaConfig.transportConfig.boundAddress = "127.0.0.1"
        account.mediaConfig.transportConfig.port = int(os.environ.get("RTP_PORT", "0"))
        self.account = Account(self)
        self.account.create(account)
        tell("ready", uri=f"sip:tests@{self.address}")

    def obey(self, order):
        verb = order.pop("do")
        call = self.calls.get(order.pop("call", None))
        usual = pj.CallOpParam(True)
        if verb == "call":
            call = Call(self)
            call.makeCall(order["uri"], usual)
            self.calls[call.getId()] = call
        elif verb == "answer":
            usual.statusCode = order["status"]
            call.answer(usual)
        elif verb == "say":
            call.say(order["file"])
        elif verb == "keys":
            keys = pj.CallSendDtmfParam()
            keys.digits = order["digits"]
            keys.method = pj.PJSUA_DTMF_METHOD_SIP_INFO if order["by"] == "info" else pj.PJSUA_DTMF_METHOD_RFC2833
            call.sendDtmf(keys)
        elif verb == "hold":
            call.setHold(pj.CallOpParam())
        elif verb == "resume":
            usual.opt.flag = pj.PJSUA_CALL_UNHOLD
            call.reinvite(usual)
        elif verb == "hangUp":
            call.hangup(pj.CallOpParam())
        else:
            raise ValueError(f"nobody can {verb}")

    def run(self):
        os.set_blocking(0, False)
        rest = b""
        while True:
            self.endpoint.libHandleEvents(10)
            if self.successor and self.successor.getId() >= 0:
                self.calls[self.successor.getId()], self.successor = self.successor, None
            for call in self.over:
                self.calls = {name: other for name, other in self.calls.items() if other is not call}
            self.over = []
            if not select.select([0], [], [], 0)[0]:
                continue
            read = os.read(0, 65_536)
            if not read:
                break
            *lines, rest = (rest + read).split(b"\n")
            for line in lines:
                try:
                    self.obey(json.loads(line))
                except Exception as fault:
                    tell("fault", order=line.decode(), fault=str(fault))
        self.endpoint.hangupAllCalls()
        self.endpoint.libDestroy()
        # Calls that are let go of after the library would bring it down.
        OUT.flush()
        os._exit(0)


Phone().run()
