using System.Text;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Transport;
using Signalbox.Modules.SipDump;
using Signalbox.Modules.Tests.Pcap;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.SipDump;

/// <summary>What happens to the files when their folder does not behave.</summary>
public sealed class DumpTargetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sbx-dump-").FullName;
    private readonly ManualTime _clock = new();
    private readonly DumpCounters _counters = new();
    private readonly LineLog _log = new();
    private readonly DumpTarget _target;

    public DumpTargetTests() => _target = new DumpTarget(new WorkerRegistry(), _clock, _counters);

    public void Dispose()
    {
        _target.Close();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Folder_removed_while_running_is_told_once_and_what_waited_is_written_when_it_is_back()
    {
        Use(DumpModes.Text);
        Assert.True(Write("first"));
        Directory.Delete(_folder, recursive: true);

        Assert.False(Write("second"));
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.False(Write("second"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(Write("second"));
        Assert.NotEmpty(_target.Failure);
        Directory.CreateDirectory(_folder);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(Write("second"));

        Assert.Equal(["cannot write SIP dump files in", "SIP dump files are written again in"], _log.Lines.Select(static line => line[..line.IndexOf(" /", StringComparison.Ordinal)]));
        Assert.Equal((2, 1), (_counters.Written.Value, _counters.Failures.Value));
        Assert.Contains("second", File.ReadAllText(Files("data").Single()), StringComparison.Ordinal);
        Assert.Empty(_target.Failure);
    }

    [Fact]
    public void File_that_somebody_removed_is_followed_by_another()
    {
        Use(DumpModes.Text);
        Write("first");
        File.Delete(Files("data").Single());
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.True(Write("second"));

        Assert.Contains("second", File.ReadAllText(Files("data").Single()), StringComparison.Ordinal);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void Options_that_change_within_a_second_overwrite_nothing()
    {
        Use(DumpModes.Text);
        Write("first");
        Use(DumpModes.Text | DumpModes.Pcapng);
        Write("second");

        Assert.Equal(["first", "second"], Files("data").Select(static file => File.ReadAllText(file).Split("~~~~\n")[1].Split("|||")[0]));
    }

    [Fact]
    public void Files_without_a_record_do_not_stay_after_a_failure()
    {
        Use(DumpModes.Text, minFree: long.MaxValue >> 1);

        Assert.False(Write("first"));
        Assert.Matches("only [0-9]+ MiB of its disk are free, fminfree wants [0-9]+", _target.Failure);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Size_limit_deletes_the_oldest_sets_and_nothing_else()
    {
        foreach (var name in (string[])["d-2025-01-01--00-00-00.data", "d-2025-01-02--00-00-00.data", "d-2025-01-03--00-00-00.data", "d-notes.data", "e-2025-01-01--00-00-00.data"])
            File.WriteAllText(Path.Combine(_folder, name), new string('x', 600_000));

        _target.Use(new DumpOptions(DumpModes.Text, _folder, "d-", TimeSpan.FromHours(1)) { MaxTotalBytes = 1 << 20 }, _log);
        Assert.True(Write("first"));

        Assert.Equal(["d-2025-01-03--00-00-00.data", "d-notes.data", "e-2025-01-01--00-00-00.data"], Directory.GetFiles(_folder, "*").Select(Path.GetFileName).Where(static name => name!.Contains("2025-01", StringComparison.Ordinal) || name.Contains("notes", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(2, _counters.Deleted.Value);
    }

    [Fact]
    public void Every_kind_of_file_is_written_at_once_and_large_batches_are_whole()
    {
        Use(DumpModes.Text | DumpModes.Pcap | DumpModes.Pcapng | DumpModes.TrueTransport);
        var records = Enumerable.Range(0, 2_000).Select(number => Record($"OPTIONS sip:{number}@x SIP/2.0\r\n" + new string('h', 800) + "\r\n\r\n", TransportProtocol.Tcp)).ToList();

        Assert.True(_target.TryWrite(records));

        Assert.Equal(2_000, File.ReadAllText(Files("data").Single()).Split("\ntime: ").Length - 1);
        Assert.Equal(2_003, CaptureReader.ReadPcap(File.ReadAllBytes(Files("pcap").Single())).Count);
        Assert.Equal(2_003, CaptureReader.ReadPcapng(File.ReadAllBytes(Files("pcapng").Single())).Count);
    }

    [Fact]
    public void Record_without_addresses_is_in_the_text_file_only_and_counted()
    {
        Use(DumpModes.Text | DumpModes.Pcap);
        var record = Record("x", TransportProtocol.Udp);
        record.Source = default;
        Assert.True(_target.TryWrite([record]));

        Assert.Equal(1, _counters.LeftOut.Value);
        Assert.Contains("srcip: 0.0.0.0\nsrcport: 0\n", File.ReadAllText(Files("data").Single()), StringComparison.Ordinal);
        Assert.Equal(24, new FileInfo(Files("pcap").Single()).Length);
    }

    [Theory]
    [InlineData("2d12h", 216_000)]
    [InlineData("90", 90)]
    [InlineData("1m30s", 90)]
    [InlineData("", -1)]
    [InlineData("12x", -1)]
    [InlineData("d", -1)]
    [InlineData("99999999999", -1)]
    [InlineData("0", -1)]
    public void Ages_have_units(string text, int seconds)
    {
        Assert.Equal(seconds >= 0, DumpAge.TryParse(text, out var age));
        Assert.True(seconds < 0 || age == TimeSpan.FromSeconds(seconds));
    }

    private void Use(int mode, long minFree = 0) => _target.Use(new DumpOptions(mode, _folder, "d-", TimeSpan.FromHours(1)) { MinFreeBytes = minFree }, _log);

    private bool Write(string text) => _target.TryWrite([Record(text, TransportProtocol.Udp)]);

    private List<string> Files(string extension) => [.. Directory.GetFiles(_folder, $"d-*.{extension}").Order(StringComparer.Ordinal)];

    private DumpRecord Record(string text, TransportProtocol protocol)
    {
        var record = new DumpRecord
        {
            Tag = DumpTags.Received, Protocol = protocol, UtcTicks = _clock.GetUtcNow().UtcTicks, IsFromClient = true,
            Source = new HostEndPoint([192, 0, 2, 1], 5070), Destination = new HostEndPoint([192, 0, 2, 2], 5060),
        };
        record.SetBytes(Encoding.Latin1.GetBytes(text));
        return record;
    }
}
