using Signalbox.Engine.Catalog;
using Signalbox.Modules.Pv.Api;

namespace Signalbox.Modules.AuthDb;

/// <summary>A column that goes into a variable when somebody authenticates.</summary>
/// <param name="Column">The column.</param>
/// <param name="Target">The variable.</param>
internal sealed record CredentialAvp(string Column, VariableReference Target)
{
    /// <summary>Reads <c>$avp(x)=column;column</c>: a column without variable goes into the AVP of its name, which nobody can read without pv.</summary>
    /// <param name="validation">Where errors go.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="text">Its value.</param>
    public static CredentialAvp[] Parse(ModuleValidation validation, string parameter, string text)
    {
        var found = new List<CredentialAvp>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.LastIndexOf('=');
            var column = part[(equals + 1)..].Trim();
            var name = equals < 0 ? $"$avp({column})" : part[..equals].Trim();
            if (column.Length == 0)
                validation.Error(parameter, $"found '{part}', expected $avp(name)=column or column");
            else if (equals < 0 && validation.Find<IStructuredValues>() is null)
                continue;
            else if (validation.Variable(parameter, name) is { } variable)
                found.Add(new CredentialAvp(column, variable));
        }

        return [.. found];
    }
}
