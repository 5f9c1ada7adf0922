using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>Constants, return code, environment, process.</content>
internal sealed partial class PvModule
{
    private static readonly ScriptValue VersionText = ScriptValue.Of(ServerInfo.Version);
    private static readonly ScriptValue VersionNumber = ScriptValue.Of(NumberOf(System.Version.Parse(ServerInfo.Version)));

    [PseudoVariable("null", Summary = "Undefined.")]
    public static ScriptValue Null(RoutingContext context) => ScriptValue.Undefined;

    [PseudoVariable("true", Summary = "1.")]
    public static ScriptValue True(RoutingContext context) => ScriptValue.Of(1);

    [PseudoVariable("rc", Summary = "Code of the last function or route.")]
    [PseudoVariable("retcode", Summary = "Code of the last function or route.")]
    public static ScriptValue LastCode(RoutingContext context) => ScriptValue.Of(context.ReturnCode);

    [PseudoVariable("pp", Summary = "Process id.")]
    public static ScriptValue ProcessId(RoutingContext context) => ScriptValue.Of(Environment.ProcessId);

    [PseudoVariable("sid", Summary = "server_id.")]
    public static ScriptValue ServerId(RoutingContext context) => ScriptValue.Of(context.Snapshot.Settings.ServerId);

    [PseudoVariable("ruid", Summary = "Record id of the contact that became the request URI.")]
    public static ScriptValue RecordId(RoutingContext context) => context.Ruid.Length > 0 ? context.Ruid.Value : ScriptValue.Undefined;

    [PseudoVariable("_s", Inner = InnerName.Dynamic, Summary = "The inner text, variables in it replaced.")]
    public static ScriptValue Evaluated(RoutingContext context, in VariableKey key) => ScriptValue.Of(key.Name);

    [PseudoVariable("env", Inner = InnerName.Literal, Summary = "Environment variable.")]
    public static ScriptValue EnvironmentText(RoutingContext context, in VariableKey key) =>
        ScriptValue.Of(Environment.GetEnvironmentVariable(key.Name));

    [PseudoVariable("envn", Inner = InnerName.Literal, Summary = "Environment variable as number, 0 when there is none.")]
    public static ScriptValue EnvironmentNumber(RoutingContext context, in VariableKey key) =>
        ScriptValue.Of(ScriptValue.Of(Environment.GetEnvironmentVariable(key.Name)).ToInteger());

    [PseudoVariable("version", Inner = InnerName.Literal, Parser = nameof(ParseVersionKey), Summary = "Version of the server: num, full or hash.")]
    public static ScriptValue ServerVersion(RoutingContext context, in VariableKey key) =>
        ScriptValue.Of(key.Name switch { "num" => ServerInfo.Version, "hash" => "unknown", _ => ServerInfo.Signature });

    internal static object? ParseVersionKey(string inner, out string? error) => ParseOneOf(inner, "version", ["num", "full", "hash"], out error);

    [PseudoVariable("ksr", Inner = InnerName.Literal, Parser = nameof(ParseServerKey), Summary = "Version of the server: ver as text, verval as number.")]
    public static ScriptValue ServerFact(RoutingContext context, in VariableKey key) => key.Name == "verval" ? VersionNumber : VersionText;

    internal static object? ParseServerKey(string inner, out string? error) => ParseOneOf(inner, "ksr", ["ver", "verval"], out error);

    [PseudoVariable("iuid", Newer = true, Summary = "A text that is new at each read.")]
    public static ScriptValue UniqueText(RoutingContext context) => ScriptValue.Of(UniqueIds.Next("iuid"));

    [PseudoVariable("stat", Inner = InnerName.Dynamic, Summary = "A counter: group:name or name; undefined when there is none.")]
    public ScriptValue Statistic(RoutingContext context, in VariableKey key)
    {
        var name = key.Name;
        var found = ServerStatistics.All(context.Snapshot, _workers).Find(statistic => statistic.Name == name || $"{statistic.Group}:{statistic.Name}" == name);
        return found is null ? ScriptValue.Undefined : ScriptValue.Of(found.Value);
    }

    [PseudoVariable("Eb", Summary = "Backslash.")]
    public static ScriptValue Backslash(RoutingContext context) => ScriptValue.Of("\\");

    [PseudoVariable("En", Summary = "Line feed.")]
    public static ScriptValue LineFeed(RoutingContext context) => ScriptValue.Of("\n");

    [PseudoVariable("Er", Summary = "Carriage return.")]
    public static ScriptValue CarriageReturn(RoutingContext context) => ScriptValue.Of("\r");

    [PseudoVariable("Es", Summary = "Space.")]
    public static ScriptValue Space(RoutingContext context) => ScriptValue.Of(" ");

    [PseudoVariable("Et", Summary = "Tab.")]
    public static ScriptValue Tab(RoutingContext context) => ScriptValue.Of("\t");

    [PseudoVariable("Ec", Summary = "Comma.")]
    public static ScriptValue Comma(RoutingContext context) => ScriptValue.Of(",");

    [PseudoVariable("Eq", Summary = "Double quote.")]
    public static ScriptValue DoubleQuote(RoutingContext context) => ScriptValue.Of("\"");

    [PseudoVariable("Ek", Summary = "Single quote.")]
    public static ScriptValue SingleQuote(RoutingContext context) => ScriptValue.Of("'");

    [PseudoVariable("Ei", Summary = "Colon.")]
    public static ScriptValue Colon(RoutingContext context) => ScriptValue.Of(":");

    [PseudoVariable("Ej", Summary = "Semicolon.")]
    public static ScriptValue Semicolon(RoutingContext context) => ScriptValue.Of(";");

    [PseudoVariable("Ev", Newer = true, Summary = "Back-tick.")]
    public static ScriptValue BackTick(RoutingContext context) => ScriptValue.Of("`");

    /// <summary>5.6.3 is 5006003.</summary>
    private static long NumberOf(Version version) => version.Major * 1_000_000L + version.Minor * 1000L + version.Build;
}
