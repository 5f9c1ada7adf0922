using Signalbox.Modules.Tests.Pv;

namespace Signalbox.Modules.Tests.Sdpops;

public sealed class SdpIteratorTests
{
    [Fact]
    public async Task Lines_are_removed_and_added_on_the_way()
    {
        var printed = await PvProbe.PrintAsync(string.Empty, """
            $var(n) = 0;
            sdp_iterator_start("i");
            while (sdp_iterator_next("i")) {
                $var(n) = $var(n) + 1;
                if ($var(n) == 3) sdp_iterator_rm("i");
                if ($var(n) == 6) sdp_iterator_insert("i", "b=AS:64");
                if ($var(n) == 8) sdp_iterator_append("i", "a=ptime:20\r\n");
            }
            if (!sdp_iterator_next("i")) xlog("L_NOTICE", "R|$var(n) lines\n");
            sdp_iterator_end("i");
            if (!sdp_iterator_next("i") && !sdp_iterator_rm("i")) xlog("L_NOTICE", "R|ended\n");
            msg_apply_changes();
            xlog("L_NOTICE", "R|$rb");
            """);

        Assert.Equal(
            "8 lines\nended\nv=0\no=- 1 1 IN IP4 10.0.0.5\nc=IN IP4 10.0.0.5\nt=0 0\nb=AS:64\nm=audio 4000 RTP/AVP 8 0 101\na=rtpmap:101 telephone-event/8000\na=sendrecv\na=ptime:20",
            printed);
    }

    [Fact]
    public async Task The_version_counts_up_and_shows_after_the_changes_are_applied()
    {
        var printed = await PvProbe.PrintAsync(string.Empty, """
            $sdp(sess_version) = -1;
            xlog("L_NOTICE", "R|$sdp(sess_version)\n");
            msg_apply_changes();
            xlog("L_NOTICE", "R|$sdp(sess_version)\n");
            $sdp(sess_version) = 9007199254740993;
            msg_apply_changes();
            xlog("L_NOTICE", "R|$sdp(sess_version)\n");
            """);

        Assert.Equal("1\n2\n9007199254740993", printed);
    }
}
