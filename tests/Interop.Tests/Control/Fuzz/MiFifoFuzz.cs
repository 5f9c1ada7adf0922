using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Signalbox.Interop.Tests.Control.Fuzz;

/// <summary>The classic protocol and that of OpenSIPS by FIFO.</summary>
internal sealed partial class MiFifoFuzz(string name, string path, string replyPath) : FifoFuzz(name, path, replyPath)
{
    /// <inheritdoc />
    public override string? Silence(byte[] request)
    {
        var text = Encoding.Latin1.GetString(request);
        if (text.StartsWith($":{ReplyName}:{{", StringComparison.Ordinal))
            return OfJson(request.AsMemory(ReplyName.Length + 2));

        var head = text.Split('\n')[0].Split(':');
        if (head is not ["", { Length: > 0 }, var replyName])
            return "no head";

        if (replyName != ReplyName)
            return replyName.Length == 0 ? "no reply wanted" : "no such reply FIFO";

        return PlainBody().IsMatch(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..]) ? null : "no end";
    }

    /// <inheritdoc />
    protected override string ProbeRequest(int number) => $":core.printi:{ReplyName}\n{number}\n\n";

    /// <inheritdoc />
    protected override string ProbeReply(int number) => $"200 OK\n{number}\n\n";

    /// <inheritdoc />
    protected override string Kind(string replies)
    {
        if (replies[0] == '{')
            return replies.Contains("\n}{", StringComparison.Ordinal) ? "several" : JsonText.Kind(replies);

        Assert.Matches("^[1-6][0-9][0-9] [^\n]*\n", replies);
        return replies[..3];
    }

    private static string? OfJson(ReadOnlyMemory<byte> text)
    {
        using var document = JsonText.Read(text);
        if (document is null || !JsonText.HasSingleNames(document))
            return "no JSON object";

        return document.RootElement.TryGetProperty("id", out var id) && id.ValueKind != JsonValueKind.Null ? null : "no id";
    }

    // Lines that are quoted or have no quote, and the empty line that ends them.
    [GeneratedRegex("^(?:\"[^\"\\\\\n]*\"\n|[^\":\n][^\":\n]*\n)*\n$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PlainBody();
}
