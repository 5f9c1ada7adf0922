using Signalbox.Testing;
using Xunit;

namespace Engine.Tests.Hosting;

public sealed class ScenarioPlayerTests
{
    private const string Reply = """
        --- cfg
        --- send 192.0.2.2:5060
        SIP/2.0 180 Ringing
        Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKa
        Via: SIP/2.0/UDP 192.0.2.1:5070;branch=z9hG4bKb
        From: <sip:a@a>;tag=1
        To: <sip:b@b>;tag=2
        Call-ID: c1
        CSeq: 1 INVITE
        Content-Length: auto

        v=0

        """;

    [Fact]
    public async Task A_message_that_goes_on_as_written_passes_and_words_are_kept()
    {
        await PlayAsync(Reply + """
            --- expect 192.0.2.1:5070
            SIP/2.0 180 *
            Via: SIP/2.0/UDP 192.0.2.1:5070;branch={branch}
            Content-Length: 5
            v=0
            --- nothing
            --- wait 1000
            --- send 192.0.2.2:5060
            SIP/2.0 200 OK
            Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKa
            Via: SIP/2.0/UDP 192.0.2.1;branch={branch}
            From: <sip:a@a>;tag=1
            To: <sip:b@b>;tag=2
            Call-ID: c1
            CSeq: 1 INVITE
            --- expect udp:192.0.2.1:5060
            SIP/2.0 200 OK
            Via: *;branch=z9hG4bKb
            """);
    }

    [Theory]
    [InlineData("--- expect 192.0.2.9:5060", "t:13: nothing went to 192.0.2.9:5060; what waits:\nudp:192.0.2.1:5070: SIP/2.0 180 Ringing")]
    [InlineData("--- nothing", "t:13: wanted nothing, got to udp:192.0.2.1:5070:\n*")]
    [InlineData("--- expect 192.0.2.1:5070\nSIP/2.0 183 *", "t:13: no line 'SIP/2.0 183 *' in what went to udp:192.0.2.1:5070:\n*")]
    [InlineData("--- log\nhello", "t:13: nobody logged 'hello', but:\n")]
    [InlineData("--- dance", "t:13: no such step 'dance'")]
    public async Task What_goes_otherwise_is_told_with_its_place(string step, string expected)
    {
        var error = await Assert.ThrowsAsync<ScenarioException>(() => PlayAsync(Reply + step));

        if (expected.EndsWith('*'))
            Assert.StartsWith(expected[..^1], error.Message);
        else
            Assert.Equal(expected, error.Message);
    }

    private static Task PlayAsync(string text)
    {
        var source = new StubSource();
        source.Listen.Clear();
        return new ScenarioPlayer((_, _) => source).PlayAsync(ScenarioFile.Parse("t", text.Split('\n')));
    }
}
