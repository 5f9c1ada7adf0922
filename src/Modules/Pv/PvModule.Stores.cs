using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content><c>$var</c> and its kin, <c>$shv</c> and AVPs.</content>
internal sealed partial class PvModule
{
    private static readonly object NullVariables = new();
    private static readonly ScriptValue Zero = ScriptValue.Of(0);
    private readonly Dictionary<string, ScriptValue> _initial = new(StringComparer.Ordinal);

    [Parameter("varset", Summary = "Start value of a $var in every worker: name=i:number or name=s:text.")]
    public string? AddVariable(string text) => InitialValue.TryParse(text, out var name, out var value) ? Keep(name, value) : InitialValue.Expected;

    [Parameter("shvset", Summary = "Start value of a $shv: name=i:number or name=s:text. A reload does not set it again.")]
    public string? AddShared(string text)
    {
        if (!InitialValue.TryParse(text, out var name, out var value))
            return InitialValue.Expected;

        _initialShared.Add((name, value));
        return null;
    }

    private readonly List<(string Name, ScriptValue Value)> _initialShared = [];

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, value) in _initialShared)
            _shared.SetInitial(name, value);

        return ValueTask.CompletedTask;
    }

    [PseudoVariable("var", Inner = InnerName.Literal, Parser = nameof(ParseVariable), Store = "var", Summary = "Variable of the worker; 0 until it is set; outlives the message.")]
    [PseudoVariable("vz", Inner = InnerName.Literal, Parser = nameof(ParseVariable), Store = "var", Summary = "As $var.")]
    public ScriptValue Variable(RoutingContext context, in VariableKey key)
    {
        if (VariableOf(key) is not { } variable)
            return Zero;

        var value = context.Worker.Variables.Get(variable);
        return value.IsDefined ? value : _initial.GetValueOrDefault(variable.Name, Zero);
    }

    [PseudoVariableWriter("var", Copies = true)]
    [PseudoVariableWriter("vz", Copies = true)]
    public static bool SetVariable(RoutingContext context, in VariableKey key, in ScriptValue value)
    {
        if (VariableOf(key) is not { } variable)
            return false;

        context.Worker.Variables.Set(variable, value.IsDefined ? value : Zero);
        return true;
    }

    internal static object? ParseVariable(string inner, out string? error)
    {
        var variable = WorkerVariables.Find(inner);
        error = variable is null ? $"there are more than {WorkerVariables.MaxNames} names" : null;
        return variable;
    }

    // Scripts of other languages pass the name alone.
    private static WorkerVariable? VariableOf(in VariableKey key) => key.Parsed as WorkerVariable ?? WorkerVariables.Find(key.Name);

    [PseudoVariable("vn", Inner = InnerName.Literal, Store = "var", Summary = "Variable of the worker; undefined until it is set.")]
    public static ScriptValue NullVariable(RoutingContext context, in VariableKey key) =>
        NullVariablesOf(context.Worker).GetValueOrDefault(key.Name);

    [PseudoVariableWriter("vn")]
    public static bool SetNullVariable(RoutingContext context, in VariableKey key, in ScriptValue value)
    {
        NullVariablesOf(context.Worker)[key.Name] = value.Detach();
        return true;
    }

    [PseudoVariable("shv", Inner = InnerName.Literal, Store = "shv", Summary = "Variable shared by all workers; 0 until it is set.")]
    public ScriptValue Shared(RoutingContext context, in VariableKey key) =>
        _shared.TryGet(key.Name, out var value) ? value : ScriptValue.Of(0);

    [PseudoVariableWriter("shv")]
    public bool SetShared(RoutingContext context, in VariableKey key, in ScriptValue value)
    {
        _shared.Set(key.Name, value);
        return true;
    }

    [PseudoVariable("shvinc", Inner = InnerName.Literal, Summary = "Adds 1 to a $shv and gives the sum.")]
    public ScriptValue IncrementShared(RoutingContext context, in VariableKey key) => ScriptValue.Of(_shared.Increment(key.Name));

    [PseudoVariable("avp", Inner = InnerName.Dynamic, Parser = nameof(ParseAvpName), Store = "avp", Summary = "Value of the transaction; assigning adds on top, $null removes the newest, [*] stands for all.")]
    public static ScriptValue Avp(RoutingContext context, in VariableKey key)
    {
        var name = AvpName(key);
        if (!key.Index.IsAll)
            return context.Avps.Get(name, key.Index.Value);

        var count = context.Avps.Count(name);
        if (count < 2)
            return context.Avps.Get(name);

        var writer = context.Worker.RentWriter();
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                writer.Write(", "u8);

            context.Avps.Get(name, i).WriteTo(writer);
        }

        var joined = ScriptValue.Of(Latin1.ToText(writer.Written));
        context.Worker.Return(writer);
        return joined;
    }

    [PseudoVariableWriter("avp")]
    public static bool SetAvp(RoutingContext context, in VariableKey key, in ScriptValue value)
    {
        var name = AvpName(key);
        if (key.Index.IsAll)
            context.Avps.RemoveAll(name);

        if (value.IsDefined)
            return context.Avps.Push(name, value);

        if (!key.Index.IsAll)
            context.Avps.Pop(name);

        return true;
    }

    internal static object? ParseAvpName(string inner, out string? error) => AvpNames.Parse(inner, out error);

    private static string AvpName(in VariableKey key) => key.Parsed as string ?? AvpNames.Parse(key.Name, out _) ?? key.Name;

    private static Dictionary<string, ScriptValue> NullVariablesOf(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(NullVariables, out var found))
            return (Dictionary<string, ScriptValue>)found;

        var made = new Dictionary<string, ScriptValue>(StringComparer.Ordinal);
        worker.Locals.Add(NullVariables, made);
        return made;
    }

    private string? Keep(string name, in ScriptValue value)
    {
        _initial[name] = value;
        return null;
    }
}
