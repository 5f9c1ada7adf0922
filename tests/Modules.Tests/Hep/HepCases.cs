namespace Signalbox.Modules.Tests.Hep;

/// <summary>Reads a table of packets; the last column is the packet in hexadecimal.</summary>
internal static class HepCases
{
    public static IReadOnlyList<string[]> Read(string file) =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Cases", "Hep", file)).Skip(1).Select(line => line.Split('\t'))];

    public static IEnumerable<byte[]> Packets() =>
        Read("siptrace.tsv").Concat(Read("receiver.tsv")).Select(row => Convert.FromHexString(row[^1]));

    public static byte[] Find(string name) => Convert.FromHexString(Read("siptrace.tsv").Single(row => row[0] == name)[^1]);
}
