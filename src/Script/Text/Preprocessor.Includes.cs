using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Text;

/// <summary>Included files.</summary>
internal sealed partial class Preprocessor
{
    private const int MaxIncludeDepth = 10;

    private void Include(Token word, Token name, int depth)
    {
        if (name.Kind != TokenKind.Text)
        {
            diagnostics.Add(TextRules.IncludeNotQuoted, name.Span.Length > 0 ? name.Span : word.Span, "a define is not replaced here", name.Describe());
            return;
        }

        var path = Substituted(name.Text, name.Span);
        if (depth >= MaxIncludeDepth)
        {
            diagnostics.Add(TextRules.IncludeTooDeep, name.Span, "does the file include itself?", path, MaxIncludeDepth);
            return;
        }

        var text = Read(path, word.Span.Source, out var found, out var reason);
        if (text is not null)
            ReadFile(new SourceText(found, text, word.Span), depth + 1);
        else if (word.Text is "include_file" || reason != ISourceFiles.Missing)
            diagnostics.Add(TextRules.IncludeNotFound, name.Span, "import_file goes on when there is no such file", path, reason);
    }

    /// <summary>Relative names are looked up in the working folder first, then beside the including file.</summary>
    private string? Read(string path, SourceText from, out string found, out string reason)
    {
        found = path;
        var text = files.Read(path, out reason);
        if (text is not null || Path.IsPathRooted(path))
            return text;

        var beside = Path.Combine(Path.GetDirectoryName(from.Path) ?? string.Empty, path);
        text = files.Read(beside, out var second);
        if (text is not null)
            found = beside;

        if (text is not null || reason == ISourceFiles.Missing)
            reason = second;

        return text;
    }
}
