using Signalbox.Engine.Catalog;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Acc;

/// <summary>A further value of call records (cdr_extra).</summary>
/// <param name="Name">Name in the line, and column of the table.</param>
/// <param name="Value">The variable.</param>
/// <param name="DialogVariable">Name of the variable of the call that it is; null for any other variable.</param>
internal sealed record CallField(string Name, VariableReference Value, string? DialogVariable)
{
    private const string Prefix = "$dlg_var(";

    /// <summary>Reads <c>name=$variable;name=$variable</c>; empty after an error was reported.</summary>
    public static CallField[] Parse(ModuleValidation validation, string parameter, string text) =>
        Array.ConvertAll(ExtraField.Parse(validation, parameter, text), static field => new CallField(field.Name, field.Value, NameOf(field.Value.Text)));

    /// <summary>The variable of the call as it is now; null when it is not set.</summary>
    public static string? Read(SipDialog dialog, string variable)
    {
        lock (dialog.Gate)
            return dialog.Variables?.Get(variable) is { IsDefined: true } value ? value.ToText() : null;
    }

    // Transformations are made at the end of the call, as those of any variable.
    private static string? NameOf(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && text.IndexOf(')', StringComparison.Ordinal) == text.Length - 1 ? text[Prefix.Length..^1] : null;
}
