using System.Text;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Sl.Api;

namespace Signalbox.Modules.Tests.Usrloc;

/// <summary>Notes the replies that a module sends.</summary>
internal sealed class FakeReplies : IReplySender
{
    public List<string> Sent { get; } = [];

    /// <summary>Status line and extra headers of the last reply.</summary>
    public string Last => Sent[^1];

    public bool ReplyStateless(RoutingContext context, int code, ReadOnlySpan<byte> reason) => Reply(context, code, reason);

    public bool Reply(RoutingContext context, int code, ReadOnlySpan<byte> reason)
    {
        Sent.Add($"{code} {Encoding.Latin1.GetString(reason)}\r\n{Encoding.Latin1.GetString(context.ReplyHeaders.Span)}");
        return true;
    }
}
