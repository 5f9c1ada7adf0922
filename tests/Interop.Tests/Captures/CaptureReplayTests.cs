using Signalbox.Interop.Tests.Goldens;

namespace Signalbox.Interop.Tests.Captures;

/// <summary>Plays every packet that was recorded with the peer's sipcapture against the server and compares what comes out.</summary>
[Collection("fixed ports")]
public sealed class CaptureReplayTests
{
    public static TheoryData<string> Names => new(CaptureCase.All.Select(static one => one.Name).Where(static name => !Excluded.ContainsKey(name)));

    private static Dictionary<string, string> Excluded => GoldenCase.Exclusions().Where(static pair => pair.Key.StartsWith("sipcapture/", StringComparison.Ordinal))
        .ToDictionary(static pair => pair.Key["sipcapture/".Length..], static pair => pair.Value, StringComparer.Ordinal);

    [Theory, MemberData(nameof(Names))]
    public void Every_packet_leads_to_what_was_recorded(string name)
    {
        var better = CaptureBetter.Read().GetValueOrDefault(name) ?? [];
        var differences = CaptureOutcome.Play(CaptureCase.All.First(one => one.Name == name), better);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void Every_difference_on_purpose_names_a_case_and_has_its_reason()
    {
        var known = CaptureCase.All.Select(static one => one.Name).ToHashSet(StringComparer.Ordinal);
        Assert.All(CaptureBetter.Lines(), line =>
        {
            Assert.Contains(line[0], known);
            Assert.True(line[3].Length > 10, $"{line[0]}: no reason");
        });
        Assert.All(Excluded, pair =>
        {
            Assert.Contains(pair.Key, known);
            Assert.True(pair.Value.Length > 10, $"{pair.Key}: no reason");
        });
        Assert.True(Excluded.Count * 20 <= known.Count, $"{Excluded.Count} of {known.Count} cases are excluded");
    }
}
