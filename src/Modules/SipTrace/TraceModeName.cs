using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.SipTrace;

/// <summary>Argument of sip_trace_mode(): the first letter decides, everything unknown means the message.</summary>
internal readonly record struct TraceModeName : IScriptArgument<TraceModeName>
{
    /// <summary>What it means.</summary>
    public TraceScope Scope { get; private init; }

    /// <inheritdoc />
    public static bool TryParse(string text, out TraceModeName value, out string error)
    {
        value = default;
        error = string.Empty;
        switch (text.Length > 0 ? text[0] : 'm')
        {
            case 't' or 'T':
                value = new TraceModeName { Scope = TraceScope.Transaction };
                return true;
            case 'd' or 'D':
                value = new TraceModeName { Scope = TraceScope.Dialog };
                return true;
            default:
                return true;
        }
    }
}
