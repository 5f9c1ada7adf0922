using Xunit;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>Functions of releases after the recorded one that can have no effect here: they are there, and say that nothing was done.</summary>
public sealed class NewerFunctionTests
{
    private const string Cfg = """
        loadmodule "sl.so"
        loadmodule "tm.so"
        loadmodule "tmx.so"
        loadmodule "rr.so"
        loadmodule "corex.so"
        loadmodule "dialog.so"
        loadmodule "xhttp.so"
        loadmodule "websocket.so"
        event_route[xhttp:request] { exit; }
        """;

    [Theory]
    [InlineData("KSR.websocket.connect('192.0.2.1', 80, '/', 'sip', 0)", -1)]
    [InlineData("KSR.websocket.send('192.0.2.1', 80, '/', 'text', 0)", -1)]
    [InlineData("KSR.dialog.dlg_remove_dialogs_from_node('1')", -1)]
    [InlineData("KSR.tmx.t_uac_ack_local('id', '1', '', '')", -1)]
    [InlineData("KSR.corex.via_reply_add_xavp_params(1)", 1)]
    public void They_give_what_says_so(string call, int result)
    {
        using var server = new KemiServer("lua", $"function ksr_request_route() KSR.info('gave ' .. {call}) end", Cfg);
        Assert.True(server.Snapshot is not null, server.Report);

        server.Snapshot.Routes.Request!.Run(server.Context());

        Assert.Contains($"2: gave {result}", server.Log.Lines);
    }
}
