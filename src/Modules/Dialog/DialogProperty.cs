using Signalbox.Engine.Catalog;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>A property of dlg_set_property.</summary>
/// <param name="Options">What it stands for.</param>
internal readonly record struct DialogProperty(DialogOptions Options) : IScriptArgument<DialogProperty>
{
    /// <inheritdoc />
    public static bool TryParse(string text, out DialogProperty value, out string error)
    {
        value = new DialogProperty(text switch
        {
            "ka-src" => DialogOptions.KeepaliveCaller,
            "ka-dst" => DialogOptions.KeepaliveCallee,
            "timeout-noreset" => DialogOptions.TimeoutNoReset,
            _ => DialogOptions.None,
        });
        var good = value.Options != DialogOptions.None;
        error = good ? string.Empty : $"unknown property '{text}': expected ka-src, ka-dst or timeout-noreset";
        return good;
    }
}
