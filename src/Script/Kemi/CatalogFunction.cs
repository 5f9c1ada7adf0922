using Signalbox.Engine.Values;

namespace Signalbox.Script.Kemi;

/// <summary>A declared module function as scripts call it: the same thunk that the cfg uses.</summary>
internal sealed class CatalogFunction : KemiFunction
{
    private readonly CatalogOverload?[] _byCount;

    /// <summary>Wraps a function.</summary>
    /// <param name="module">Module name; empty for the core.</param>
    /// <param name="name">Name in the module's table.</param>
    /// <param name="returns">What the script gets.</param>
    /// <param name="byCount">What to call by number of arguments; index 0 is none.</param>
    /// <param name="parameters">Types of the longest form.</param>
    public CatalogFunction(string module, string name, KemiReturn returns, CatalogOverload?[] byCount, KemiType[] parameters)
        : base(module, name, returns, parameters)
    {
        _byCount = byCount;
        Required = Array.FindIndex(byCount, static overload => overload is not null);
    }

    /// <inheritdoc />
    public override IEnumerable<KemiWaitingName> WaitingNames =>
        Array.Exists(_byCount, static overload => overload is { Function.Blocking: true }) ? [new KemiWaitingName(Module, Name)] : [];

    /// <inheritdoc />
    public override ScriptValue Call(KemiInterpreter caller, ReadOnlySpan<ScriptValue> arguments)
    {
        var count = arguments.Length;
        while (_byCount[count] is null)
            count--;

        return _byCount[count]!.Call(caller, arguments[..count]);
    }
}
