namespace Signalbox.Modules.Dispatcher;

/// <summary>The modes as scripts write them; only the first letter counts.</summary>
internal static class DispatchModes
{
    /// <summary>Reads a mode; null when it is none.</summary>
    public static DispatchMode? Parse(string text) => text.Length == 0 ? null : text[0] switch
    {
        '0' or 'd' or 'D' => DispatchMode.NextHop,
        '1' or 'r' or 'R' => DispatchMode.RequestUri,
        '2' or 'x' or 'X' => DispatchMode.List,
        _ => null,
    };
}
