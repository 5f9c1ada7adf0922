using Signalbox.Script.Kemi;
using Signalbox.Script.Lua.Patterns;

namespace Signalbox.Script.Lua;

/// <summary>Writes an error with Lua's stack traceback on one line, as every line of the log stands for one event.</summary>
internal static class LuaErrorText
{
    private const string Head = "\nstack traceback:\n\t";
    private const string FromHost = "[C]: in ?";
    private const string RaisedError = "[C]: in function 'error'";
    private const string OfPrelude = $"{PatternPrelude.ChunkName}:";

    /// <summary><c>file:line: message (stack: file:line: in function 'f' &lt; file:line: in function 'g')</c>.</summary>
    public static string OnOneLine(string error)
    {
        var head = error.IndexOf(Head, StringComparison.Ordinal);
        if (head < 0)
            return error;

        var levels = error[(head + Head.Length)..].Split("\n\t", StringSplitOptions.RemoveEmptyEntries);
        return $"{error[..head]}{KemiText.StackMark}{string.Join(" < ", levels.Where((_, index) => IsOfScript(levels, index)))})";
    }

    // What the prelude stands for is the library: its own levels, and the error that it raises, say nothing to who wrote the script.
    private static bool IsOfScript(string[] levels, int index) =>
        levels[index] != FromHost && !IsOfPrelude(levels[index]) && (levels[index] != RaisedError || index + 1 == levels.Length || !IsOfPrelude(levels[index + 1]));

    private static bool IsOfPrelude(string level) => level.StartsWith(OfPrelude, StringComparison.Ordinal);
}
