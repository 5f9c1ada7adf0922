using System.Text;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Text;

/// <summary>The text as it is read: includes in their places, conditional text decided, defines as they stand.</summary>
internal sealed partial class Preprocessor
{
    private readonly StringBuilder _printed = new();

    /// <summary>The text of the main file and of its includes without conditional lines; complete after <see cref="Run"/>.</summary>
    public string Printed => _printed.ToString();

    /// <summary>Prints up to the line of a conditional directive; what follows begins behind the line where the lexer stands.</summary>
    private int PrintUpToCondition(SourceText text, int from, Token directive, Lexer lexer)
    {
        var line = text.Text.LastIndexOf('\n', directive.Span.Start) + 1;
        Print(text, from, Math.Max(from, line));
        return Math.Min(lexer.Position + 1, text.Text.Length);
    }

    /// <summary>Prints up to an include; what follows begins behind the name of its file.</summary>
    private int PrintUpToInclude(SourceText text, int from, Token word, Lexer lexer)
    {
        Print(text, from, word.Span.Start);
        return lexer.Position;
    }

    private void Print(SourceText text, int from, int to)
    {
        if (to > from)
            _printed.Append(text.Text, from, to - from);
    }
}
