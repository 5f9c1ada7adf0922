namespace Signalbox.Interop.Tests.Control.Fuzz;

/// <summary>JSON-RPC by FIFO.</summary>
internal sealed class JsonFifoFuzz(string name, string path, string replyPath) : FifoFuzz(name, path, replyPath)
{
    /// <inheritdoc />
    public override string? Silence(byte[] request)
    {
        using var document = JsonText.Read(request);
        if (document is null || !JsonText.HasSingleNames(document))
            return "no JSON object";

        if (JsonText.Text(document, "jsonrpc") != "2.0")
            return "no JSON-RPC 2.0";

        return JsonText.Text(document, "reply_name") == ReplyName ? null : "no such reply FIFO";
    }

    /// <inheritdoc />
    protected override string ProbeRequest(int number) =>
        $"{{\"jsonrpc\":\"2.0\",\"method\":\"core.printi\",\"params\":[{number}],\"reply_name\":\"{ReplyName}\",\"id\":1}}\n";

    /// <inheritdoc />
    protected override string ProbeReply(int number) => $"{{\n\t\"jsonrpc\":\t\"2.0\",\n\t\"result\":\t[{number}],\n\t\"id\":\t1\n}}";

    /// <inheritdoc />
    protected override string Kind(string replies) => replies.Contains("\n}{", StringComparison.Ordinal) ? "several" : JsonText.Kind(replies);
}
