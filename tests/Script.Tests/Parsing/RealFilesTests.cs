using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Parsing;
using Signalbox.Script.Text;
using Xunit;

namespace Signalbox.Script.Tests.Parsing;

/// <summary>The sample that Debian's package of the peer installs, where it is installed.</summary>
public sealed class RealFilesTests
{
    private const string Sample = "/etc/kamailio/kamailio.cfg";

    [Fact]
    public void The_peers_sample_parses_prints_and_parses_the_same()
    {
        if (!File.Exists(Sample))
            return;

        var diagnostics = new DiagnosticBag();
        var text = new DiskFiles().Read(Sample, out _)!;
        var tokens = new Preprocessor(new DiskFiles(), new Definitions(), diagnostics).Run(new SourceText(Sample, text));
        var config = new Parser(tokens, diagnostics).ParseConfig();
        Assert.Empty(diagnostics.Items);
        var printed = config.ToString();

        Assert.Equal(printed, Parsed.Text(printed).Config.ToString());
    }
}
