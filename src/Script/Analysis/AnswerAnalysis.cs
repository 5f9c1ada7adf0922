using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Script.Binding;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Analysis;

/// <summary>
/// Finds ways through request_route on which nothing happens to the request. A written <c>exit</c> or <c>drop</c> says
/// that silence is meant. Which functions answer is declared by their modules.
/// </summary>
internal sealed class AnswerAnalysis
{
    private const int MaxRounds = 100;

    private readonly BindingScope _scope;
    private readonly Dictionary<string, List<BlockSyntax>> _routes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Progress> _results = new(StringComparer.Ordinal);
    private readonly List<SourceSpan> _silentEnds = [];
    private Progress _returned;
    private Progress _broken;
    private int _loops;

    /// <summary>Prepares the analysis of a configuration.</summary>
    public AnswerAnalysis(BindingScope scope, ConfigSyntax config)
    {
        _scope = scope;
        foreach (var route in config.Items.OfType<RouteSyntax>())
        {
            var (kind, name) = RouteWords.Of(route.Keyword.Text, route.Name?.Text);
            if (kind != RouteKinds.Request)
                continue;

            if (!_routes.TryGetValue(name, out var bodies))
                _routes.Add(name, bodies = []);

            bodies.Add(route.Body);
        }
    }

    /// <summary>Reports each place where the main route can end in silence.</summary>
    public void Check()
    {
        if (!_routes.TryGetValue(RouteWords.Main, out var main))
            return;

        // A route's result depends on those it calls, also on itself: repeat until nothing changes. Results only grow.
        var changed = true;
        for (var round = 0; changed; round++)
        {
            if (round > MaxRounds)
                return;

            changed = false;
            foreach (var (name, bodies) in _routes)
            {
                var result = Run(bodies);
                changed |= result != _results.GetValueOrDefault(name);
                _results[name] = result;
            }
        }

        Run(main);
        foreach (var place in _silentEnds.Distinct())
            _scope.Diagnostics.Add(AnalysisRules.Unanswered, place, "an exit or drop says that silence is meant");

        if (_silentEnds.Count == 0 && !SpeaksAnywhere())
            _scope.Diagnostics.Add(AnalysisRules.Unanswered, new SourceSpan(main[0].Span.Source, main[0].Span.Start, 1), "no statement in its way answers");
    }

    private bool SpeaksAnywhere() => _routes.Values.SelectMany(static bodies => bodies).SelectMany(SyntaxTree.Walk)
        .Any(node => node is FlowSyntax { Keyword: "drop" } || (node is CallSyntax call && Answers(call)));

    /// <summary>States in which control can come back from a route that began with an open request.</summary>
    private Progress Run(List<BlockSyntax> bodies)
    {
        _silentEnds.Clear();
        _returned = Progress.None;
        var state = Progress.Open;
        foreach (var body in bodies)
            state = Run(body.Statements, state);

        var end = bodies[^1].Span;
        if (state.HasFlag(Progress.Open))
            _silentEnds.Add(new SourceSpan(end.Source, Math.Max(end.Start, end.Start + end.Length - 1), 1));

        return state | _returned;
    }

    private Progress Run(IReadOnlyList<StatementSyntax> statements, Progress state)
    {
        foreach (var statement in statements)
        {
            if (state == Progress.None)
                break;

            state = Run(statement, state);
        }

        return state;
    }

    private Progress Run(StatementSyntax statement, Progress state)
    {
        switch (statement)
        {
            case BlockSyntax block:
                return Run(block.Statements, state);
            case ExpressionStatementSyntax { Expression: var expression }:
                return Evaluate(expression, state).Both;
            case IfSyntax branch:
                var (holds, fails) = Evaluate(branch.Condition, state);
                return Run([branch.Then], holds) | (branch.Otherwise is { } other ? Run([other], fails) : fails);
            case WhileSyntax loop:
                return RunLoop(loop, state);
            case SwitchSyntax choice:
                return RunSwitch(choice, state);
            case FlowSyntax flow:
                Leave(flow, flow.Value is null ? state : Evaluate(flow.Value, state).Both);
                return Progress.None;
            default:
                return state;
        }
    }

    private void Leave(FlowSyntax flow, Progress state)
    {
        if (flow.Keyword is "break" && _loops > 0)
        {
            _broken |= state;
        }
        else if (flow.Keyword is "break" || (flow.Keyword is "return" && flow.Value is not IntegerSyntax { Value: 0 }))
        {
            _returned |= state;
            if (state.HasFlag(Progress.Open))
                _silentEnds.Add(flow.Span);
        }
    }

    /// <summary>A loop also ends after max_while_loops rounds, so control always comes behind it.</summary>
    private Progress RunLoop(WhileSyntax loop, Progress state)
    {
        var outer = _broken;
        _broken = Progress.None;
        _loops++;
        for (var round = 0; round < 2; round++)
        {
            var (holds, fails) = Evaluate(loop.Condition, state);
            state |= holds | fails | Run([loop.Body], holds) | _broken;
        }

        _loops--;
        _broken = outer;
        return state;
    }

    private Progress RunSwitch(SwitchSyntax choice, Progress state)
    {
        var outer = _broken;
        _broken = Progress.None;
        _loops++;
        var start = Evaluate(choice.Value, state).Both;
        var through = Progress.None;
        foreach (var item in choice.Cases)
            through = Run(item.Statements, through | start);

        var missed = choice.Cases.Any(static one => one.Label is null) ? Progress.None : start;
        state = through | missed | _broken;
        _loops--;
        _broken = outer;
        return state;
    }

    private Outcome Evaluate(ExpressionSyntax expression, Progress state)
    {
        switch (expression)
        {
            case ParenthesisSyntax parenthesis:
                return Evaluate(parenthesis.Inner, state);
            case IntegerSyntax integer:
                return integer.Value > 0 ? new Outcome(state, Progress.None) : new Outcome(Progress.None, state);
            case UnarySyntax { Operator: UnaryOperator.Not } not:
                var (isTrue, isFalse) = Evaluate(not.Operand, state);
                return new Outcome(isFalse, isTrue);
            case BinarySyntax { Operator: BinaryOperator.And } and:
                var first = Evaluate(and.Left, state);
                var second = Evaluate(and.Right, first.Holds);
                return new Outcome(second.Holds, first.Fails | second.Fails);
            case BinarySyntax { Operator: BinaryOperator.Or } or:
                var left = Evaluate(or.Left, state);
                var right = Evaluate(or.Right, left.Fails);
                return new Outcome(left.Holds | right.Holds, right.Fails);
            case BlockValueSyntax block:
                return Outcome.Of(Run(block.Block.Statements, state));
            default:
                return Outcome.Of(Call(expression, state));
        }
    }

    /// <summary>Calls wherever they stand in an expression.</summary>
    private Progress Call(ExpressionSyntax expression, Progress state)
    {
        foreach (var node in SyntaxTree.Walk(expression))
        {
            if (node is not CallSyntax call || state == Progress.None)
                continue;

            if (Callee(call) is { } name)
                state = (state & Progress.Answered & Always(_results.GetValueOrDefault(name))) | (state.HasFlag(Progress.Open) ? _results.GetValueOrDefault(name) : Progress.None);
            else if (Answers(call))
                state = Progress.Answered;
        }

        return state;
    }

    private static Progress Always(Progress result) => result == Progress.None ? Progress.None : Progress.Answered;

    private string? Callee(CallSyntax call)
    {
        if (call.Name.Text is not "route" || call.Arguments is not [var argument])
            return null;

        var name = argument switch
        {
            NameSyntax bare => bare.Text,
            TextSyntax text => text.Value,
            IntegerSyntax number => number.ToString(),
            _ => null,
        };
        return name is not null && _routes.ContainsKey(name) ? name : null;
    }

    /// <summary>A function that nobody knows, and a route named at run time, may answer.</summary>
    private bool Answers(CallSyntax call)
    {
        if (call.Name.Text is "route")
            return Callee(call) is null;

        var candidates = _scope.FindFunctions(call.Name.Text, Surfaces.Cfg);
        return candidates.Count == 0 || candidates.Exists(static one => one.Function.Answers);
    }

    private readonly record struct Outcome(Progress Holds, Progress Fails)
    {
        public Progress Both => Holds | Fails;

        public static Outcome Of(Progress state) => new(state, state);
    }
}
