using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Kemi;

/// <summary>Lines of a script as places of diagnostics.</summary>
internal static class ScriptLines
{
    /// <summary>A line without its indentation, from 1; false when the text has no such line.</summary>
    public static bool TrySpan(this SourceText text, int number, out SourceSpan span)
    {
        var start = 0;
        for (var line = 1; line < number; line++)
        {
            start = text.Text.IndexOf('\n', start) + 1;
            if (start == 0)
                break;
        }

        span = default;
        if (number < 1 || (number > 1 && start == 0))
            return false;

        var whole = text.Line(number);
        var indent = whole.Length - whole.TrimStart().Length;
        span = new SourceSpan(text, start + indent, whole.Length - indent);
        return true;
    }
}
