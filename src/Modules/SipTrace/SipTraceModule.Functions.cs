using Microsoft.Extensions.Logging;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipTrace;

/// <summary>Functions and variables.</summary>
internal sealed partial class SipTraceModule
{
    /// <summary>sip_trace() of the cfg: the trace flag or the type decides how much it covers.</summary>
    [Function("sip_trace", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Traces this message; with the trace flag set or type t its whole transaction, with type d its whole dialog. The URI says where the copy goes, the correlation id goes into HEP 3.")]
    public ReturnCode Trace(RoutingContext context, ScriptValue uri = default, ScriptValue correlationId = default, TraceScope? type = null) =>
        Trace(context, uri, correlationId, type ?? ((context.Flags & _settings.FlagMask) != 0 && !_settings.FlagAlone ? TraceScope.Transaction : TraceScope.Message));

    /// <summary>sip_trace() of Lua and JavaScript: without a type always the message.</summary>
    [Function("sip_trace", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Kemi = "sip_trace/0,sip_trace_dst/1,sip_trace_dst_cid/2,sip_trace_dst_cid_type/3", Summary = "Traces this message; with type t its whole transaction, with type d its whole dialog.")]
    public ReturnCode TraceFromKemi(RoutingContext context, ScriptValue uri = default, ScriptValue correlationId = default, string type = "m")
    {
        if (TraceScope.TryParse(type, out var scope, out var error))
            return Trace(context, uri, correlationId, scope);

        _log.LogError("sip_trace: {Error}", error);
        return ReturnCode.False;
    }

    /// <summary>sip_trace_mode() of the cfg.</summary>
    [Function("sip_trace_mode", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Traces this message; with a mode that begins with t its whole transaction, with d its whole dialog.")]
    public ReturnCode TraceByMode(RoutingContext context, TraceModeName mode) => Trace(context, default, default, mode.Scope);

    /// <summary>sip_trace_mode() of Lua and JavaScript.</summary>
    [Function("sip_trace_mode", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Traces this message; with a mode that begins with t its whole transaction, with d its whole dialog.")]
    public ReturnCode TraceByModeFromKemi(RoutingContext context, string mode)
    {
        if (TraceModeName.TryParse(mode, out var name, out var error))
            return Trace(context, default, default, name.Scope);

        _log.LogError("sip_trace_mode: {Error}", error);
        return ReturnCode.False;
    }

    /// <summary>Sends a log line to the collector.</summary>
    [Function("hlog", Routes = RouteKinds.Any, Kemi = "hlog/1,hlog_cid/2", Summary = "Sends text, or correlation id and text, as a HEP 3 log packet to duplicate_uri.")]
    public ReturnCode Log(RoutingContext context, ScriptValue textOrCorrelationId, ScriptValue text = default)
    {
        if (_settings.DuplicateUri is not { } target)
            return ReturnCode.False;

        var correlation = context.Worker.RentWriter();
        var line = context.Worker.RentWriter();
        if (text.IsDefined)
            textOrCorrelationId.WriteTo(correlation);
        else if (context.Message.TryGetCallId(out var callId))
            correlation.Write(context.Message.Span(callId));

        (text.IsDefined ? text : textOrCorrelationId).WriteTo(line);
        var sent = _mirror!.SendLog(context.Worker, context.Snapshot, target, correlation.Written, line.Written);
        context.Worker.Return(line);
        context.Worker.Return(correlation);
        return ReturnCode.Of(sent);
    }

    /// <summary>Sends any text with any addresses.</summary>
    [Function("sip_trace_msg", Routes = RouteKinds.Any, Kemi = "sip_trace_msg/5", Summary = "Sends a message of the script in HEP to uri, as if it had gone from saddr to taddr, both as proto:ip:port, with the correlation id when it is not empty.")]
    public ReturnCode TraceMessage(RoutingContext context, ScriptValue msg, ScriptValue saddr, ScriptValue taddr, ScriptValue uri, ScriptValue correlationId)
    {
        if (msg.TextLength == 0 || saddr.TextLength == 0 || taddr.TextLength == 0 || !TryFindTarget(uri, out var target) || target is null)
            return ReturnCode.False;

        return ReturnCode.Of(MadeMessage.Send(_mirror!, context, target, msg, saddr, taddr, correlationId));
    }

    /// <summary>Reads a property of the traced message.</summary>
    [PseudoVariable("siptrace", NewerInner = "direction", Inner = InnerName.Literal, Parser = nameof(ParseField), Summary = "Addresses of the traced message, in event_route[siptrace:msg] only: " + TraceField.Names + ".")]
    public ScriptValue Read(RoutingContext context, in VariableKey key) => TraceEvents.Read(context, (TraceField)key.Parsed!);

    /// <summary>Checks the name in <c>$siptrace(name)</c>.</summary>
    internal static object? ParseField(string inner, out string? error)
    {
        var field = TraceField.Parse(inner);
        error = field is null ? $"unknown name '{inner}'; expected {TraceField.Names}" : null;
        return field;
    }

    // An argument that is empty or $null still asks for a copy: it goes to duplicate_uri, rows or not.
    private bool TryFindTarget(in ScriptValue uri, out TraceTarget? target)
    {
        target = uri.IsDefined && uri.TextLength == 0 ? _settings.DuplicateUri : null;
        return !uri.IsDefined || uri.TextLength == 0 || (target = _targets.Find(uri)) is not null;
    }

    private ReturnCode Trace(RoutingContext context, in ScriptValue uri, in ScriptValue correlationId, TraceScope scope)
    {
        if (!TryFindTarget(uri, out var target))
            return ReturnCode.False;

        if (scope.IsTransaction && !_settings.TracesScript)
        {
            _log.LogWarning("trace_init_mode is 1: tracing only the current message");
            scope = TraceScope.Message;
        }

        if (scope.IsDialog && !_dialogs.TryMark(context, target, ref scope))
            return ReturnCode.False;

        ByteWriter? correlation = null;
        if (correlationId.IsDefined)
        {
            correlation = context.Worker.RentWriter();
            correlationId.WriteTo(correlation);
        }

        var traced = _script!.Call(context, target, correlation is null ? default : correlation.Written, scope.IsTransaction);
        if (correlation is not null)
            context.Worker.Return(correlation);

        return ReturnCode.Of(traced);
    }
}
