using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Acc;

/// <summary>A value that records carry beyond the usual ones.</summary>
/// <param name="Name">Name in the line, and column of the table.</param>
/// <param name="Value">The variable.</param>
internal sealed record ExtraField(string Name, VariableReference Value)
{
    private static readonly ExtraField[] Nothing = [];

    /// <summary>Reads <c>name=$variable;name=$variable</c>; empty after an error was reported.</summary>
    /// <param name="validation">Where errors go.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="text">Its value; null or empty = none.</param>
    public static ExtraField[] Parse(ModuleValidation validation, string parameter, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Nothing;

        var fields = new List<ExtraField>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? string.Empty : part[..equals].TrimEnd();
            if (name.Length == 0)
            {
                validation.Error(parameter, $"found '{part}', expected name=$variable", "for example src_user=$fU;src_ip=$si");
                return Nothing;
            }

            if (validation.Variable(parameter, part[(equals + 1)..].TrimStart()) is not { } variable)
                return Nothing;

            fields.Add(new ExtraField(name, variable));
        }

        return [.. fields];
    }
}
