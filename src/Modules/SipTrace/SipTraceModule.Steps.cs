using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipTrace;

/// <summary>The steps of scripts, for the calls of <c>siptrace.start … script=on</c>.</summary>
internal sealed partial class SipTraceModule : IScriptObserver
{
    private StepTracer? _steps;

    /// <summary>Table of the steps.</summary>
    [Parameter("script_table", Default = "script_trace", Summary = "Table of the steps that scripts take with the calls of siptrace.start script=on.")]
    public string ScriptTable { get; set; } = "script_trace";

    /// <inheritdoc />
    public bool Wants(RoutingContext context) => _filters.AnySteps && _steps is { } steps && steps.Wants(context);

    /// <inheritdoc />
    public void Stepped(RoutingContext context, in ScriptStep step) => _steps?.Store(context, step);

    private void OpenSteps(RecordWriter? writer) =>
        _steps = new StepTracer(_filters, writer is null ? new StepLog(_log) : new StepDatabase(writer, ScriptTable));
}
