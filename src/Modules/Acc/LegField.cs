using Signalbox.Engine.Catalog;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Acc;

/// <summary>An AVP whose values, newest first, belong to the legs of a call.</summary>
/// <param name="Name">Name in the line, and column of the table.</param>
/// <param name="Avp">Name of the AVP.</param>
internal sealed record LegField(string Name, string Avp)
{
    /// <summary>Reads <c>name=$avp(a);name=$avp(b)</c>; empty after an error was reported.</summary>
    public static LegField[] Parse(ModuleValidation validation, string parameter, string? text)
    {
        var fields = new List<LegField>();
        foreach (var field in ExtraField.Parse(validation, parameter, text))
        {
            if (AvpNames.OfVariable(field.Value.Text) is { } avp)
                fields.Add(new LegField(field.Name, avp));
            else
                validation.Error(parameter, $"'{field.Value.Text}' is no AVP", "expected for example src=$avp(src)");
        }

        return [.. fields];
    }
}
