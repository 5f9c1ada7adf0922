using System.Text;

namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>A message of RFC 4475 and what the peer did with it.</summary>
/// <param name="Name">Name in the RFC.</param>
/// <param name="Message">The bytes as Latin-1.</param>
/// <param name="StockReply">First line of the stock cfg's answer without the version; <c>none</c> for silence.</param>
/// <param name="Sanity"><c>sanity=1</c>, <c>reply sanity=-1</c>, or <c>-</c> when no route ran.</param>
/// <param name="Forwarded">The sink got it.</param>
internal sealed record TortureRow(string Name, string Message, string StockReply, string Sanity, bool Forwarded)
{
    /// <summary>All rows of <c>torture.tsv</c>.</summary>
    public static List<TortureRow> ReadAll() => [.. File.ReadLines(Path.Combine(SipCase.Root, "torture.tsv")).Skip(1).Select(static line => line.Split('\t')).Select(static cells =>
        new TortureRow(cells[1], Text(cells[3]), cells[5], cells[8], cells[9] == "yes"))];

    private static string Text(string file) => Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(SipCase.Root, file)));
}
