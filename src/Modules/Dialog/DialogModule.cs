using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Dialog.Api;
using Signalbox.Modules.Rr.Api;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Follows calls from INVITE to BYE.</summary>
[Module("dialog", Summary = "Follows calls from INVITE to BYE, with variables, profiles and timeouts.")]
internal sealed partial class DialogModule : IModule, IDialogLayer, IRoutedObserver, ITransactionObserver, IRequestHook
{
    private readonly StateStore _state;
    private readonly ITimers _timers;
    private readonly TimeProvider _time;
    private readonly ITransportTable _transports;
    private readonly IReloadService _reload;
    private readonly IScriptLog _log;
    private readonly DialogStatistics _statistics;
    private DialogParts _parts = null!;

    /// <summary>Gets the engine's services.</summary>
    public DialogModule(StateStore state, ITimers timers, TimeProvider time, ITransportTable transports, IReloadService reload, IScriptLog log)
    {
        _state = state;
        _timers = timers;
        _time = time;
        _transports = transports;
        _reload = reload;
        _log = log;
        _statistics = new DialogStatistics(state);
    }

    /// <summary>Answered calls.</summary>
    [Statistic("active_dialogs", Summary = "Calls that are answered and not over.")]
    public Counter Active => _statistics.Active;

    /// <summary>Ringing calls.</summary>
    [Statistic("early_dialogs", Summary = "Calls that ring.")]
    public Counter Early => _statistics.Early;

    /// <summary>All calls.</summary>
    [Statistic("processed_dialogs", Summary = "Calls since the start.")]
    public Counter Processed => _statistics.Processed;

    /// <summary>Calls that timed out.</summary>
    [Statistic("expired_dialogs", Summary = "Calls that timed out.")]
    public Counter Expired => _statistics.Expired;

    /// <summary>Calls that were refused.</summary>
    [Statistic("failed_dialogs", Summary = "Calls that were refused.")]
    public Counter Failed => _statistics.Failed;

    /// <summary>A call was answered.</summary>
    [Event("dialog:start", Summary = "Runs on the 2xx of a call, before it goes on.")]
    public EventRoute Started { get; } = new("dialog:start");

    /// <summary>A call ended.</summary>
    [Event("dialog:end", Summary = "Runs when an answered call ends: on the BYE, or on a request of the server when it timed out.")]
    public EventRoute EndedRoute { get; } = new("dialog:end");

    /// <summary>A call was refused.</summary>
    [Event("dialog:failed", Summary = "Runs when a call ends unanswered, on the negative reply.")]
    public EventRoute FailedRoute { get; } = new("dialog:failed");

    /// <summary>A call timed out.</summary>
    [Event("dialog:timeout", Summary = "Runs when the lifetime of a call is over, on a request of the server, before dialog:end.")]
    public EventRoute TimedOut { get; } = new("dialog:timeout");

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        var sender = validation.Require<ILocalRequests>("tm");
        CheckParameters(validation);
        FindDatabase(validation);
        var table = _state.GetOrAdd("dialog", () => new DialogTable(RoundedSize(), (uint)Random.Shared.Next(0x2000)));
        _remote = _state.GetOrAdd("dialog.remote", static () => new RemoteMembers());
        var services = new DialogServices(
            table, _statistics, _timers, _time, _transports, _reload, _log, new OwnRequests(_reload, _transports, _time, OwnRequests.TextOf("dialog")));
        var routes = new DialogRoutes(Started, EndedRoute, FailedRoute, TimedOut);
        _parts = new DialogParts(services, ReadSettings(), routes, sender, new DialogBridge(services, BridgeController, BridgeContact));
        _parts.Closer.Transactions = validation.Find<ITransactionLayer>();
        _parts.Events.Observers = [.. validation.All<IDialogObserver>()];
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        OpenDatabase();
        _parts.Services.Table.Clock = _parts.Clock;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        CloseDatabase();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public SipDialog? Find(RoutingContext context) => _parts.Lookup.Find(context);

    /// <inheritdoc />
    public SipDialog? Current(RoutingContext context) => DialogLookup.CurrentOf(context);

    /// <inheritdoc />
    public void Routed(RoutingContext context, ReadOnlySpan<byte> parameters) => _parts.Requests.Routed(context, parameters);

    /// <inheritdoc />
    public void Began(RoutingContext context)
    {
        if (!DialogReplies.IsInitial(context.Message))
            return;

        if (DialogLookup.CurrentOf(context) is null && (context.Flags & _parts.Settings.FlagMask) != 0)
            _parts.Start.Begin(context);

        if (DialogLookup.CurrentOf(context) is { } dialog)
        {
            lock (dialog.Gate)
            {
                dialog.Flags |= DialogFlags.HasTransaction;
                dialog.Opening ??= _parts.Closer.Transactions?.IdOf(context);
            }
        }
    }

    /// <inheritdoc />
    public void Replying(in TransactionReply reply) => _parts.Replies.Replying(reply);

    /// <inheritdoc />
    public void Ended(RoutingContext request) => _parts.Replies.Ended(request);

    /// <inheritdoc />
    public bool BeforeRoute(RoutingContext context) => false;

    /// <inheritdoc />
    public void AfterRoute(RoutingContext context)
    {
        if (DialogReplies.IsInitial(context.Message) && DialogLookup.CurrentOf(context) is { } dialog)
            _parts.Start.ScriptEnded(context, dialog);
    }
}
