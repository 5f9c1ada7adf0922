using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Dispatcher;

/// <content>Variables.</content>
internal sealed partial class DispatcherModule
{
    /// <summary>Why the event route runs; undefined outside of one.</summary>
    [PseudoVariable("dsv", Inner = InnerName.Literal, Parser = nameof(ParseField), Summary = "Why the event route runs: code (of the answer to the ping, 820 after ds_mark_dst), reason, flags (1 when there was an answer).")]
    public static ScriptValue Cause(RoutingContext context, in VariableKey key)
    {
        if (DispatchEvents.CauseOf(context) is not { } cause)
            return ScriptValue.Undefined;

        return key.Name switch
        {
            "code" => ScriptValue.Of(cause.Code),
            "reason" => ScriptValue.Of(cause.Reason),
            _ => ScriptValue.Of(cause.Reason is null ? 0 : 1),
        };
    }

    internal static object? ParseField(string inner, out string? error)
    {
        error = inner is "code" or "reason" or "flags" ? null : $"'{inner}': expected code, reason or flags";
        return error is null ? inner : null;
    }
}
