using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Avpops;

/// <summary>A variable whose value is read; of an AVP also all values.</summary>
internal sealed class AvpSource : IPartsArgument<AvpSource>
{
    private readonly VariableReference _variable;
    private readonly string? _name;

    private AvpSource(VariableReference variable, bool all)
    {
        _variable = variable;
        _name = Core.Api.AvpNames.OfVariable(variable.Text);
        IsAll = all;
    }

    /// <summary>True after flag g.</summary>
    public bool IsAll { get; }

    /// <inheritdoc />
    public static bool TryParse(IReadOnlyList<ArgumentPart> parts, out AvpSource value, out string error)
    {
        value = null!;
        if (!AvpParts.TryFlags(parts, 1, AvpFlags.All, out var flags, out error))
            return false;

        value = OfPart(parts[0], flags.HasFlag(AvpFlags.All))!;
        error = value is null ? $"found '{parts[0].Text}', expected a variable" : string.Empty;
        return value is not null;
    }

    /// <summary>A part that is a variable; null for any other.</summary>
    public static AvpSource? OfPart(ArgumentPart part, bool all) => part.Variable is { } variable ? new AvpSource(variable, all) : null;

    /// <summary>Value number <paramref name="index"/>, newest first; undefined when there is none. Variables other than AVPs have one.</summary>
    public ScriptValue Get(RoutingContext context, int index)
    {
        if (_name is not null)
            return context.Avps.Get(_name, index);

        return index == 0 ? _variable.Read(context) : ScriptValue.Undefined;
    }
}
