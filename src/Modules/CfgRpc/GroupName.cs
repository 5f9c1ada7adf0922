using System.Globalization;

namespace Signalbox.Modules.CfgRpc;

/// <summary>A group as commands write it: <c>name</c> or <c>name[id]</c>.</summary>
/// <param name="Name">Name of the group.</param>
/// <param name="Id">Number of the instance, or null.</param>
internal readonly record struct GroupName(string Name, long? Id)
{
    /// <summary>Reads; brackets without a number belong to the name, which then is unknown.</summary>
    public static GroupName Read(string text)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0 || text[^1] != ']' || !long.TryParse(text.AsSpan(open + 1, text.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return new GroupName(text, null);

        return new GroupName(text[..open], id);
    }
}
