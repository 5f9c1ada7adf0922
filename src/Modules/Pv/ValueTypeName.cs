using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <summary>A type of values by its name.</summary>
/// <param name="Kind">The type.</param>
public readonly record struct ValueTypeName(ValueKind Kind) : IScriptArgument<ValueTypeName>
{
    /// <inheritdoc />
    public static bool TryParse(string text, out ValueTypeName value, out string error)
    {
        error = $"found '{text}', expected int, str or null";
        value = text switch
        {
            "int" => new ValueTypeName(ValueKind.Integer),
            "str" => new ValueTypeName(ValueKind.Text),
            "null" => new ValueTypeName(ValueKind.Undefined),
            _ => new ValueTypeName(ValueKind.Fixed),
        };
        return value.Kind != ValueKind.Fixed;
    }
}
