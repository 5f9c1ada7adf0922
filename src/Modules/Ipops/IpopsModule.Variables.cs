using System.Net;
using System.Net.Sockets;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Ipops;

/// <summary>Results of look-ups, and names of this machine.</summary>
internal sealed partial class IpopsModule
{
    private const string HostFields = "addr type";
    private const string HostPlain = "addr type ipv4 ipv6";
    private static readonly TimeSpan NamePatience = TimeSpan.FromMilliseconds(500);
    private readonly Dictionary<string, ScriptValue> _names = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        var host = Dns.GetHostName();
        var (full, address) = (host, string.Empty);
        try
        {
            var entry = await Dns.GetHostEntryAsync(host, cancellationToken).WaitAsync(NamePatience, cancellationToken);
            full = entry.HostName;
            address = Array.Find(entry.AddressList, static one => one.AddressFamily == AddressFamily.InterNetwork)?.ToString() ?? string.Empty;
        }
        catch (Exception reason) when (reason is SocketException or TimeoutException)
        {
            // A machine without a name in the DNS has the one it gives itself.
            full = host;
        }

        var dot = full.IndexOf('.', StringComparison.Ordinal);
        _names["n"] = ScriptValue.Of(host);
        _names["f"] = ScriptValue.Of(full);
        _names["d"] = dot < 0 ? ScriptValue.Undefined : ScriptValue.Of(full[(dot + 1)..]);
        _names["i"] = address.Length == 0 ? ScriptValue.Undefined : ScriptValue.Of(address);
    }

    [PseudoVariable("HN", Inner = InnerName.Literal, Parser = nameof(ParseHostName), Summary = "This machine: n name, f full name, d domain, i IPv4 address; read at start.")]
    public ScriptValue ReadHostName(RoutingContext context, in VariableKey key) => _names.GetValueOrDefault(key.Name);

    [PseudoVariable("dns", Inner = InnerName.Dynamic, Parser = nameof(ParseHost), Summary = "Result of dns_query: id=>count, addr[i], type[i] (4 or 6), ipv4, ipv6 (1 when there is one).")]
    public static ScriptValue ReadHost(RoutingContext context, in VariableKey key)
    {
        if ((key.Parsed ?? ParseHost(key.Name, out _)) is not LookupField field)
            return ScriptValue.Undefined;

        var results = LookupResults.Of(context.Worker, Hosts);
        if (field.Field is not ("ipv4" or "ipv6"))
            return field.Field == LookupField.Count ? OfCount(results.Count(field.Id)) : results.Get(field);

        var has = 0;
        for (var i = 0; i < results.Count(field.Id); i++)
            has |= results.Get(new LookupField(field.Id, "type", i)).Number == (field.Field[3] - '0') ? 1 : 0;

        return results.Count(field.Id) is null ? ScriptValue.Undefined : ScriptValue.Of(has);
    }

    [PseudoVariable("ptrquery", Inner = InnerName.Dynamic, Parser = nameof(ParsePointer), Summary = "Result of ptr_query: id=>hostname.")]
    public static ScriptValue ReadPointer(RoutingContext context, in VariableKey key) =>
        (key.Parsed ?? ParsePointer(key.Name, out _)) is LookupField field ? Read(context, Pointers, field) : ScriptValue.Undefined;

    [PseudoVariable("srvquery", Inner = InnerName.Dynamic, Parser = nameof(ParseService), Summary = "Result of srv_query: id=>count, port[i], priority[i], target[i], weight[i].")]
    public static ScriptValue ReadService(RoutingContext context, in VariableKey key) =>
        (key.Parsed ?? ParseService(key.Name, out _)) is LookupField field ? Read(context, Services, field) : ScriptValue.Undefined;

    [PseudoVariable("naptrquery", Inner = InnerName.Dynamic, Parser = nameof(ParseAuthority), Summary = "Result of naptr_query: id=>count, order[i], pref[i], flags[i], services[i], regex[i], replace[i].")]
    public static ScriptValue ReadAuthority(RoutingContext context, in VariableKey key) =>
        (key.Parsed ?? ParseAuthority(key.Name, out _)) is LookupField field ? Read(context, Authorities, field) : ScriptValue.Undefined;

    /// <summary>Checks <c>$HN(…)</c>.</summary>
    internal static object? ParseHostName(string inner, out string? error)
    {
        error = inner is "n" or "f" or "d" or "i" ? null : $"unknown name '{inner}'; expected n, f, d or i";
        return error is null ? inner : null;
    }

    /// <summary>Checks <c>$dns(…)</c>.</summary>
    internal static object? ParseHost(string inner, out string? error) => LookupField.Parse(inner, HostFields, HostPlain, out error);

    /// <summary>Checks <c>$ptrquery(…)</c>.</summary>
    internal static object? ParsePointer(string inner, out string? error) => LookupField.Parse(inner, "hostname", "hostname", out error);

    /// <summary>Checks <c>$srvquery(…)</c>.</summary>
    internal static object? ParseService(string inner, out string? error) => LookupField.Parse(inner, ServiceRecords.Fields, string.Empty, out error);

    /// <summary>Checks <c>$naptrquery(…)</c>.</summary>
    internal static object? ParseAuthority(string inner, out string? error) => LookupField.Parse(inner, AuthorityRecords.Fields, string.Empty, out error);

    private static ScriptValue Read(RoutingContext context, object kind, LookupField field)
    {
        var results = LookupResults.Of(context.Worker, kind);
        return field.Field == LookupField.Count ? ScriptValue.Of(results.Count(field.Id) ?? 0) : results.Get(field);
    }

    private static ScriptValue OfCount(int? count) => count is { } number ? ScriptValue.Of(number) : ScriptValue.Undefined;
}
