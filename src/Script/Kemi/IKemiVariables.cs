using Signalbox.Engine.Catalog;
namespace Signalbox.Script.Kemi;

/// <summary>Finds pseudo-variables by the text that a script passes, e.g. <c>$ru</c> or <c>$(hdr(X)[0]{s.len})</c>. Safe from all workers.</summary>
internal interface IKemiVariables
{
    /// <summary>Binds a name; null with the error text when it is none, or when something follows it.</summary>
    VariableReference? Bind(string name, out string error);

    /// <summary>Cuts a text at its slashes and binds the variables between them; null with the error text when one is none.</summary>
    IReadOnlyList<ArgumentPart>? Split(string text, out string error);

    /// <summary>Binds names separated by commas; null with the error text when one is none.</summary>
    VariableReference[]? BindAll(string names, out string error);
}
