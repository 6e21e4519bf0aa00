/// A flow with every element of VoiceXML 2.1, SSML and SRGS in a place that the standards allow.
enum StandardFlow {
  static let content = """
    <meta name="author" content="a"/><meta http-equiv="Cache-Control" content="no-cache"/>
    <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
    <property name="timeout" value="5s"/>
    <var name="a"/><script>var b = 1 &lt; 2;</script><script src="a.js" charset="UTF-8" maxage="0"/>
    <data name="d" src="d.xml" method="post" namelist="a b" fetchaudio="wait.wav"/>
    <link next="#top" dtmf="9"><grammar src="top.grxml"/></link>
    <catch event="error.badfetch nomatch" count="2" cond="a"><reprompt/></catch>
    <error>Sorry<exit/></error><help>Press a key</help><noinput count="3"><disconnect/></noinput><nomatch/>
    <form id="top" scope="document">
      <grammar scope="document" src="form.grxml" type="application/srgs+xml" weight="0.5" fetchhint="safe"/>
      <property name="bargein" value="false"/>
      <var name="x" expr="1"/><script>x = 2;</script><data src="e.xml"/>
      <initial name="start">Where to?<link event="help" message="m"/></initial>
      <block name="first" cond="true">
        Welcome <value expr="a"/> <audio src="a.wav" fetchtimeout="3s">fallback <emphasis>text</emphasis></audio>
        <assign name="x" expr="3"/><clear namelist="first"/><log label="l" expr="x">n <value expr="x"/></log>
        <if cond="x == 1"><goto next="#top"/><elseif cond="x"/><goto expritem="'f'"/><else/><throw eventexpr="'e'"/></if>
        <foreach item="i" array="[1]"><prompt><value expr="i"/></prompt></foreach>
        <submit next="s" namelist="a x" method="post" enctype="multipart/form-data"/><var name="y"/>
        <return namelist="x"/><return event="e" messageexpr="'m'"/><exit expr="1"/><goto nextitem="f"/>
      </block>
      <field name="f" type="digits?length=4" slot="s" modal="true" expr="undefined" cond="a">
        <prompt count="1" bargein="true" bargeintype="hotword" cond="x" timeout="3s" xml:lang="zh-CN" xml:base="http://e/">
          <p><s>One <break time="250ms"/><break strength="weak"/></s></p><prosody rate="slow" volume="loud">two</prosody>
          <say-as interpret-as="digits" format="f" detail="2">12 <value expr="x"/></say-as><sub alias="b">c</sub>
          <phoneme alphabet="ipa" ph="x">x</phoneme><voice gender="female" name="n">v</voice><mark name="m"/>
          <mark nameexpr="'m'"/><lexicon uri="l" type="t"/><metadata/><enumerate/><audio expr="a"><desc>d</desc></audio>
          <foreach item="i" array="a">word <value expr="i"/><audio src="i.wav"/></foreach>
        </prompt>
        <option dtmf="1" value="v" accept="approximate">One</option>
        <grammar mode="dtmf" root="r" version="1.0" tag-format="semantics/1.0" xml:lang="en">
          <meta name="n" content="c"/><metadata/><lexicon uri="l"/><tag>var t;</tag>
          <rule id="r" scope="public"><example>1 2</example>
            <one-of xml:lang="en"><item weight="1.5">1<tag>out = 1;</tag></item><item repeat="0-1" repeat-prob="0.5">2 #</item></one-of>
            <ruleref uri="#s"/><ruleref special="NULL"/><token>3</token>
          </rule>
          <rule id="s">*</rule>
        </grammar>
        <filled>Thanks<enumerate>For <value expr="_prompt"/></enumerate></filled><link expr="a" dtmf="*"/>
        <catch>no</catch>
      </field>
      <record name="r" beep="true" maxtime="10s" finalsilence="3s" dtmfterm="false" modal="false" type="audio/x-wav"/>
      <transfer name="t" dest="tel:+1" type="consultation" connecttimeout="20s" maxtime="0s" transferaudio="a.wav" aai="i"/>
      <transfer name="u" destexpr="a" bridge="true" aaiexpr="a"/>
      <subdialog name="sub" src="#sub" namelist="a"><param name="p" expr="1"/><param name="q" value="1" valuetype="data" type="t"/></subdialog>
      <object name="o" classid="builtin://o" codebase="c" data="d" type="t" archive="z"><param name="p" value="1"/></object>
      <filled mode="any" namelist="f r"><disconnect namelist="a"/></filled>
    </form>
    <menu id="m" dtmf="true" accept="approximate" scope="dialog">
      Hello <prompt><enumerate/></prompt><property name="timeout" value="1s"/>
      <choice next="#top">One</choice><choice dtmf="0" event="help" message="m" accept="exact"><audio src="a.wav">Two</audio></choice>
      <choice expr="a"><grammar src="g"/>three</choice><choice eventexpr="a" messageexpr="b">four</choice><noinput/>
    </menu>
    """
}
