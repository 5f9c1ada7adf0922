using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Core;

/// <summary>Commands about generations: reload, what it would change, status, the way back (spec reload §4.5).</summary>
[Module("reload", Summary = "Replaces the running configuration; always there.", Implicit = true)]
internal sealed class ReloadModule(
    IReloadService reload, IReloadCommands commands, ITransportTable transports, IRouteWorkers workers, TimeProvider clock, ILoggerFactory loggers) : ILiveObserver
{
    private const int Refused = 500;
    private readonly ILogger _logger = loggers.CreateLogger("reload");

    /// <summary>A reload has made this generation live.</summary>
    [Event("core:reloaded", Summary = "Runs once in the new generation after a reload, on a request that nobody sent.")]
    public EventRoute Done { get; } = new("core:reloaded");

    /// <summary>The server has started.</summary>
    [Event("core:worker-one-init", Summary = "Runs once in one worker when the server has started, on a request that nobody sent; not after a reload.")]
    public EventRoute Started { get; } = new("core:worker-one-init");

    [Rpc("core.reload", Summary = "Loads the configuration again; check only tests it, force applies what needs no restart, result answers as core.reload_result does.")]
    public void Reload(RpcCall call)
    {
        if (RequestOf(call, out var wantsResult) is not { } request)
        {
            call.Fault(400, "the parameters are check, force and result");
            return;
        }

        var outcome = commands.ReloadAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        if (!request.CheckOnly)
            Log(outcome, "reload");

        if (wantsResult)
            Describe(call, outcome);
        else
            Answer(call, outcome);
    }

    [Rpc("reload_routes", Summary = "OpenSIPS's name of core.reload.")]
    public void ReloadRoutes(RpcCall call) => Reload(call);

    [Rpc("kemi.reload", Summary = "Runs the scripts of all languages again and shows the versions before and after: app_lua.reload and app_jsdt.reload in one.")]
    public void ReloadScripts(RpcCall call)
    {
        var scripts = reload.Current.Modules.Select(static module => module.Instance).OfType<IScriptModule>().Where(static one => one.Runtime is not null).ToList();

        // All or none.
        if (!scripts.TrueForAll(script => IsGood(script, script.Runtime!.CheckReload())))
            return;

        foreach (var script in scripts)
        {
            var runtime = script.Runtime!;
            var old = runtime.Version;
            if (!IsGood(script, runtime.Reload()))
                return;

            call.AddStruct().With("language", script.Language).With("old", old - 1).With("new", runtime.Version - 1);
        }

        if (call.Rows.Count == 0)
            call.Fault(Refused, "Reload Failed: no scripts are loaded");

        bool IsGood(IScriptModule script, string? error)
        {
            if (error is not null)
                call.Fault(Refused, $"Reload Failed: {script.Language}: {error}");

            return error is null;
        }
    }

    [Rpc("core.reload_rollback", Summary = "Makes the generation before live again, as a new one; the files stay as they are.")]
    public void Rollback(RpcCall call)
    {
        var outcome = commands.RollbackAsync(CancellationToken.None).GetAwaiter().GetResult();
        Log(outcome, "rollback");
        Answer(call, outcome);
    }

    [Rpc("core.reload_diff", Summary = "Lists what a reload would change, and which changes need a restart; nothing is changed.", IsList = true)]
    public void Difference(RpcCall call)
    {
        var outcome = commands.ReloadAsync(new ReloadRequest { CheckOnly = true, Force = true }, CancellationToken.None).GetAwaiter().GetResult();
        if (outcome.Succeeded)
            AddChanges(call, outcome.Changes);
        else
            call.Fault(Refused, outcome.Error);
    }

    [Rpc("core.reload_pending", Summary = "Lists changes of the file that wait for a restart.", IsList = true)]
    public void Pending(RpcCall call) => AddChanges(call, commands.Pending);

    [Rpc("core.reload_status", Summary = "Shows the live generation and those still in use.")]
    public void Status(RpcCall call)
    {
        var current = reload.Current;
        var now = clock.GetUtcNow();
        var file = new FileInfo(current.SourcePath);
        var active = RpcValue.List();
        foreach (var generation in reload.ActiveGenerations)
        {
            active.With("generation", RpcValue.Struct()
                .With("id", generation.Generation)
                .With("refs", generation.References)
                .With("age", (long)(now - generation.Since).TotalSeconds));
        }

        call.AddStruct()
            .With("generation", current.Generation)
            .With("since", CalendarText.Of(current.Since))
            .With("source", current.SourcePath)
            .With("mtime", file.Exists ? CalendarText.Of(new DateTimeOffset(file.LastWriteTimeUtc)) : string.Empty)
            .With("previous", commands.Previous)
            .With("pending", commands.Pending.Count)
            .With("active_generations", active)
            .With("last_error", reload.Last is { Succeeded: false } last ? last.Error : string.Empty);
    }

    [Rpc("core.reload_result", Summary = "Shows the outcome of the last reload with all findings: file, line, columns, text.")]
    public void Result(RpcCall call)
    {
        if (reload.Last is { } last)
            Describe(call, last);
        else
            call.Fault(404, "there was no reload yet");
    }

    /// <inheritdoc />
    public void BecameLive(int before)
    {
        var route = before > 0 ? Done : Started;
        if (route.IsDefined)
            workers.TryPost(new LiveEvent(route, new OwnRequests(reload, transports, clock)));
    }

    private void Log(ReloadOutcome outcome, string what)
    {
        if (!outcome.Succeeded)
            _logger.LogWarning("{What:l} by command refused, generation {Generation} stays: {Error:l}", what, outcome.Generation, outcome.Error);
    }

    private static void Describe(RpcCall call, ReloadOutcome last)
    {
        var findings = RpcValue.List();
        foreach (var finding in last.Diagnostics)
            findings.With("finding", Describe(finding));

        call.AddStruct()
            .With("ok", last.Succeeded ? 1 : 0)
            .With("generation", last.Generation)
            .With("error", last.Error)
            .With("restart_required", Lines(last.RestartRequired))
            .With("findings", findings);
    }

    private static ReloadRequest? RequestOf(RpcCall call, out bool wantsResult)
    {
        var request = new ReloadRequest();
        wantsResult = false;
        for (var i = 0; i < call.Parameters.Count; i++)
        {
            switch (call.Text(i))
            {
                case "check":
                    request = request with { CheckOnly = true };
                    break;
                case "force":
                    request = request with { Force = true };
                    break;
                case "result":
                    wantsResult = true;
                    break;
                default:
                    return null;
            }
        }

        return request;
    }

    private static void Answer(RpcCall call, ReloadOutcome outcome)
    {
        if (!outcome.Succeeded)
        {
            call.Fault(Refused, outcome.Error);
            return;
        }

        var warnings = new List<string>(outcome.Warnings);
        foreach (var finding in outcome.Diagnostics)
        {
            if (finding.Rule.Severity == Severity.Warning)
                warnings.Add(finding.Headline);
        }

        call.AddStruct()
            .With("generation", outcome.Generation)
            .With("old", outcome.Old)
            .With("new", outcome.Generation)
            .With("parse_ms", (long)outcome.LoadTime.TotalMilliseconds)
            .With("swap_us", (long)outcome.SwapTime.TotalMicroseconds)
            .With("routes_added", outcome.Count(ChangeKind.Route, "added"))
            .With("routes_removed", outcome.Count(ChangeKind.Route, "removed"))
            .With("routes_changed", outcome.Count(ChangeKind.Route, "changed"))
            .With("params_changed", outcome.Count(ChangeKind.Parameter) + outcome.Count(ChangeKind.CoreParameter))
            .With("restart_required", Lines(outcome.RestartRequired))
            .With("warnings", Lines(warnings));
    }

    private static void AddChanges(RpcCall call, IReadOnlyList<ReloadChange> changes)
    {
        foreach (var change in changes)
        {
            call.AddStruct()
                .With("class", change.ClassWord)
                .With("change", change.Verb)
                .With("kind", change.KindWord)
                .With("name", change.Name)
                .With("running", change.Before ?? string.Empty)
                .With("file", change.After ?? string.Empty)
                .With("place", change.Place);
        }
    }

    private static RpcValue Describe(Diagnostic finding)
    {
        var row = RpcValue.Struct().With("id", finding.Rule.Id).With("severity", finding.SeverityWord);
        if (finding.Span is { } span)
        {
            var place = FindingPlace.Of(span);
            row.With("file", place.File)
                .With("line", place.Line)
                .With("column", place.Column)
                .With("end_line", place.EndLine)
                .With("end_column", place.EndColumn);
        }

        return row.With("message", ShownText.Of(finding.Message)).With("hint", ShownText.Of(finding.Hint));
    }

    private static RpcValue Lines(IReadOnlyList<string> lines)
    {
        var array = RpcValue.Array();
        foreach (var line in lines)
            array.Item(RpcValue.Of(line));

        return array;
    }
}
