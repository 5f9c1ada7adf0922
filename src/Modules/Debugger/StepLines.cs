using Signalbox.Engine.Buffers;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Debugger;

/// <summary>
/// Writes steps of scripts as log lines in the peer's shape:
/// <c>*** cfgtrace:dbg_cfg_trace(): request_route=[DEFAULT_ROUTE] c=[/etc/edge.cfg] l=42 a=25 n=xlog</c>.
/// </summary>
/// <param name="log">Gets them.</param>
/// <param name="level">Their level.</param>
/// <param name="label">Their facility and what stands for the level.</param>
/// <param name="prefix">What stands before them.</param>
/// <param name="hasFile">True when they name the file.</param>
internal sealed class StepLines(IScriptLog log, int level, LogLabel label, string prefix, bool hasFile)
{
    // Numbers of the peer for a call of a route, a function of a module, an assignment and the end of a route.
    private const int RouteAction = 5;
    private const int CallAction = 24;
    private const int AssignAction = 63;
    private const int EndAction = 2;
    private const string MainRoute = "DEFAULT_ROUTE";
    private readonly byte[] _head = Latin1.ToBytes(prefix + "dbg_cfg_trace(): ");

    /// <summary>Writes one step.</summary>
    public void Write(RoutingContext context, in ScriptStep step)
    {
        if (!log.IsEnabled(level))
            return;

        var (number, name) = step.Kind switch
        {
            ScriptStepKind.Route => (RouteAction, "route"),
            ScriptStepKind.Assignment => (AssignAction, "assign"),
            ScriptStepKind.End => (EndAction, step.Position.Function),
            _ => (CallAction, step.Position.Function),
        };
        var line = context.Worker.RentWriter();
        WriteRoute(line, step.Position.Route);
        if (hasFile)
        {
            line.Write(" c=["u8);
            Write(line, step.Position.Path);
            line.Write("]"u8);
        }

        line.Write(" l="u8);
        line.Write((long)step.Position.Line);
        line.Write(" a="u8);
        line.Write((long)number);
        line.Write(" n="u8);
        Write(line, name);
        log.Write(level, label, _head, line.Written);
        context.Worker.Return(line);
    }

    /// <summary>Writes the value of an assignment at debug level: <c>$var(x):3</c>, <c>$avp(y):"text"</c>, <c>$avp(n): $null</c>.</summary>
    public void WriteValue(RoutingContext context, in ScriptStep step)
    {
        if (!log.IsEnabled(LogLevels.Debug))
            return;

        var line = context.Worker.RentWriter();
        Write(line, step.Position.Function);
        line.Write((byte)':');
        if (!step.Value.IsDefined)
            line.Write(" $null"u8);
        else if (step.Value.IsInteger)
            step.Value.WriteTo(line);
        else
            WriteQuoted(context, line, step.Value);

        log.Write(LogLevels.Debug, label with { LevelName = null }, "<debugger>: "u8, line.Written);
        context.Worker.Return(line);
    }

    // What strangers sent must not begin a line of its own.
    private static void WriteQuoted(RoutingContext context, ByteWriter line, in ScriptValue text)
    {
        using var bytes = new ValueBytes(context.Worker, text);
        line.Write((byte)'"');
        foreach (var one in bytes.Span)
            line.Write(one is >= (byte)' ' and not 127 ? one : (byte)'.');

        line.Write((byte)'"');
    }

    // The peer names all routes but the kinds below as routes of requests.
    private static void WriteRoute(ByteWriter line, string route)
    {
        var open = route.IndexOf('[', StringComparison.Ordinal);
        var kind = open < 0 ? route : route[..open];
        Write(line, kind is "failure_route" or "branch_route" or "onreply_route" or "reply_route" or "onsend_route" ? kind : "request_route");
        line.Write("=["u8);
        Write(line, open < 0 ? MainRoute : route[(open + 1)..^1]);
        line.Write("]"u8);
    }

    private static void Write(ByteWriter line, string text) => ScriptValue.Of(text).WriteTo(line);
}
