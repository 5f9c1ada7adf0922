using System.Text;

namespace Signalbox.Script.JavaScript;

/// <summary>JavaScript without the comments that stand on lines of their own. Others stay: what looks like one may be in a string or an expression.</summary>
internal static class JavaScriptComments
{
    /// <summary>Takes them out; the rest keeps its order.</summary>
    public static string Remove(string text)
    {
        var rest = new StringBuilder(text.Length);
        var isInside = false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var code = line.TrimStart();
            isInside |= code.StartsWith("/*", StringComparison.Ordinal);
            if (!isInside)
            {
                if (!code.StartsWith("//", StringComparison.Ordinal))
                    rest.Append(line).Append('\n');

                continue;
            }

            var end = code.IndexOf("*/", StringComparison.Ordinal);
            isInside = end < 0;
            if (end >= 0)
                rest.Append(code[(end + 2)..]).Append('\n');
        }

        return rest.ToString();
    }
}
