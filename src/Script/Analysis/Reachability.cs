using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Analysis;

/// <summary>Finds statements that control never comes to.</summary>
internal sealed class Reachability(DiagnosticBag diagnostics)
{
    /// <summary>Looks at all routes.</summary>
    public void Check(ConfigSyntax config)
    {
        foreach (var node in SyntaxTree.Walk(config, static item => item is RouteSyntax))
        {
            switch (node)
            {
                case BlockSyntax block:
                    CheckList(block.Statements);
                    break;
                case CaseSyntax label:
                    CheckList(label.Statements);
                    break;
                case WhileSyntax loop when SyntaxTree.Fixed(loop.Condition) is false:
                    diagnostics.Add(AnalysisRules.Unreachable, loop.Body.Span, string.Empty, $"the condition in line {loop.Span.Line} never holds");
                    break;
            }
        }
    }

    private void CheckList(IReadOnlyList<StatementSyntax> statements)
    {
        for (var i = 0; i + 1 < statements.Count; i++)
        {
            if (!Ends(statements[i]))
                continue;

            // "exit; break;" and "exit; return;" are a habit and do no harm.
            if (statements.Skip(i + 1).FirstOrDefault(static one => one is not (EmptySyntax or FlowSyntax { Value: null })) is { } next && !IsOptional(statements[i], next))
                diagnostics.Add(AnalysisRules.Unreachable, next.Span, string.Empty, $"the {Word(statements[i])} in line {statements[i].Span.Line} ends this before");

            return;
        }
    }

    private static string Word(StatementSyntax statement) => statement switch
    {
        FlowSyntax flow => flow.Keyword,
        IfSyntax => "if",
        SwitchSyntax => "switch",
        _ => "block",
    };

    /// <summary>True when a directive stands between: with other defines the text is another one.</summary>
    private static bool IsOptional(SyntaxNode first, SyntaxNode next)
    {
        var (from, to) = (first.Span, next.Span);
        if (!ReferenceEquals(from.Source, to.Source) || to.Start <= from.Start)
            return true;

        foreach (var line in from.Source.Text.AsSpan(from.Start, to.Start - from.Start).EnumerateLines())
        {
            var text = line.TrimStart();
            if (text.StartsWith("#!", StringComparison.Ordinal) || text.StartsWith("!!", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>True when nothing behind the statement in its list runs.</summary>
    private static bool Ends(StatementSyntax statement) => statement switch
    {
        FlowSyntax => true,
        BlockSyntax block => block.Statements.Any(Ends),
        IfSyntax branch => EndsBranch(branch),
        SwitchSyntax { Cases: [.., var last] } choice => choice.Cases.Any(static one => one.Label is null) && last.Statements.Any(Ends)
            && !choice.Cases.Any(static one => one.Statements.Any(Breaks)),
        _ => false,
    };

    private static bool EndsBranch(IfSyntax branch) => SyntaxTree.Fixed(branch.Condition) switch
    {
        true => Ends(branch.Then),
        false => branch.Otherwise is { } other && Ends(other),
        null => Ends(branch.Then) && branch.Otherwise is { } other && Ends(other),
    };

    /// <summary>True for a break that leaves the switch around it.</summary>
    private static bool Breaks(StatementSyntax statement) => statement switch
    {
        FlowSyntax { Keyword: "break" } => true,
        BlockSyntax block => block.Statements.Any(Breaks),
        IfSyntax branch => Breaks(branch.Then) || (branch.Otherwise is { } other && Breaks(other)),
        _ => false,
    };
}
