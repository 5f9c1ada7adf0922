using System.Globalization;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Tests.SipTrace;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Modules.Tests.SipCapture;

/// <summary>Feeds recorded capture packets and compares the rows with the recorded ones.</summary>
public sealed class CapturedRowTests
{
    public static TheoryData<TableRow> Cases => TableFile.Read("Cases/SipCapture/rows.tsv");

    [Theory, MemberData(nameof(Cases))]
    public void Row_is_the_recorded_one(TableRow row)
    {
        using var bench = new ModuleBench("sipcapture").Set("capture_on", 1).Set("hep_capture_on", 1);
        if (row["case"] == "capture-bad-msgs-on")
            bench.Set("capture_bad_msgs", 1);

        Assert.True(bench.Start());
        bench.Input.Script = context => bench.Call(context, "sip_capture");
        var from = new ReceivedFrom
        {
            Socket = bench.Socket, Remote = ModuleBench.Address("127.0.0.1", 15099), Local = bench.Socket.Local, Protocol = TransportProtocol.Udp, UtcTicks = DateTime.UtcNow.Ticks,
        };

        foreach (var packet in row["packets"].Split(','))
            Assert.True(((IDatagramHook)bench.Module.Instance).Received(bench.Worker, Convert.FromHexString(packet), from));

        bench.Stop();
        var values = row["values"].Split('\u001f');
        var columns = string.Join(", ", values.Select(value => value.Split('=')[0]));
        var stored = bench.Rows($"SELECT {columns} FROM {row["table"]} ORDER BY id");
        var index = int.Parse(row["row"], CultureInfo.InvariantCulture);
        Assert.Equal(values, columns.Split(", ").Zip(stored[index], (name, value) => $"{name}={value}"));
    }
}
