using Signalbox.Script.Kemi;

namespace Signalbox.Script.Lua;

/// <summary>Writes an error with Lua's stack traceback on one line, as every line of the log stands for one event.</summary>
internal static class LuaErrorText
{
    private const string Head = "\nstack traceback:\n\t";
    private const string FromHost = "[C]: in ?";

    /// <summary><c>file:line: message (stack: file:line: in function 'f' &lt; file:line: in function 'g')</c>.</summary>
    public static string OnOneLine(string error)
    {
        var head = error.IndexOf(Head, StringComparison.Ordinal);
        if (head < 0)
            return error;

        var levels = error[(head + Head.Length)..].Split("\n\t", StringSplitOptions.RemoveEmptyEntries).Where(static level => level != FromHost);
        return $"{error[..head]}{KemiText.StackMark}{string.Join(" < ", levels)})";
    }
}
