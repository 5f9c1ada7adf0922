using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Avpops;

/// <summary>Operations on AVPs.</summary>
/// <param name="log">Gets what avp_print() lists.</param>
[Module("avpops", Summary = "Deletes, copies, computes, compares and pushes AVPs.")]
internal sealed partial class AvpopsModule(IScriptLog log) : IModule
{
    private const RouteKinds Blocks = RouteKinds.Any;
    private static readonly object Scratch = new();

    [Function("is_avp_set", Surface = Surfaces.Cfg, Routes = Blocks, Summary = "True when an AVP has a value; flags behind a slash: s text, n number, e empty.")]
    public static ReturnCode IsSet(RoutingContext context, AvpTest avp) => ReturnCode.Of(avp.IsTrue(context.Avps));

    [Function("avp_delete", Surface = Surfaces.Cfg, Routes = Blocks, Summary = "Deletes the newest value, all of a name (/g), or s, i, a: a kind of names.")]
    public static ReturnCode Delete(RoutingContext context, AvpSelection avps) => ReturnCode.Of(avps.RemoveFrom(context.Avps));

    [Function("avp_check", Routes = Blocks, Summary = "Compares a variable: eq, ne, lt, le, gt, ge, re, fm, and, or, xor with /value and flags /g all values, /i without case.")]
    public static ReturnCode Check(RoutingContext context, AvpSource variable, AvpCheck check)
    {
        for (var i = 0; variable.Get(context, i) is { IsDefined: true } value; i++)
        {
            if (check.Holds(context, value))
                return ReturnCode.True;

            if (!check.Flags.HasFlag(AvpFlags.All) && !variable.IsAll)
                break;
        }

        return ReturnCode.False;
    }

    [Function("avp_pushto", Surface = Surfaces.Cfg, Routes = Blocks, Summary = "Writes a value to $ru, $ru/username, $ru/domain, $du or $br; /g behind the AVP pushes all its values.")]
    public static ReturnCode PushTo(RoutingContext context, PushTarget target, AvpSource source)
    {
        var pushed = 0;
        while (pushed == 0 || source.IsAll)
        {
            var value = source.Get(context, pushed);
            if (!value.IsDefined)
                break;

            using var bytes = new ValueBytes(context.Worker, value);
            if (!target.Write(context, bytes.Span, pushed == 0))
                return ReturnCode.False;

            pushed++;
        }

        return ReturnCode.Of(pushed > 0);
    }

    [Function("avp_copy", Routes = Blocks, Summary = "Copies a value under another name; flags g all (in reversed order), d delete the source, n as number, s as text.")]
    public static ReturnCode Copy(RoutingContext context, AvpCopyTarget source, AvpCopyTarget target)
    {
        var values = Read(context, source.Name);
        var all = target.Flags.HasFlag(AvpFlags.All);
        var copied = 0;
        while (copied < values.Count && (all || copied == 0))
        {
            if (!TryCast(values[copied].Value, target.Flags, out var value))
                return ReturnCode.False;

            Remove(context, source.Name, target.Flags.HasFlag(AvpFlags.Delete) && copied == 0, all);
            context.Avps.Push(target.Name, value);
            copied++;
        }

        return ReturnCode.Of(copied > 0);
    }

    [Function("avp_subst", Surface = Surfaces.Cfg, Routes = Blocks, Summary = "Replaces in text values: source/destination/flags (g all values, d delete the source), /expression/text/flags.")]
    public static ReturnCode Substitute(RoutingContext context, AvpPair avps, Substitution change)
    {
        var values = Read(context, avps.Source);
        var all = avps.Flags.HasFlag(AvpFlags.All);
        var changed = 0;
        for (var i = 0; i < values.Count && (all || i == 0); i++)
        {
            var old = values[i].Value;
            if (!old.IsText || !change.TryApply(old.ToText(), out var text))
                continue;

            if (avps.Replaces)
                context.Avps.RemoveValue(avps.Source, old);

            context.Avps.Push(avps.Destination, ScriptValue.Of(text));
            changed++;
        }

        return ReturnCode.Of(changed > 0);
    }

    [Function("avp_subst_pv", Surface = Surfaces.Cfg, Routes = Blocks, Summary = "As avp_subst, the whole expression computed first; -3 when it is none.")]
    public static ReturnCode SubstituteComputed(RoutingContext context, AvpPair avps, string change) =>
        Substitution.TryParse(change, out var parsed, out _) ? Substitute(context, avps, parsed) : -3;

    [Function("avp_op", Surface = Surfaces.Cfg, Routes = Blocks, Summary = "Computes with the numbers of an AVP: source/destination, add/i:5; sub, mul, div, mod, and, or, xor, not.")]
    public static ReturnCode Operate(RoutingContext context, AvpPair avps, AvpOperation operation)
    {
        var values = Read(context, avps.Source);
        if (values.Count == 0 || !operation.TryGetOperand(context, out var operand))
            return ReturnCode.False;

        var deletes = avps.Replaces || operation.Flags.HasFlag(AvpFlags.Delete);
        var done = 0;
        foreach (var (_, old) in values)
        {
            if (!old.IsInteger)
                continue;

            if (deletes)
                context.Avps.RemoveValue(avps.Source, old);

            context.Avps.Push(avps.Destination, ScriptValue.Of(operation.Apply(old.Number, operand)));
            done++;
        }

        return ReturnCode.Of(done > 0);
    }

    [Function("avp_print", Surface = Surfaces.Cfg, Routes = Blocks, Summary = "Logs all AVPs at level info.")]
    public ReturnCode Print(RoutingContext context)
    {
        if (!log.IsEnabled(LogLevels.Info))
            return ReturnCode.True;

        foreach (var (name, value) in Read(context, null))
            log.Write(LogLevels.Info, Latin1.ToBytes($"avp {name} = {(value.IsInteger ? value.ToText() : $"\"{value.ToText()}\"")}"));

        return ReturnCode.True;
    }

    private static List<(string Name, ScriptValue Value)> Read(RoutingContext context, string? name)
    {
        if (!context.Worker.Locals.TryGetValue(Scratch, out var found))
            context.Worker.Locals.Add(Scratch, found = new List<(string, ScriptValue)>());

        var values = (List<(string Name, ScriptValue Value)>)found;
        values.Clear();
        context.Avps.CopyTo(values, name);
        return values;
    }

    private static void Remove(RoutingContext context, string name, bool wanted, bool all)
    {
        if (wanted && all)
            context.Avps.RemoveAll(name);
        else if (wanted)
            context.Avps.Pop(name);
    }

    private static bool TryCast(in ScriptValue value, AvpFlags flags, out ScriptValue cast)
    {
        cast = value;
        if (flags.HasFlag(AvpFlags.Text) && value.IsInteger)
            cast = ScriptValue.Of(value.ToText());

        if (!flags.HasFlag(AvpFlags.Number) || value.IsInteger)
            return true;

        var isNumber = value.TryToInteger(out var number);
        cast = ScriptValue.Of(number);
        return isNumber;
    }
}
