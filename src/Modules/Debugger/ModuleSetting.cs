namespace Signalbox.Modules.Debugger;

/// <summary>The text <c>module=value</c> of a parameter.</summary>
internal static class ModuleSetting
{
    /// <summary>What the engine calls the routes.</summary>
    private const string Script = "script";

    /// <summary>Splits it; null when it is not of that form.</summary>
    public static (string Module, string Value)? Split(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 1 ? null : (text[..equals].Trim(), text[(equals + 1)..].Trim());
    }

    /// <summary>The engine's name of a source of log lines: the peer knows lines of the script as those of xlog.</summary>
    public static string SourceOf(string module) => module is "xlog" ? Script : module;
}
