using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Pv.Api;
using Signalbox.Modules.Sl.Api;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>Takes registrations and finds registered users.</summary>
[Module("registrar", Summary = "Takes REGISTER requests and finds the contacts of registered users.", Requires = ["usrloc", "sl"])]
internal sealed partial class RegistrarModule : IModule, ILiveParameters, IStatisticSource
{
    private const int FilterFlags = 1;
    private const int FilterConnections = 2;
    private readonly ContactEvents _events;
    private readonly ITransportTable _transports;
    private readonly IConnections _connections;
    private IStructuredValues? _structures;
    private RegistrarSettings _settings = new();
    private RegistrationReader _reader = null!;
    private ReplyWriter _writer = null!;
    private ContactLookup _lookup = null!;
    private ILocations _locations = null!;
    private IReplySender _replies = null!;

    /// <summary>Gets the engine's services.</summary>
    public RegistrarModule(StateStore state, IReloadService reload, ITransportTable transports, IConnections connections, TimeProvider time)
    {
        AcceptedRegistrations = state.GetOrAdd("registrar:accepted_regs", static () => new Counter());
        RejectedRegistrations = state.GetOrAdd("registrar:rejected_regs", static () => new Counter());
        _transports = transports;
        _connections = connections;
        _events = new ContactEvents(ContactExpired, reload, transports, time);
    }

    /// <summary>Runs when a registration was not renewed in time.</summary>
    [Event("usrloc:contact-expired", Summary = "Runs when a contact was not renewed in time; it is in $ulc(exp=>…).")]
    public EventRoute ContactExpired { get; } = new("usrloc:contact-expired");

    /// <summary>REGISTER requests that were answered 200.</summary>
    [Statistic("accepted_regs", Summary = "REGISTER requests taken.")]
    public Counter AcceptedRegistrations { get; }

    /// <summary>REGISTER requests that were refused.</summary>
    [Statistic("rejected_regs", Summary = "REGISTER requests refused.")]
    public Counter RejectedRegistrations { get; }

    /// <inheritdoc />
    public void AddTo(List<ServerStatistic> all)
    {
        Add("default_expire", DefaultExpires);
        Add("default_expires_range", 0);
        Add("expires_range", 0);
        Add("max_contacts", MaxContacts);
        Add("max_expires", MaxExpires);

        void Add(string name, long value) => all.Add(new ServerStatistic("registrar", name, value, Counter: null));
    }

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        _locations = validation.Require<ILocations>("usrloc")!;
        _replies = validation.Require<IReplySender>("sl")!;
        if (MaxExpires > 0 && MinExpires > MaxExpires)
            validation.Error("min_expires", $"min_expires {MinExpires} is above max_expires {MaxExpires}");

        _structures = ConfigXavp.Length + RecordXavp.Length > 0 ? validation.Require<IStructuredValues>("pv") : validation.Find<IStructuredValues>();

        if (SocketFlag >= 0 && SocketHeader.Length == 0)
            validation.Error("sock_flag", "sock_flag needs the name of a header", "set sock_hdr_name");

        Build(AvpName(validation));
    }

    /// <inheritdoc />
    public void ParametersChanged() => Build(_settings.ReceivedAvp);

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _locations.Notify(_events);
        return ValueTask.CompletedTask;
    }

    private void Build(string? receivedAvp)
    {
        _settings = Resolve(receivedAvp);
        _reader = new RegistrationReader(_locations, _settings, new ContactOrigin(_settings, _transports));
        _writer = new ReplyWriter(_settings);
        _lookup = new ContactLookup(_settings, _connections);
    }

    private RegistrarSettings Resolve(string? receivedAvp) => new()
    {
        DefaultExpires = DefaultExpires,
        MinExpires = MinExpires,
        RefusesBrief = MinExpiresMode == 1,
        MaxExpires = MaxExpires,
        DefaultQ = DefaultQ,
        MaxContacts = MaxContacts,
        MaxContactLength = ContactMaxSize,
        IsCaseSensitive = CaseSensitive,
        RealmPrefix = Latin1.ToBytes(RealmPrefix),
        ReceivedAvp = receivedAvp,
        ReceivedParameter = Latin1.ToBytes(ReceivedParam),
        UsesPath = UsePath,
        PathMode = PathMode,
        RetryAfter = RetryAfter,
        DefaultExpiresRange = DefaultExpiresRange,
        ExpiresRange = ExpiresRange,
        UsesExpired = UseExpiredContacts,
        FiltersFlags = (LookupFilterMode & FilterFlags) != 0,
        FiltersConnections = (LookupFilterMode & FilterConnections) != 0,
        PathUsesReceived = PathUseReceived,
        SocketFlags = SocketFlag < 0 ? 0 : 1u << SocketFlag,
        SocketHeader = Latin1.ToBytes(SocketHeader),
        Xavps = new CallXavps(_structures, ConfigXavp, RecordXavp),
        AppendsBranches = AppendBranches,
        FiltersMethods = MethodFiltering,
    };

    private string? AvpName(ModuleValidation validation)
    {
        if (ReceivedAvp.Length == 0)
            return null;

        if (!ReceivedAvp.StartsWith("$avp(", StringComparison.Ordinal) || ReceivedAvp[^1] != ')' || ReceivedAvp.Length < 7)
        {
            validation.Error("received_avp", $"'{ReceivedAvp}' is no AVP", "expected for example $avp(RECEIVED)");
            return null;
        }

        var name = ReceivedAvp[5..^1];
        return name.StartsWith("s:", StringComparison.Ordinal) || name.StartsWith("i:", StringComparison.Ordinal) ? name[2..] : name;
    }
}
