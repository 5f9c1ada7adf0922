using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>Changes to the first line of a reply.</summary>
internal static class StatusLineEdits
{
    /// <summary>Writes another code; three digits.</summary>
    public static void SetCode(RoutingContext context, int code)
    {
        ReadOnlySpan<byte> digits = [(byte)('0' + code / 100), (byte)('0' + code / 10 % 10), (byte)('0' + code % 10)];
        context.Edits.Replace(new TextRange(context.Message.Version.End + 1, digits.Length), digits);
    }

    /// <summary>Writes another phrase.</summary>
    public static void SetReason(RoutingContext context, in ScriptValue reason)
    {
        using var text = new ValueBytes(context.Worker, reason);
        context.Edits.Replace(context.Message.Reason, text.Span);
    }
}
