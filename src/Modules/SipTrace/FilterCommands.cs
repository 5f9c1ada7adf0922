using Signalbox.Engine.Control;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipTrace;

/// <summary>The commands siptrace.start, siptrace.stop and siptrace.list.</summary>
internal static class FilterCommands
{
    private const int BadRequest = 400;
    private const int NotFound = 404;
    private const int Refused = 500;

    /// <summary>Begins a tracing; answers its id, seconds and messages.</summary>
    public static void Start(RpcCall call, TraceFilters filters, TraceSettings settings, bool hasDatabase)
    {
        if (FilterArguments.Read(call, out var error) is not { } filter)
            call.Fault(BadRequest, error);
        else if (filter is { Target: null, HasSteps: false } && settings.DuplicateUri is null && !hasDatabase)
            call.Fault(Refused, "nowhere to trace to: the configuration has no database and no duplicate_uri; give uri=");
        else if (!filters.TryStart(filter))
            call.Fault(Refused, $"{TraceFilters.MaxLive} tracings run already; end one with siptrace.stop");
        else
            Answer(call.AddStruct(), filter, hasDatabase);
    }

    private static void Answer(RpcValue row, TraceFilter filter, bool hasDatabase)
    {
        row.With("id", filter.Id).With("left", SecondsLeft(filter)).With("max", filter.Max);
        if (filter.HasSteps)
            row.With("steps", hasDatabase ? "database" : "log, level INFO");
    }

    /// <summary>Ends one or all; answers how many.</summary>
    public static void Stop(RpcCall call, TraceFilters filters)
    {
        var word = call.Text(0);
        var stopped = 0;
        foreach (var filter in filters.Live)
        {
            if (word != "all" && call.Integer(0) != filter.Id)
                continue;

            filters.Stop(filter, FilterEnd.Stopped);
            stopped++;
        }

        if (word is null)
            call.Fault(BadRequest, "expected the id of a tracing, or all");
        else if (stopped == 0 && word != "all")
            call.Fault(NotFound, $"no tracing has the id {word}");
        else
            call.AddStruct().With("stopped", stopped);
    }

    /// <summary>Shows those that run and those that ended lately.</summary>
    public static void List(RpcCall call, TraceFilters filters)
    {
        foreach (var filter in filters.Live)
            Show(call.AddStruct(), filter);

        foreach (var filter in filters.Ended)
            Show(call.AddStruct(), filter);
    }

    private static void Show(RpcValue row, TraceFilter filter)
    {
        row.With("id", filter.Id).With("state", filter.End switch
        {
            FilterEnd.Time => "ended by time",
            FilterEnd.Budget => "ended by max",
            FilterEnd.Stopped => "stopped",
            _ => "running",
        });
        Show(row, "from", filter.From?.ToString());
        Show(row, "to", filter.To?.ToString());
        Show(row, "user", filter.User?.ToString());
        Show(row, "ip", filter.Address?.ToString());
        Show(row, "callid", Latin1.ToText(filter.CallId));
        Show(row, "uri", filter.TargetText);
        Show(row, "script", filter.HasSteps ? "on" : null);
        row.With("left", filter.End == FilterEnd.None ? SecondsLeft(filter) : 0).With("seen", filter.Seen).With("max", filter.Max).With("calls", filter.Calls);
    }

    private static void Show(RpcValue row, string name, string? value)
    {
        if (value is { Length: > 0 })
            row.With(name, value);
    }

    private static long SecondsLeft(TraceFilter filter) => Math.Max(0, (filter.Until - Environment.TickCount64 + 999) / 1000);
}
