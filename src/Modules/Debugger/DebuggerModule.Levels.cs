using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Debugger;

/// <content>Log levels and syslog facilities of single modules.</content>
internal sealed partial class DebuggerModule
{
    private const int Refused = 500;
    private const string BadParameters = "invalid parameters";
    private const string NoTable = "cannot store parameter";
    private readonly Dictionary<string, int> _levels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SyslogFacility> _facilities = new(StringComparer.Ordinal);
    private ModuleLogs _logs = new();

    /// <summary>Turns levels of modules on.</summary>
    [Parameter("mod_hash_size", Default = "0", Min = 0, Max = 31, Summary = "Above 0: modules can have levels and facilities of their own; how far above does not matter.")]
    public int ModHashSize { get; set; }

    /// <summary>Whether levels of modules count.</summary>
    [Parameter("mod_level_mode", Default = "0", Live = true, LiveName = "dbg.mod_level_mode", Summary = "Enable or disable per module log level (0 - disabled, 1 - enabled)")]
    public bool ModLevelMode { get; set; }

    /// <summary>Whether facilities of modules count.</summary>
    [Parameter("mod_facility_mode", Default = "0", Live = true, LiveName = "dbg.mod_facility_mode", Summary = "Enable or disable per module log facility (0 - disabled, 1 - enabled)")]
    public bool ModFacilityMode { get; set; }

    /// <summary>Level of one module.</summary>
    [Parameter("mod_level", Summary = "Log level of a module, e.g. tm=3; core is the engine, xlog the script.")]
    public string? AddLevel(string text)
    {
        if (ModuleSetting.Split(text) is not { } setting || !IntegerText.TryParse(setting.Value, out var level) || level is < int.MinValue or > int.MaxValue)
            return $"found \"{text}\", expected MODULE=LEVEL, e.g. tm=3";

        _levels[setting.Module] = (int)level;
        return null;
    }

    /// <summary>Facility of one module.</summary>
    [Parameter("mod_facility", Summary = "Syslog facility of a module, e.g. tm=LOG_LOCAL3; core is the engine, xlog the script.")]
    public string? AddFacility(string text)
    {
        if (ModuleSetting.Split(text) is not { } setting || !SyslogFacilities.TryParse(setting.Value, out var facility))
            return $"found \"{text}\", expected MODULE=FACILITY, e.g. tm=LOG_LOCAL3";

        _facilities[setting.Module] = facility;
        return null;
    }

    /// <inheritdoc />
    public void ParametersChanged()
    {
        _logs.Override(Merged(ModLevelMode, _levels, _state.Levels));
        _logs.Override(Merged(ModFacilityMode, _facilities, _state.Facilities));
    }

    [Rpc("dbg.set_mod_level", Summary = "Set module log level")]
    public void SetLevel(RpcCall call)
    {
        if (call.Text(0) is not { Length: > 0 } module || call.Integer(1) is not { } level || level is < int.MinValue or > int.MaxValue)
            call.Fault(Refused, BadParameters);
        else if (ModHashSize == 0 || !DebugState.TrySet(_state.Levels, module, (int)level))
            call.Fault(Refused, NoTable);
        else
            Changed(call);
    }

    [Rpc("dbg.get_mod_level", Summary = "Get module log level")]
    public void GetLevel(RpcCall call)
    {
        if (call.Text(0) is { Length: > 0 } module)
            call.Add(RpcValue.Of(_logs.LevelOf(ModuleSetting.SourceOf(module)) ?? reload.Current.Settings.Debug));
        else
            call.Fault(Refused, BadParameters);
    }

    [Rpc("dbg.set_mod_facility", Summary = "Set module log facility")]
    public void SetFacility(RpcCall call)
    {
        if (call.Text(0) is not { Length: > 0 } module || call.Text(1) is not { } name)
            call.Fault(Refused, BadParameters);
        else if (!SyslogFacilities.TryParse(name, out var facility))
            call.Fault(Refused, "facility not found");
        else if (ModHashSize == 0 || !DebugState.TrySet(_state.Facilities, module, facility))
            call.Fault(Refused, NoTable);
        else
            Changed(call);
    }

    [Rpc("dbg.get_mod_facility", Summary = "Get module log facility")]
    public void GetFacility(RpcCall call)
    {
        if (call.Text(0) is not { Length: > 0 } module)
            call.Fault(Refused, BadParameters);
        else if (_logs.FacilityOf(ModuleSetting.SourceOf(module)) is { } own)
            call.Add(SyslogFacilities.NameOf(own));
        else
            call.Add(reload.Current.Settings.LogFacility);
    }

    private void Changed(RpcCall call)
    {
        ParametersChanged();
        call.Add(Done);
    }

    // What was set while the server runs goes before what the configuration says.
    private Dictionary<string, T> Merged<T>(bool counts, Dictionary<string, T> configured, IEnumerable<KeyValuePair<string, T>> set)
    {
        var all = new Dictionary<string, T>(StringComparer.Ordinal);
        if (!counts || ModHashSize == 0)
            return all;

        foreach (var (module, value) in configured)
            all[ModuleSetting.SourceOf(module)] = value;

        foreach (var (module, value) in set)
            all[ModuleSetting.SourceOf(module)] = value;

        return all;
    }
}
