using Signalbox.Engine.Catalog;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>A side as scripts name it: caller, callee or all.</summary>
/// <param name="Side">The side; none = all.</param>
internal readonly record struct DialogSideName(DialogSide Side) : IScriptArgument<DialogSideName>
{
    /// <inheritdoc />
    public static bool TryParse(string text, out DialogSideName value, out string error)
    {
        value = new DialogSideName(text switch
        {
            "caller" => DialogSide.Caller,
            "callee" => DialogSide.Callee,
            _ => DialogSide.None,
        });
        var good = value.Side != DialogSide.None || text == "all";
        error = good ? string.Empty : $"unknown side '{text}': expected caller, callee or all";
        return good;
    }
}
