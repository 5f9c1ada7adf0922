using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>Shows a sipdump file as text with process numbers, times and server texts masked.</summary>
internal static partial class DumpText
{
    /// <summary>A .data, .pcap or .meta file.</summary>
    public static string Describe(string path) => Path.GetExtension(path) switch
    {
        ".pcap" => DescribePcap(File.ReadAllBytes(path)),
        ".meta" => DescribeMeta(File.ReadAllText(path, Encoding.Latin1)),
        _ => Sorted(VaryingText.Mask(Varying().Replace(File.ReadAllText(path, Encoding.Latin1), "$1: V"))),
    };

    // Number and names of the processes are each server's own; there must be as many as the head says.
    private static string DescribeMeta(string text)
    {
        var processes = Process().Matches(text);
        var isCounted = text.Contains(string.Create(CultureInfo.InvariantCulture, $"nrprocs: {processes.Count}\n"), StringComparison.Ordinal);
        return $"{MetaValue().Replace(Process().Replace(text, string.Empty), "$1: V")}{(isCounted ? "counted" : "not counted")}";
    }

    // Workers write at the same moment: records are compared as a set.
    private static string Sorted(string text) =>
        string.Join("====================\n", text.Split("====================\n").Order(StringComparer.Ordinal));

    private static string DescribePcap(byte[] file)
    {
        var records = new List<string>();
        for (var at = 24; at + 16 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 8));
            records.Add(Frame(file.AsSpan(at + 16, length)));
            at += 16 + length;
        }

        records.Sort(StringComparer.Ordinal);
        return Convert.ToHexString(file, 0, 24) + "\n" + string.Join('\n', records);
    }

    // The lengths inside the frame depend on masked texts: they are checked against the frame, then masked.
    private static string Frame(ReadOnlySpan<byte> frame)
    {
        var v6 = frame[12] == 0x86;
        var udp = 14 + (v6 ? 40 : 20);
        var payload = frame[(udp + 8)..];
        var ipLength = BinaryPrimitives.ReadUInt16BigEndian(frame[(v6 ? 18 : 16)..]) + (v6 ? 40 : 0);
        var udpLength = BinaryPrimitives.ReadUInt16BigEndian(frame[(udp + 4)..]);
        var headers = frame[..(udp + 8)].ToArray();
        headers.AsSpan(v6 ? 18 : 16, 2).Clear();
        headers.AsSpan(udp + 4, 2).Clear();
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexString(headers)} ip {frame.Length - 14 - ipLength} udp {payload.Length + 8 - udpLength} {VaryingText.Mask(payload.ToArray())}");
    }

    [GeneratedRegex("^(pid|process|time|date): .*$", RegexOptions.Multiline)]
    private static partial Regex Varying();

    [GeneratedRegex(@"^process: \d+ \d+ \S.*\n", RegexOptions.Multiline)]
    private static partial Regex Process();

    [GeneratedRegex("^(version|start|nrprocs): .+$", RegexOptions.Multiline)]
    private static partial Regex MetaValue();
}
