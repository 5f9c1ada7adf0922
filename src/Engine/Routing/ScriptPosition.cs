namespace Signalbox.Engine.Routing;

/// <summary>Where in the script a function was called; made once, when the script is bound.</summary>
/// <param name="Function">The function.</param>
/// <param name="Route">The route it stands in, e.g. <c>request_route</c>; empty in none.</param>
/// <param name="Place">File without its folder, and line: <c>edge.cfg:42</c>.</param>
public sealed record ScriptPosition(string Function, string Route, string Place)
{
    /// <summary>The whole path of the file; empty when it is not known.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>The line, 0 when it is not known.</summary>
    public int Line { get; init; }
}
